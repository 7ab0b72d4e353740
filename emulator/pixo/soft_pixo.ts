/** A Pixo device in software. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { formatCommand, parseCommand } from "../../protocol/pixo/command.ts";
import { type EffectCommand, isEffectName, type MouthShape, type PixoCommand } from "../../protocol/pixo/definition.ts";
import { splitLine } from "../../protocol/pixo/line.ts";
import { redact } from "../../protocol/pixo/redact.ts";
import { formatReply } from "../../protocol/pixo/reply.ts";
import { rawToPercent } from "../../protocol/pixo/brightness.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import { facePixels, type Layout } from "../layouts/layout.ts";
import { chance } from "./canvas.ts";
import { paintEffect, type ShownEffect } from "./paint_effect.ts";
import { type EyesLook, PixoFace } from "./pixo_face.ts";
import { answer, type PixoSettings } from "./pixo_settings.ts";

/** What a {@link SoftPixo} is made of. */
export interface SoftPixoOptions {
  /** Its pixels. */
  readonly layout: Layout;
  /** `Soft Pixo` by default. */
  readonly name?: string;
  /** `soft-pixo-1` by default. */
  readonly serial?: string;
  /** Seed of the effects with chance in them, 1 by default. */
  readonly seed?: number;
}

/** What a {@link SoftPixo} shows and is set to. */
export interface PixoState {
  /** How the eyes look now; a blink is `closed` and then `open`. */
  readonly eyes: EyesLook;
  /** The mouth that was set last. */
  readonly mouth: MouthShape;
  /** Percent, 0..100. */
  readonly brightness: number;
  /** The raw multiplier, 0..1. */
  readonly brightnessRaw: number;
  /** Effects without their target, by target; those that lie over others come later. */
  readonly effects: Readonly<Record<string, string>>;
}

/** A command that was not done, or was done although it is not as documented. */
export interface PixoProblem {
  /** `refused` if nothing was done. */
  readonly kind: "refused" | "warning";
  /** The command as it came, shortened, without a password. */
  readonly command: string;
  /** What is wrong, for the person who wrote the command. */
  readonly message: string;
}

/** Raw brightness at which LEDs are shown in full colour: 100 % of the default range. */
const FULL_RAW = 0.5;
const MAX_PROBLEMS = 50;
const WHITE = 255;

interface Layer {
  readonly effect: ShownEffect;
  readonly since: Millis;
}

/**
 * A Pixo device that understands every command of the Pixo Device API, without waiting and without a clock of its own:
 * what it shows is a function of what it received and of the time it is asked for.
 *
 * An effect lies on its target until another one on the same target, or `clear` of that target, takes its place; effects on
 * targets that share pixels lie over each other, the later command on top. `all`, or no target, is every pixel outside the
 * face. Eyes and mouth are white and lie over the rest of the face. `off@face` and `static@face` colour the face and turn
 * eyes and mouth off until the next face command.
 *
 * A device is a little dim even at 100 %, raw 0.5, because LEDs are bright. A frame is to be looked at on a screen, so raw
 * 0.5 and above is full colour, 0 % (raw 0.2) two fifths of it, and raw 0 black.
 */
export class SoftPixo {
  /** Its pixels. */
  readonly layout: Layout;
  readonly #settings: PixoSettings;
  readonly #face = new PixoFace();
  readonly #seed: number;
  /** Pixels by target. */
  readonly #targets: ReadonlyMap<string, readonly number[]>;
  /** Effects by target, the lowest first. */
  readonly #layers = new Map<string, Layer>();
  readonly #problems: PixoProblem[] = [];

  /**
   * A device that has just been switched on.
   *
   * @throws {RangeError} if the name or serial cannot be in a reply, or a part has a pixel that the layout has not.
   */
  constructor(options: SoftPixoOptions) {
    const { layout, name = "Soft Pixo", serial = "soft-pixo-1", seed = 1 } = options;
    this.layout = layout;
    this.#seed = seed;
    const persona = layout.name.replace(/[|\p{Cc}]/gu, "_").trim();
    this.#settings = { name, persona, serial, brightness: FULL_RAW, wifiEnabled: false, wifiSsid: undefined };
    const face = layout.face === undefined ? [] : facePixels(layout.face);
    const inFace = new Set(face);
    const all = layout.points.map((_, pixel) => pixel).filter((pixel) => !inFace.has(pixel));
    const faceTarget: [string, number[]][] = layout.face === undefined ? [] : [["face", face]];
    this.#targets = new Map([...Object.entries(layout.submodels), ["all", all], ...faceTarget]);
    for (const [target, pixels] of this.#targets) checkPixels(target, pixels, layout.points.length);
    formatReply({ reply: "info", name, persona, serial });
  }

  /** The latest 50 commands that were refused or odd, oldest first. */
  get problems(): readonly PixoProblem[] {
    return this.#problems;
  }

  /**
   * Does the commands of one or more whole lines and gives the replies, each with its `>` and no line ending. A command
   * that is wrong is left out and noted in {@link problems}; so is a line of more than 1024 characters.
   */
  receive(text: string, now: Millis): string[] {
    return text.split(/\r\n|\n|\r/).flatMap((line) => this.#receiveLine(line, now));
  }

  /** Red, green and blue of each pixel in the order of the layout, 0..255, as its LEDs show them at `now`. */
  frame(now: Millis): Uint8Array {
    const { points, face } = this.layout;
    const rgb = new Float32Array(points.length * 3);
    for (const [target, layer] of this.#layers) if (target !== "face") this.#paint(rgb, target, layer, now);
    if (face !== undefined) {
      for (const pixel of this.#targets.get("face")!) rgb.fill(0, 3 * pixel, 3 * pixel + 3);
      const behind = this.#layers.get("face");
      if (behind !== undefined) this.#paint(rgb, "face", behind, now);
      for (const pixel of this.#face.litPixels(face, now)) rgb.fill(WHITE, 3 * pixel, 3 * pixel + 3);
    }
    const scale = Math.min(1, this.#settings.brightness / FULL_RAW);
    return Uint8Array.from(rgb, (value) => Math.round(value * scale));
  }

  /** What it shows and is set to at `now`. */
  state(now: Millis): PixoState {
    const raw = this.#settings.brightness;
    return {
      eyes: this.#face.eyes(now),
      mouth: this.#face.mouth,
      brightness: Math.round(rawToPercent(raw) * 100) / 100,
      brightnessRaw: raw,
      effects: Object.fromEntries([...this.#layers].map(([target, { effect }]) => [target, formatCommand(effect)])),
    };
  }

  #receiveLine(line: string, now: Millis): string[] {
    const replies: string[] = [];
    try {
      for (const { text, offset } of splitLine(line)) {
        const reply = this.#receiveCommand(text, offset, now);
        if (reply !== undefined) replies.push(reply);
      }
    } catch (error) {
      this.#refuse(line, error);
    }
    return replies;
  }

  #receiveCommand(text: string, offset: number, now: Millis): string | undefined {
    try {
      const { command, warnings } = parseCommand(text, offset);
      for (const { message } of warnings) this.#note({ kind: "warning", command: text, message });
      const reply = answer(this.#settings, command);
      if (reply !== undefined) return formatReply(reply);
      const problem = this.#show(command, now);
      if (problem !== undefined) this.#note({ kind: "refused", command: text, message: problem });
    } catch (error) {
      this.#refuse(text, error);
    }
  }

  /** Does an effect or face command, or tells why it has no effect. */
  #show(command: PixoCommand, now: Millis): string | undefined {
    if (isEffectName(command.command)) return this.#setEffect(command as EffectCommand, now);
    if (command.command === "eyes") this.#face.setEyes(command.target, now);
    if (command.command === "mouth") this.#face.mouth = command.target;
    if (command.command === "face") this.#face.setFace(command.target, now);
    return this.layout.face === undefined ? `Cannot show a face: the layout "${this.layout.name}" has none` : undefined;
  }

  #setEffect({ target = "all", ...effect }: EffectCommand, now: Millis): string | undefined {
    if (!this.#targets.has(target)) {
      const known = [...this.#targets.keys()].slice(0, 20).join(", ");
      return `Cannot set an effect: the layout "${this.layout.name}" has no submodel "${target}", it has ${known}`;
    }
    // Taken out first, so that it goes on top when it is put back.
    this.#layers.delete(target);
    if (effect.command === "clear") return;
    this.#layers.set(target, { effect, since: now });
    if (target === "face") this.#face.setFace("off", now);
  }

  #paint(rgb: Float32Array, target: string, { effect, since }: Layer, now: Millis): void {
    const pixels = this.#targets.get(target)!;
    const painted = paintEffect(effect, pixels.length, now - since, targetSeed(this.#seed, target));
    pixels.forEach((pixel, i) => rgb.set(painted.subarray(3 * i, 3 * i + 3), 3 * pixel));
  }

  #refuse(command: string, error: unknown): void {
    if (!(error instanceof ProtocolError)) throw error;
    this.#note({ kind: "refused", command, message: error.message });
  }

  #note({ kind, command, message }: PixoProblem): void {
    this.#problems.push({ kind, command: redact(command).slice(0, 100), message });
    if (this.#problems.length > MAX_PROBLEMS) this.#problems.shift();
  }
}

function checkPixels(target: string, pixels: readonly number[], count: number): void {
  const wrong = pixels.find((pixel) => !(Number.isInteger(pixel) && pixel >= 0 && pixel < count));
  if (wrong !== undefined) {
    throw new RangeError(`Cannot use a layout: "${target}" has the pixel ${wrong}, it has pixels 0 to ${count - 1}`);
  }
}

/** A seed for each target, so that the same effect on two of them does not look the same. */
function targetSeed(seed: number, target: string): number {
  const sum = [...target].reduce((hash, letter) => Math.imul(hash, 31) + letter.codePointAt(0)!, 7);
  return Math.floor(chance(seed, sum) * 2 ** 32) | 0;
}
