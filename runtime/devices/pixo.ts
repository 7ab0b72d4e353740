/** How a Pixo is told things, a line at a time. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { parseEffect, ReplyReader } from "../../protocol/pixo/mod.ts";
import { effectOn, formatCommand } from "../../protocol/pixo/mod.ts";
import type { PixoCommand, PixoInfo } from "../../protocol/pixo/mod.ts";
import type { Data } from "../links/link.ts";
import type { Instant, State } from "../model/timeline.ts";
import type { Value } from "../model/track.ts";
import type { Adapter, Encoded, Message, Reception, Refusal } from "./adapter.ts";

/** Longest line that is sent: small USB buffers hold 256 bytes. */
const LINE_LIMIT = 200;

type Part = readonly [text: string, makes: readonly (readonly [string, Value])[], fires: number];

/** Speaks to one face. Nothing on this line is acknowledged; `echo` shows that somebody listens. */
export class PixoAdapter implements Adapter {
  readonly mostInFlight = Infinity;
  readonly unanswered = "does not answer: if nothing shows, set it to Command mode and check its port";
  readonly #reader = new ReplyReader();

  greet(): readonly Data[] {
    this.#reader.reset();
    return [line("info")];
  }

  receive(data: Data): readonly Reception[] {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    return this.#reader.push(bytes).flatMap((item): Reception[] => {
      if (item.kind === "ignored") return [];
      if (item.kind !== "reply") return [{ type: "notice", message: "sent something that is not understood" }];
      const { reply } = item;
      if (reply.reply === "info") return [{ type: "ready", detail: describe(reply) }];
      if (reply.reply === "echo") return [{ type: "ack" }];
      return [];
    });
  }

  probe(): Message {
    return { data: line("echo|cuelight"), makes: [], fires: 0 };
  }

  forgets(shadow: State, target: State): readonly string[] {
    const own = [...shadow.keys()].filter(isEffect);
    // The same effect on all once more covers what has been put on parts since.
    const covers = shadow.get("effect:all") !== target.get("effect:all") || own.some((key) => !target.has(key));
    return covers ? own : [];
  }

  suppose(): void {}

  encode(changes: State, instants: readonly Instant[]): Encoded {
    const parts: Part[] = [];
    const refused: Refusal[] = [];
    const keys = [...changes.keys()].sort((a, b) => rank(a) - rank(b));
    for (const key of keys) {
      const value = changes.get(key)!;
      try {
        parts.push([commandFor(key, value), [[key, value]], 0]);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        refused.push({ keys: [key], reason: `cannot be told ${key} "${value}": ${error.message}` });
      }
    }
    for (const { name, value } of instants) parts.push([name === "blink" ? "eyes@blink" : value ?? "", [], 1]);
    return { messages: pack(parts), refused };
  }

  farewell(): readonly Data[] {
    return [line("face@rest")];
  }

  dark(): readonly Data[] {
    return [line("off@all&face@off")];
  }

  light(target: State): readonly Data[] {
    const parts = [target.has("mouth") ? "" : "mouth@rest", target.has("eyes") ? "" : "eyes@open"];
    const text = parts.filter((part) => part !== "").join("&");
    return text === "" ? [] : [line(text)];
  }
}

/** What people call a device, out of what it says of itself. */
function describe({ name, serial, software }: PixoInfo): string {
  return [name, serial, software].filter((part) => part !== undefined && part !== "").join(", ");
}

function isEffect(key: string): boolean {
  return key.startsWith("effect:");
}

/** The mouth first, because it must not be late; `all` before the parts it would cover. */
function rank(key: string): number {
  if (key === "mouth") return 0;
  if (key === "eyes") return 1;
  if (key === "effect:all") return 2;
  return isEffect(key) ? 3 : 4;
}

function commandFor(key: string, value: Value): string {
  if (key === "mouth" || key === "eyes") return formatCommand({ command: key, target: value } as PixoCommand);
  if (key === "brightness") return brightness(value as number);
  const target = key.slice("effect:".length);
  return formatCommand(effectOn(parseEffect(String(value)).effect, target));
}

/** 0 % is the dimmest light and not dark, so that dark is sent as the raw multiplier 0. */
function brightness(level: number): string {
  if (level === 0) return formatCommand({ command: "brightness_raw", raw: 0 });
  return formatCommand({ command: "brightness", percent: Math.round(level * 1000) / 10 });
}

/** Joins commands to as few lines as fit. */
function pack(parts: readonly Part[]): Message[] {
  const messages: Message[] = [];
  let text = "";
  let makes: (readonly [string, Value])[] = [];
  let fires = 0;
  function flush() {
    const clears = makes.some(([key]) => key === "effect:all") ? { clears: isEffect } : {};
    if (text !== "") messages.push({ data: line(text), ...clears, makes, fires });
    [text, makes, fires] = ["", [], 0];
  }
  for (const [part, made, fired] of parts) {
    if (text !== "" && text.length + 1 + part.length > LINE_LIMIT) flush();
    text = text === "" ? part : `${text}&${part}`;
    makes.push(...made);
    fires += fired;
  }
  flush();
  return messages;
}

function line(text: string): string {
  return `${text}\n`;
}
