/** How a Pixelblaze is told things over its WebSocket. @module */

import {
  decodeProgramList,
  encodePixelblazeCommands,
  FRAME_TYPES,
  FrameReassembler,
  parsePixelblazeReply,
  ProtocolError,
} from "../../protocol/mod.ts";
import type { PixelblazeCommands } from "../../protocol/mod.ts";
import type { Data } from "../links/link.ts";
import { didYouMean } from "../model/suggest.ts";
import type { Instant, State } from "../model/timeline.ts";
import type { Value } from "../model/track.ts";
import type { Adapter, Encoded, Message, Reception, Refusal } from "./adapter.ts";

/**
 * Speaks to one board. Patterns are activated by id, names being looked up in the board's own list. Nothing is saved:
 * a show never wears a board's flash. setVars and brightness are not acknowledged, so their messages end with a ping.
 */
export class PixelblazeAdapter implements Adapter {
  readonly mostInFlight = 2;
  readonly unanswered = undefined;
  readonly #reassembler = new FrameReassembler();
  #ids: ReadonlyMap<string, string> | undefined;
  /** The pattern that is asked for is not on the board: its variables would go to another one. */
  #astray = false;

  greet(): readonly Data[] {
    this.#reassembler.clear();
    this.#ids = undefined;
    return [encodePixelblazeCommands({ sendUpdates: false, listPrograms: true })];
  }

  receive(data: Data): readonly Reception[] {
    try {
      if (typeof data === "string") return parsePixelblazeReply(data).kind === "ack" ? [{ type: "ack" }] : [];
      return this.#receiveBinary(data);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return [{ type: "notice", message: `sent something that is not understood: ${error.message}` }];
    }
  }

  probe(): Message {
    return message({ ping: true }, []);
  }

  forgets(shadow: State, target: State): readonly string[] {
    // Where no pattern is named, nobody knows what the board goes on to play.
    if (!target.has("pattern")) return [];
    const own = [...shadow.keys()].filter(isOfPattern);
    if (shadow.get("pattern") !== target.get("pattern")) return own;
    // Only starting the pattern anew makes the board forget a variable that should have no value any more.
    return !this.#astray && own.some((key) => !target.has(key)) ? ["pattern", ...own] : [];
  }

  suppose(changes: State): void {
    const name = String(changes.get("pattern") ?? "");
    this.#ids = new Map([...this.#ids ?? [], [name, SUPPOSED_ID]]);
  }

  encode(changes: State, instants: readonly Instant[]): Encoded {
    const messages: Message[] = [];
    const refused: Refusal[] = [];
    const made: [string, Value][] = [];
    const first: { -readonly [K in keyof PixelblazeCommands]: PixelblazeCommands[K] } = {};
    const name = changes.get("pattern");
    if (name !== undefined) {
      const id = this.#ids?.get(String(name));
      this.#astray = id === undefined;
      if (id === undefined) {
        refused.push({
          keys: ["pattern"],
          reason: `has no pattern "${name}": ${didYouMean(String(name), this.#ids?.keys() ?? [])}`,
        });
      } else {
        Object.assign(first, { activeProgramId: id, save: false });
        made.push(["pattern", name]);
      }
    }
    const brightness = changes.get("brightness");
    if (brightness !== undefined) {
      first.brightness = round(brightness as number);
      made.push(["brightness", brightness]);
    }
    const values = valuesOf(changes);
    const waits = name !== undefined && !this.#astray;
    if (this.#astray) refused.push({ keys: values.made.map(([key]) => key), reason: "" });
    else if (!waits) {
      Object.assign(first, values.commands);
      made.push(...values.made);
    }
    if (Object.keys(first).length > 0) messages.push(message(first, made));
    if (waits && values.made.length > 0) messages.push(message(values.commands, values.made));
    for (const instant of instants) messages.push(fire(instant));
    return { messages, refused };
  }

  farewell(): readonly Data[] {
    return [];
  }

  dark(): readonly Data[] {
    return [encodePixelblazeCommands({ brightness: 0 })];
  }

  light(target: State, brightness: number): readonly Data[] {
    return target.has("brightness") ? [] : [encodePixelblazeCommands({ brightness: round(brightness) })];
  }

  #receiveBinary(data: Uint8Array): readonly Reception[] {
    if (data[0] === FRAME_TYPES.previewFrame) return [];
    const whole = this.#reassembler.push(data);
    if (whole?.type !== FRAME_TYPES.programList) return [];
    const patterns = decodeProgramList(whole.payload);
    this.#ids = new Map(patterns.map(({ id, name }) => [name, id]));
    return [{ type: "ready", detail: `${patterns.length} patterns` }];
  }
}

/** As long as a real id. */
const SUPPOSED_ID = "0".repeat(17);

function isOfPattern(key: string): boolean {
  return key.startsWith("var:") || key.startsWith("control:");
}

function valuesOf(changes: State): { commands: PixelblazeCommands; made: [string, Value][] } {
  const setVars: Record<string, number | number[]> = {};
  const setControls: Record<string, number | number[]> = {};
  const made: [string, Value][] = [];
  for (const [key, value] of changes) {
    if (!isOfPattern(key) || typeof value === "string") continue;
    const into = key.startsWith("var:") ? setVars : setControls;
    into[key.slice(key.indexOf(":") + 1)] = typeof value === "number" ? round(value) : value.map(round);
    made.push([key, value]);
  }
  return {
    commands: {
      ...(Object.keys(setVars).length > 0 ? { setVars } : {}),
      ...(Object.keys(setControls).length > 0 ? { setControls, save: false } : {}),
    },
    made,
  };
}

function fire({ name, value }: Instant): Message {
  const commands: PixelblazeCommands = name === "next"
    ? { nextProgram: true }
    : { setControls: { [value ?? ""]: 1 }, save: false };
  return { ...message(commands, []), fires: 1 };
}

function message(commands: PixelblazeCommands, makes: readonly (readonly [string, Value])[]): Message {
  const clears = commands.activeProgramId === undefined ? {} : { clears: isOfPattern };
  // Controls are acknowledged by themselves: a ping beside them might be acknowledged once more.
  const asks = commands.setControls === undefined ? { ping: true } : {};
  return { data: encodePixelblazeCommands({ ...commands, ...asks }), ...clears, makes, fires: 0 };
}

/** A board's numbers have 16 bits after the point: five decimals lose nothing. */
function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
