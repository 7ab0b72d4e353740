/** One device through a whole night: connected, greeted, told, lost, found again. @module */

import { backoff } from "../links/backoff.ts";
import type { Connect, Data, Link } from "../links/link.ts";
import { parseAmount } from "../model/amount.ts";
import type { DeviceTimeline } from "../model/timeline.ts";
import type { Clock } from "../time/clock.ts";
import type { Adapter, Message } from "./adapter.ts";
import { BusyWatch } from "./busy_watch.ts";
import { Outbox, type View } from "./outbox.ts";

/** How a device is doing. `searching`: its address is not known yet. */
export type DeviceState = "idle" | "searching" | "waiting" | "connecting" | "greeting" | "ready" | "stopped";

/** What a device tells of its night. */
export interface DeviceEvents {
  /** Something happened on the link: look at everything again, soon. */
  wake(): void;
  state(state: DeviceState, detail: string): void;
  notice(message: string): void;
  /** A message left. */
  message(data: Data, at: number): void;
  /** What was due at `due` was sent at `at`. */
  sent(due: number, at: number): void;
  skipped(count: number): void;
  thinned(): void;
}

/** What a {@link Device} is made of. */
export interface DeviceOptions {
  readonly timeline: DeviceTimeline;
  readonly adapter: Adapter;
  /** A new connection to where the device is now, or undefined while that is not known. */
  readonly connect: () => Connect | undefined;
  readonly clock: Clock;
  readonly events: DeviceEvents;
  /** Chance 0..1 for the back-off; the same in every run when it comes from a seed. */
  readonly chance: () => number;
}

/** A connect that takes longer is given up. */
const CONNECT_MS = 3000;
/** A greeting that must be answered within this time, and one that may stay unanswered. */
const GREETING_MS = 3000;
const OPTIONAL_GREETING_MS = 1000;
/** A message that is not acknowledged for so long means that nobody is there. */
const ACK_MS = 3000;
/** After so long without a message the device is probed. */
const QUIET_MS = 1500;
/** How often a device whose address is unknown is asked for. */
const SEARCH_MS = 250;

/** Keeps one device connected and in step. It has no timer of its own: {@link pump} says when to ask again. */
export class Device {
  readonly timeline: DeviceTimeline;
  readonly #options: DeviceOptions;
  readonly #adapter: Adapter;
  readonly #outbox: Outbox;
  #state: DeviceState = "idle";
  #link: Link | undefined;
  /** When the state is to be looked at again. */
  #until = Infinity;
  #failures = 0;
  /** When each message under way was sent. */
  #inFlight: number[] = [];
  #lastSent = 0;
  /** It has answered on this connection, so that a probe has to be answered too. */
  #answers = false;
  /** Since when a probe is unanswered. */
  #probedAt: number | undefined;
  readonly #busy = new BusyWatch();
  /** It has been darkened and not been lit since, on whatever connection. */
  #isDark = false;
  /** It has been darkened on this connection. */
  #darkTold = false;

  constructor(options: DeviceOptions) {
    this.timeline = options.timeline;
    this.#options = options;
    this.#adapter = options.adapter;
    this.#outbox = new Outbox(options.timeline, options.adapter, {
      sent: options.events.sent,
      refused: options.events.notice,
      skipped: options.events.skipped,
      thinned: options.events.thinned,
    });
  }

  get name(): string {
    return this.timeline.name;
  }

  get state(): DeviceState {
    return this.#state;
  }

  /** Begins to connect at the next {@link pump}. */
  start(now: number): void {
    if (this.#state === "idle") this.#enter("waiting", now, "");
  }

  /** Sends a farewell, unless it was darkened, and ends the link. */
  stop(now: number): void {
    if (this.#state === "ready" && !this.#isDark) this.#sendAll(this.#adapter.farewell(), now);
    this.#link?.close();
    this.#link = undefined;
    this.#enter("stopped", Infinity, "");
  }

  /** The show jumped: what was due before no longer is. */
  jump(): void {
    this.#outbox.jump();
  }

  /** Show time in `[from, to)` has been played: what was in it became due, at the clock time that `dueAt` gives. */
  play(from: number, to: number, dueAt: (position: number) => number): void {
    this.#outbox.play(from, to, dueAt);
  }

  /**
   * Does what is due; gives the clock time at which to look again, undefined for "when something happens". While it is
   * to be `dark` it is told nothing but that, at once, whatever the rate says.
   */
  pump(view: View, dark = false): number | undefined {
    this.#outbox.note(view.now, this.#state === "ready");
    this.#advance(view.now);
    if (this.#state !== "ready") return this.#until === Infinity ? undefined : this.#until;
    const { notice } = this.#options.events;
    if (dark) this.#goDark(view.now);
    else if (this.#isDark) this.#goLight(view);
    const next = dark || this.#isDark ? undefined : this.#outbox.pump(view, {
      ready: () => this.#state === "ready" && !this.#link!.busy && this.#inFlight.length < this.#adapter.mostInFlight,
      send: (message) => this.#send(message, view.now),
    });
    return Math.min(next ?? Infinity, this.#probe(view), this.#busy.look(this.#link!.busy, view.now, notice));
  }

  #goDark(now: number): void {
    if (this.#darkTold || this.#link!.busy) return;
    this.#isDark = true;
    this.#darkTold = true;
    this.#sendPast(this.#adapter.dark(), now);
    this.#outbox.forget();
  }

  #goLight({ now, position }: View): void {
    if (this.#link!.busy) return;
    this.#isDark = false;
    this.#darkTold = false;
    const { spec } = this.timeline;
    this.#sendPast(this.#adapter.light(this.timeline.stateAt(position), parseAmount(spec.brightness ?? 1)), now);
  }

  /** Moves on from a state whose time is over. */
  #advance(now: number): void {
    switch (this.#state) {
      case "searching":
      case "waiting":
        if (now >= this.#until) this.#connect(now);
        break;
      case "connecting":
        if (now >= this.#until) this.#lost(now, `no answer within ${CONNECT_MS / 1000} s`);
        break;
      case "greeting":
        if (now < this.#until) break;
        if (this.#adapter.unanswered === undefined) {
          this.#lost(now, `connected, but silent for ${GREETING_MS / 1000} s`);
        } else {
          this.#options.events.notice(this.#adapter.unanswered);
          this.#ready(now, "does not answer");
        }
        break;
      case "ready":
        if (now >= this.#deadline()) this.#lost(now, `stopped answering ${ACK_MS / 1000} s ago`);
        break;
    }
  }

  #connect(now: number): void {
    try {
      const connect = this.#options.connect();
      if (connect === undefined) return this.#enter("searching", now + SEARCH_MS, "address not known yet");
      this.#enter("connecting", now + CONNECT_MS, "");
      this.#link = this.#open(connect);
    } catch (error) {
      // An address that is none, say: the other devices have nothing to do with it.
      this.#enter("connecting", now, "");
      this.#lost(now, error instanceof Error ? error.message : String(error));
    }
  }

  #open(connect: Connect): Link {
    const { clock, events } = this.#options;
    const link: Link = connect({
      open: () => {
        if (this.#link !== link) return;
        const wait = this.#adapter.unanswered === undefined ? GREETING_MS : OPTIONAL_GREETING_MS;
        this.#enter("greeting", clock.now() + wait, "");
        this.#sendPast(this.#adapter.greet(), clock.now());
        events.wake();
      },
      data: (data) => {
        if (this.#link === link) this.#receive(data, clock.now());
      },
      idle: () => {
        if (this.#link !== link) return;
        this.#busy.idle();
        events.wake();
      },
      lost: (reason) => {
        if (this.#link !== link) return;
        this.#lost(clock.now(), reason);
        events.wake();
      },
    });
    return link;
  }

  #receive(data: Data, now: number): void {
    for (const reception of this.#adapter.receive(data)) {
      if (reception.type === "notice") this.#options.events.notice(reception.message);
      if (reception.type === "ready") {
        this.#answers = true;
        if (this.#state === "greeting") this.#ready(now, reception.detail ?? "");
      }
      if (reception.type === "ack") {
        this.#inFlight.shift();
        this.#probedAt = undefined;
      }
      if (reception.type !== "notice") this.#options.events.wake();
    }
  }

  #ready(now: number, detail: string): void {
    this.#failures = 0;
    this.#lastSent = now;
    this.#darkTold = false;
    this.#outbox.forget();
    this.#enter("ready", Infinity, detail);
  }

  #lost(now: number, reason: string): void {
    this.#link?.close();
    this.#link = undefined;
    this.#inFlight = [];
    this.#answers = false;
    this.#probedAt = undefined;
    this.#busy.idle();
    this.#failures++;
    const wait = now + backoff(this.#failures, this.#options.chance());
    // The greeting counts against the rate too.
    this.#enter("waiting", Math.max(wait, this.#outbox.nextFree(now)), reason);
  }

  #enter(state: DeviceState, until: number, detail: string): void {
    const changed = this.#state !== state;
    this.#state = state;
    this.#until = until;
    if (changed) this.#options.events.state(state, detail);
  }

  /** Clock time at which the device counts as gone when it has not answered. */
  #deadline(): number {
    const since = this.#inFlight[0] ?? (this.#answers ? this.#probedAt : undefined);
    return since === undefined ? Infinity : since + ACK_MS;
  }

  /** Asks a device that has been told nothing for a while whether it is there; gives when to look again. */
  #probe(view: View): number {
    const { now } = view;
    if (this.#deadline() < Infinity) return this.#deadline();
    if (now < this.#lastSent + QUIET_MS) return this.#lastSent + QUIET_MS;
    if (this.#outbox.hasRoom(view) && !this.#link!.busy) {
      this.#outbox.count(now);
      this.#probedAt = now;
      this.#send(this.#adapter.probe(), now);
    }
    return now + QUIET_MS;
  }

  #send(message: Message, now: number): void {
    if (this.#adapter.mostInFlight !== Infinity) this.#inFlight.push(now);
    this.#sendAll([message.data], now);
  }

  /** Sends past the outbox, at once; it counts against the rate of what follows. */
  #sendPast(all: readonly Data[], now: number): void {
    for (const _ of all) this.#outbox.count(now);
    this.#sendAll(all, now);
  }

  #sendAll(all: readonly Data[], now: number): void {
    for (const data of all) {
      this.#link?.send(data);
      this.#options.events.message(data, now);
    }
    this.#lastSent = now;
  }
}
