/** A show as plain data: what both front-ends write and {@link compile} reads. @module */

import type { Where } from "./problem.ts";

/** A time as a person writes it (see `times.ts`), or a number of seconds. */
export type TimeText = string | number;

/** A number, or a percentage such as `"40%"`, which means 0.4. */
export type Amount = number | string;

/** The kinds of device there are. */
export type KindName = "pixelblaze" | "pixo";

/** A device of the show, as written. */
export interface DeviceSpec {
  /** The name cues use. */
  readonly name: string;
  /** What it is. */
  readonly kind: KindName;
  /** Pixelblaze: its address, with `:port` when the WebSocket is not on 81. */
  readonly host?: string;
  /** Pixelblaze: its own name, by which it is found on the network when there is no `host`. */
  readonly boardName?: string;
  /** Pixo: a tty such as `/dev/ttyACM0`, or `tcp://host:port`. */
  readonly port?: string;
  /** Most messages a second; the kind's own limit when left out. */
  readonly rate?: number;
  /** How long this device takes to show what it was sent: it is sent that much earlier; 0 when left out. */
  readonly latency?: TimeText;
  /** What its brightness is before the first cue that sets it, 0..1; 1 when left out. */
  readonly brightness?: Amount;
  /** Rehearsal: a file with the places of its pixels, beside the show. */
  readonly layout?: string;
  /** Rehearsal: pixels of a strip, when there is no layout. */
  readonly pixels?: number;
  /** Pixelblaze, rehearsal and check: a folder with the board's patterns as `.js` or `.epe`, beside the show. */
  readonly patterns?: string;
  /** Pixo, rehearsal: the built-in layout, `mini-tree` when left out. */
  readonly model?: string;
  /** Where it was written. */
  readonly where: Where;
}

/** A mouth shape, and when it appears after the start of its track, in milliseconds. */
export interface MouthChange {
  /** Milliseconds after the start of its track. */
  readonly at: number;
  /** One of the names in `MOUTHS`. */
  readonly mouth: string;
}

/** What a cue does to one device. Names follow the keys of the YAML form. */
export type Action =
  & { readonly where: Where }
  & (
    | { readonly do: "pattern"; readonly name: string }
    | { readonly do: "vars" | "controls"; readonly values: Readonly<Record<string, Amount | readonly Amount[]>> }
    | { readonly do: "brightness"; readonly level: Amount; readonly over?: TimeText; readonly ease?: string }
    | {
      readonly do: "ramp";
      readonly to: Readonly<Record<string, Amount | readonly Amount[]>>;
      readonly from?: Readonly<Record<string, Amount | readonly Amount[]>>;
      readonly over: TimeText;
      readonly ease?: string;
    }
    | { readonly do: "blackout"; readonly over: TimeText }
    | { readonly do: "face" | "mouth" | "eyes"; readonly name: string }
    | { readonly do: "blink"; readonly mode: "once" | "auto" | "off" }
    | { readonly do: "effects"; readonly effects: Readonly<Record<string, string>> }
    | { readonly do: "lipsync"; readonly source: LipsyncSource; readonly mouths?: readonly MouthChange[] }
    | { readonly do: "next" }
    | { readonly do: "trigger"; readonly name: string }
    | { readonly do: "command"; readonly line: string }
  );

/** Where a lip-sync comes from: a file beside the show, or a list written in the show. */
export interface LipsyncSource {
  /** A file beside the show. */
  readonly file?: string;
  /** `[time, mouth]` pairs, or lines of `time mouth`. */
  readonly phonemes?: string | readonly (readonly [TimeText, string])[];
  /** Which voice of the file, by name or by number from 0, or `all`; the first when left out. */
  readonly voice?: string | number;
  /** How much earlier than the sound a shape appears; the front-end's own when left out. */
  readonly lead?: TimeText;
  /** Moves the whole track. */
  readonly offset?: TimeText;
  /** How sounds become mouths: the name of a mapping, or entries of one's own. */
  readonly mapping?: LipsyncMapping;
  /** What the file is, when its content does not tell. */
  readonly format?: string;
  /** Frames a second of a file that does not say. */
  readonly fps?: number;
  /** Which timing track of the file, by its name. */
  readonly track?: string;
  /** `natural`: short pauses hold or relax the mouth; `rest`: every pause rests. */
  readonly pauses?: "natural" | "rest";
}

/** A mapping by name, or entries by phoneme over a mapping with a name. */
export type LipsyncMapping = string | {
  /** The mapping that has what is not among the entries. */
  readonly base?: string;
  /** A mouth, or two for a sound whose shape moves, by phoneme. */
  readonly phonemes: Readonly<Record<string, string | readonly [string, string]>>;
};

/** What a cue does to one device, group, or `all`. */
export interface Step {
  /** Name of a device or group, or `all`. */
  readonly target: string;
  /** In the order in which they are written. */
  readonly actions: readonly Action[];
  /** Where it was written. */
  readonly where: Where;
}

/** One row of the cue list. */
export interface Cue {
  /** When; may be left out only by a cue that waits for a GO, which then comes after the cue before has ended. */
  readonly at?: TimeText;
  /** Holds the show just before this cue until somebody gives a GO. */
  readonly wait?: "go";
  /** Cue number, e.g. 12.5; a name for people, not an order. */
  readonly number?: number;
  /** A name for people. */
  readonly label?: string;
  /** Plays a sequence of the show from here, `repeat` times (1), one every `every` (its own length). */
  readonly play?: string;
  /** How often the sequence plays. */
  readonly repeat?: number;
  /** Time from one repetition to the next. */
  readonly every?: TimeText;
  /** What it tells to whom. */
  readonly steps: readonly Step[];
  /** Where it was written. */
  readonly where: Where;
}

/** From `bar` on; the first one has no `bar`. */
export interface TempoSpec {
  /** Beats a minute. */
  readonly bpm: number;
  /** Beats a bar, e.g. `"3/4"`; `"4/4"` when left out. */
  readonly meter?: string;
  /** Where it begins, counted from 1. */
  readonly bar?: number;
}

/** A whole show. */
export interface Show {
  /** What people call it. */
  readonly title: string;
  /** Random choices come from it; 1 when the front-end is given none. */
  readonly seed: number;
  /** A sound file beside the show; its start lies at `offset`. */
  readonly audio?: { readonly file: string; readonly offset?: TimeText };
  /** Words and their sounds (ARPAbet) that no dictionary has, or a file of them beside the show. */
  readonly dictionary?: string | Readonly<Record<string, string>>;
  /** Tempo and its changes; bars and beats need it. */
  readonly tempo?: readonly TempoSpec[];
  /** When bar 1 begins; 0 when left out. */
  readonly firstBar?: TimeText;
  /** In the order in which they are shown. */
  readonly devices: readonly DeviceSpec[];
  /** Devices and other groups, by name. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Names for times. */
  readonly markers: Readonly<Record<string, TimeText>>;
  /** In the order of the list. */
  readonly cues: readonly Cue[];
  /** Cues with times from their own start, by name. */
  readonly sequences: Readonly<Record<string, readonly Cue[]>>;
  /** When the show is over; after its last cue and ramp when left out. */
  readonly end?: TimeText;
  /** Where it was written. */
  readonly where: Where;
}
