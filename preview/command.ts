/** Commands of the page: JSON to {@link PreviewCommand}. @module */

import type { PreviewCommand } from "./types.ts";

/** Longest command in bytes. */
const MOST_BYTES = 1024;

/** Largest speed that can be asked for. */
const MOST_RATE = 16;

const PLAIN = ["play", "pause", "go", "blackout"] as const;

/**
 * Reads a command, e.g. `{"command":"seek","position":1500}`. What it does not know about is left out.
 *
 * @throws {SyntaxError} If the text is no such command; the message can be shown.
 */
export function parseCommand(text: string): PreviewCommand {
  const given = parseObject(text);
  const plain = PLAIN.find((command) => command === given["command"]);
  if (plain !== undefined) return { command: plain };
  switch (given["command"]) {
    case "seek":
      return { command: "seek", position: number(given, "position", 0, Number.MAX_SAFE_INTEGER) };
    case "rate":
      return { command: "rate", rate: number(given, "rate", Number.MIN_VALUE, MOST_RATE) };
    case "loop":
      if (typeof given["loop"] !== "boolean") {
        throw refusal(`loop is ${brief(given["loop"])}, true or false is allowed`);
      }
      return { command: "loop", loop: given["loop"] };
  }
  const known = [...PLAIN, "seek", "rate", "loop"].join(", ");
  throw refusal(`command is ${brief(given["command"])}, allowed are ${known}`);
}

/**
 * Reads the body of a request as text, up to the length that a command may have.
 *
 * @throws {SyntaxError} If it is longer.
 */
export async function readCommandText(request: Request): Promise<string> {
  const bytes = new Uint8Array(MOST_BYTES);
  let length = 0;
  for await (const chunk of request.body ?? []) {
    if (length + chunk.length > MOST_BYTES) throw refusal(`it has more than ${MOST_BYTES} bytes`);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal(`${brief(text)} is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refusal("an object is allowed");
  return value as Record<string, unknown>;
}

function number(given: Record<string, unknown>, name: string, least: number, most: number): number {
  const value = given[name];
  if (typeof value === "number" && value >= least && value <= most) return value;
  const range = least === 0 ? "a number of 0 or more" : `a number above 0 and up to ${most}`;
  throw refusal(`${name} is ${brief(value)}, ${range} is allowed`);
}

function refusal(why: string): SyntaxError {
  return new SyntaxError(`Cannot read the command: ${why}`);
}

function brief(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
}
