/** Writes a show in TypeScript: the same show data as YAML, with the types of the schema. @module */

import type * as z from "zod";
import type { Action, Amount, Cue, DeviceSpec, Show, Step, TempoSpec, TimeText } from "../runtime/model/mod.ts";
import { callerPlace } from "./caller.ts";
import { audioOf, deviceOf, withoutUndefined } from "./document.ts";
import { groupsOf } from "./groups.ts";
import type { lipsyncOptions, pixelblazeOptions, pixoOptions, rampOptions, showSettings } from "./schema.ts";

/** Values by name: numbers, percentages such as `"40%"`, or lists of them. */
export type Amounts = Readonly<Record<string, Amount | readonly Amount[]>>;
/** How a Pixelblaze is reached and rehearsed. */
export type PixelblazeOptions = z.input<typeof pixelblazeOptions>;
/** How a Pixo is reached and rehearsed. */
export type PixoOptions = z.input<typeof pixoOptions>;
/** How a ramp moves: `over` a time, with an `ease`, `from` some values. */
export type RampOptions = z.input<typeof rampOptions>;
/** Which `voice` of a file sings, with how much `lead`, moved by `offset`. */
export type LipsyncOptions = z.input<typeof lipsyncOptions>;

/** Settings of a show beside its devices and cues. */
export type ShowOptions = z.input<typeof showSettings> & {
  /** Devices in the order they are shown; those that only cues mention come after them. */
  readonly devices?: readonly Target[];
};

/** What a cue does to a device or group: made by the methods of {@link pixelblaze}, {@link pixo} and {@link group}. */
export type TargetAction = Step & { readonly devices: readonly DeviceSpec[]; readonly group?: string };

/** A device or group that can be told something. */
export class Target {
  /** The name cues and messages use. */
  readonly name: string;
  /** The devices behind it. */
  readonly devices: readonly DeviceSpec[];
  readonly #group: boolean;

  /** Made by `pixelblaze`, `pixo` and `group`. */
  constructor(name: string, devices: readonly DeviceSpec[], group: boolean) {
    this.name = name;
    this.devices = devices;
    this.#group = group;
  }

  /** Brightness 0..1, at once or `over` a time. */
  brightness(level: Amount, options: Partial<Pick<RampOptions, "over" | "ease">> = {}): TargetAction {
    return this.act({ do: "brightness", level, ...withoutUndefined(options) });
  }

  /** Moves variables, controls (by their names) or brightness to new values. */
  ramp(to: Amounts, options: RampOptions): TargetAction {
    return this.act({ do: "ramp", to, ...withoutUndefined(options) });
  }

  /** Brightness to 0, at once or over a time. */
  blackout(over: TimeText = 0): TargetAction {
    return this.act({ do: "blackout", over });
  }

  /** Any action, with the place in the caller's file from which it comes. */
  protected act(action: Unplaced<Action>): TargetAction {
    const where = callerPlace();
    const full = { ...withoutUndefined(action), where } as Action;
    return {
      target: this.name,
      actions: [full],
      where,
      devices: this.devices,
      ...(this.#group ? { group: this.name } : {}),
    };
  }
}

/** An action before its place is known. */
export type Unplaced<T> = T extends unknown ? Omit<T, "where"> : never;

/** Everything that Pixelblazes can be told. */
export class PixelblazeTarget extends Target {
  /** Starts a pattern by its name; the board forgets its variables then. */
  pattern(name: string): TargetAction {
    return this.act({ do: "pattern", name });
  }

  /** Sets exported variables of the pattern. */
  vars(values: Amounts): TargetAction {
    return this.act({ do: "vars", values });
  }

  /** Sets controls of the pattern, e.g. `{ sliderSpeed: 0.4 }`. */
  controls(values: Amounts): TargetAction {
    return this.act({ do: "controls", values });
  }

  /** The next pattern of the board's own playlist. */
  next(): TargetAction {
    return this.act({ do: "next" });
  }

  /** Calls a trigger of the pattern, e.g. `triggerFlash`. */
  trigger(name: string): TargetAction {
    return this.act({ do: "trigger", name });
  }
}

/** Everything that Pixos can be told. */
export class PixoTarget extends Target {
  /** `off`, `rest`, `smile` or `sleep`: eyes and mouth together. */
  face(name: "off" | "rest" | "smile" | "sleep"): TargetAction {
    return this.act({ do: "face", name });
  }

  /** One of the mouths: `rest ai e etc fv l mbp o u wq smile off`. */
  mouth(name: string): TargetAction {
    return this.act({ do: "mouth", name });
  }

  /** `open`, `closed` or `off`. */
  eyes(name: "open" | "closed" | "off"): TargetAction {
    return this.act({ do: "eyes", name });
  }

  /** Blinks once, or from here on by itself in every rest, until `off`. */
  blink(mode: "once" | "auto" | "off" = "once"): TargetAction {
    return this.act({ do: "blink", mode });
  }

  /** Effects by part of the device, e.g. `{ star: "static|Y" }`. */
  effects(effects: Readonly<Record<string, string>>): TargetAction {
    return this.act({ do: "effects", effects });
  }

  /** Sings from a file beside the show, or from pairs of time and mouth. */
  lipsync(source: string | readonly (readonly [TimeText, string])[], options: LipsyncOptions = {}): TargetAction {
    const from = typeof source === "string" ? { file: source } : { phonemes: source };
    return this.act({
      do: "lipsync",
      source: { ...from, ...withoutUndefined(options) } as Extract<Action, { do: "lipsync" }>["source"],
    });
  }

  /** A line of the device's own language, sent once. */
  command(line: string): TargetAction {
    return this.act({ do: "command", line });
  }
}

/**
 * A Pixelblaze of the show.
 *
 * @example
 * ```ts
 * import { pixelblaze } from "cuelight";
 * const canopy = pixelblaze("canopy", { host: "192.168.4.20", rate: "8/s" });
 * console.assert(canopy.pattern("Twinkle").target === "canopy");
 * ```
 */
export function pixelblaze(name: string, options: PixelblazeOptions = {}): PixelblazeTarget {
  return new PixelblazeTarget(name, [
    deviceOf(name, { ...options, kind: "pixelblaze" } as Parameters<typeof deviceOf>[1], callerPlace()),
  ], false);
}

/** A Pixo of the show. */
export function pixo(name: string, options: PixoOptions = {}): PixoTarget {
  return new PixoTarget(name, [
    deviceOf(name, { ...options, kind: "pixo" } as Parameters<typeof deviceOf>[1], callerPlace()),
  ], false);
}

/**
 * Several boards under one name, told things together.
 *
 * @throws {TypeError} for {@link all} among the members: which devices it means is not known before the show is written
 */
export function group(name: string, ...members: readonly PixelblazeTarget[]): PixelblazeTarget;
/** Several Pixos under one name, told things together. */
export function group(name: string, ...members: readonly PixoTarget[]): PixoTarget;
/** Several devices of different kinds under one name, told together what all of them understand. */
export function group(name: string, ...members: readonly Target[]): Target;
export function group(name: string, ...members: readonly Target[]): Target {
  if (members.includes(all)) throw new TypeError(`Cannot put all into the group "${name}": name its devices`);
  const devices = [...new Set(members.flatMap((member) => member.devices))];
  if (members.every((one) => one instanceof PixelblazeTarget)) return new PixelblazeTarget(name, devices, true);
  if (members.every((one) => one instanceof PixoTarget)) return new PixoTarget(name, devices, true);
  return new Target(name, devices, true);
}

/** Every device of the show. */
export const all: Target = new Target("all", [], false);

/** When and how a cue begins. */
export type CueOptions = { readonly [K in "at" | "wait" | "number" | "label"]?: Cue[K] };

/** Writes the cues of a show or sequence. */
export class CueWriter {
  readonly #cues: Cue[] = [];
  readonly #sequences: Map<string, readonly Cue[]>;
  readonly #targets: TargetAction[];

  /** Made by `show`. */
  constructor(sequences: Map<string, readonly Cue[]>, targets: TargetAction[]) {
    this.#sequences = sequences;
    this.#targets = targets;
  }

  /** What has been written. */
  get cues(): readonly Cue[] {
    return this.#cues;
  }

  /** A cue at a time. */
  at(at: TimeText, ...actions: readonly TargetAction[]): void {
    this.#push({ at }, actions);
  }

  /** A cue that waits for a GO, where the cue before ends or `at` a time. */
  go(options: Omit<CueOptions, "wait">, ...actions: readonly TargetAction[]): void {
    this.#push({ ...options, wait: "go" }, actions);
  }

  /** A cue with everything it can have. */
  cue(options: CueOptions, ...actions: readonly TargetAction[]): void {
    this.#push(options, actions);
  }

  /** Plays a sequence, `repeat` times, one `every` so often; the cue itself may tell something too. */
  play(
    name: string,
    options: CueOptions & { readonly repeat?: number; readonly every?: TimeText },
    ...actions: readonly TargetAction[]
  ): void {
    this.#push({ ...options, play: name }, actions);
  }

  /**
   * Defines a sequence: cues with times from its own start.
   *
   * @throws {TypeError} when there is one with this name
   */
  sequence(name: string, write: (cues: CueWriter) => void): void {
    if (this.#sequences.has(name)) throw new TypeError(`Cannot write the sequence "${name}": there is one already`);
    const writer = new CueWriter(this.#sequences, this.#targets);
    write(writer);
    this.#sequences.set(name, writer.cues);
  }

  #push(options: Partial<Cue>, actions: readonly TargetAction[]): void {
    const steps = actions.map(({ target, actions, where }): Step => ({ target, actions, where }));
    this.#targets.push(...actions);
    this.#cues.push({ ...withoutUndefined(options), steps, where: callerPlace() });
  }
}

/**
 * A show. The same show can be written in YAML; both give the same timeline.
 *
 * @param write is called once, at once, to write the cues
 * @throws {TypeError} for two groups of one name that have other devices
 *
 * @example
 * ```ts
 * import { compile, pixo, show } from "cuelight";
 * const tree = pixo("tree", { port: "/dev/ttyACM0" });
 * const carol = show("Carol", { markers: { verse: "0:08" } }, (s) => {
 *   s.at("0:00", tree.face("sleep"));
 *   s.at("verse", tree.lipsync([["0ms", "ai"], ["200ms", "rest"]]), tree.blink("auto"));
 * });
 * console.assert(carol.devices[0]?.name === "tree");
 * ```
 */
export function show(title: string, options: ShowOptions, write: (cues: CueWriter) => void): Show {
  const where = callerPlace();
  const sequences = new Map<string, readonly Cue[]>();
  const used: TargetAction[] = [];
  const writer = new CueWriter(sequences, used);
  write(writer);
  const { audio, tempo, bar1, end, dictionary } = options;
  const devices = new Set([...(options.devices ?? []), ...used].flatMap((target) => target.devices));
  return {
    title,
    seed: options.seed ?? 1,
    ...(audio === undefined ? {} : { audio: audioOf(audio as Parameters<typeof audioOf>[0]) }),
    ...(tempo === undefined
      ? {}
      : { tempo: (Array.isArray(tempo) ? tempo : [tempo]).map(withoutUndefined) as TempoSpec[] }),
    ...(bar1 === undefined ? {} : { firstBar: bar1 }),
    devices: [...devices],
    groups: groupsOf(used),
    markers: options.markers ?? {},
    cues: writer.cues,
    sequences: Object.fromEntries(sequences),
    ...(end === undefined ? {} : { end }),
    ...(dictionary === undefined ? {} : { dictionary }),
    where,
  };
}
