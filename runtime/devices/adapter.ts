/** What a kind of device has to know: everything else about devices is the same for all kinds. @module */

import type { Data } from "../links/link.ts";
import type { Instant, State } from "../model/timeline.ts";
import type { Value } from "../model/track.ts";

/** One message to a device. */
export interface Message {
  /** What goes over the link. */
  readonly data: Data;
  /** Which keys the device forgets with it, before what it {@link makes}; none when left out. */
  readonly clears?: (key: string) => boolean;
  /** What the device is once it has this message. */
  readonly makes: readonly (readonly [key: string, value: Value])[];
  /** How many of the instants that were asked for it fires. */
  readonly fires: number;
}

/** Something a device cannot do that it was asked for. */
export interface Refusal {
  /** The keys that will not be told again. */
  readonly keys: readonly string[];
  /** Why, for people; empty when it follows from another refusal. */
  readonly reason: string;
}

/** What has to be sent to make some changes. */
export interface Encoded {
  /** In the order in which they must go. */
  readonly messages: readonly Message[];
  /** What cannot be sent. */
  readonly refused: readonly Refusal[];
}

/** What came of something received. */
export type Reception =
  /** The greeting is over: the device can be told things. */
  | { readonly type: "ready"; readonly detail?: string }
  /** The oldest message under way has arrived. */
  | { readonly type: "ack" }
  /** Something worth telling people. */
  | { readonly type: "notice"; readonly message: string };

/** Speaks one kind of device's language on one connection after the other; holds no socket and no time. */
export interface Adapter {
  /** How many messages may be on their way unacknowledged; Infinity where nothing is acknowledged. */
  readonly mostInFlight: number;
  /** What to tell people when the greeting is not answered and the device is told things all the same; undefined when it must be answered. */
  readonly unanswered: string | undefined;
  /** A connection has opened: what to send first. What an earlier connection told is forgotten. */
  greet(): readonly Data[];
  /** What the device sent. Never throws, whatever it is. */
  receive(data: Data): readonly Reception[];
  /** A message that does nothing but be answered. */
  probe(): Message;
  /** Keys of `shadow`, what the device is, that have to be told anew on the way to `target`, though they may not differ. */
  forgets(shadow: State, target: State): readonly string[];
  /** Takes for granted that the device has whatever `changes` name, for a plan without the device. */
  suppose(changes: State): void;
  /** What to send for `changes` and `instants`. */
  encode(changes: State, instants: readonly Instant[]): Encoded;
  /** What to send when the show is stopped. */
  farewell(): readonly Data[];
  /** What to send to go dark at once. */
  dark(): readonly Data[];
  /** What to send after that for everything dark that `target`, which is told next, does not name. */
  light(target: State, brightness: number): readonly Data[];
}
