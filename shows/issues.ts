/** What the schema found wrong, in the words of a person who writes a show. @module */

import type * as z from "zod";
import { didYouMean, KINDS } from "../runtime/model/mod.ts";
import { actions, cueKeys, pixelblazeOptions, pixoOptions, showDocument } from "./schema.ts";

/** A sentence and the path of the value it is about. */
export interface Refused {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Turns what zod says about a document into sentences. `devices` are names that a cue may use as keys. */
export function refusals(issues: readonly z.core.$ZodIssue[], devices: readonly string[]): Refused[] {
  return issues.flatMap((issue) => refusalsOf(issue, devices));
}

function refusalsOf(issue: z.core.$ZodIssue, devices: readonly string[]): Refused[] {
  const path = issue.path.map((key) => typeof key === "number" ? key : String(key));
  const name = path.at(-1) ?? "show";
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `Unknown key "${key}": ${didYouMean(key, keysAt(path))}`,
      }));
    case "invalid_type":
      if (isCueKey(path)) {
        const known = [...Object.keys(cueKeys.shape), ...devices, "all"];
        return [{
          path,
          message: `"${name}" is no key of a cue, and as a device it needs actions: ${didYouMean(String(name), known)}`,
        }];
      }
      if (issue.input === undefined) {
        return [{ path, message: `"${name}" is missing: wanted ${article(issue.expected)}` }];
      }
      return [{ path, message: `"${name}" is ${shown(issue.input)}: wanted ${article(issue.expected)}` }];
    case "invalid_union": {
      if (path[0] === "devices" && path.length === 3) return [{ path, message: unknownKind(issue.input) }];
      const nested = issue.errors.flat();
      const deepest = nested.filter((one) => one.path.length > 0);
      if (deepest.length > 0) {
        return refusalsOf({ ...deepest[0]!, path: [...issue.path, ...deepest[0]!.path] }, devices);
      }
      const wanted = [
        ...new Set(nested.map((one) => one.code === "invalid_type" ? article(one.expected) : one.message)),
      ];
      return [{ path, message: `"${name}" is ${shown(issue.input)}: wanted ${wanted.join(" or ")}` }];
    }
    case "invalid_value":
      return [{
        path,
        message: `"${name}" is ${shown(issue.input)}: wanted ${
          issue.values.map((value) => String(value)).join(" or ")
        }`,
      }];
    case "custom":
      return [{ path, message: issue.message }];
    default:
      return [{ path, message: `"${name}" is ${shown(issue.input)}: ${issue.message.toLowerCase()}` }];
  }
}

function unknownKind(device: unknown): string {
  const kind = typeof device === "object" && device !== null && "kind" in device ? device.kind : undefined;
  const kinds = Object.keys(KINDS);
  if (kind === undefined) return `"kind" is missing: wanted ${kinds.join(" or ")}`;
  return `Unknown kind of device ${shown(kind)}: ${didYouMean(String(kind), kinds)}`;
}

/** `[cues, i, key]` or `[sequences, name, i, key]`. */
function isCueKey(path: readonly (string | number)[]): boolean {
  return (path[0] === "cues" && path.length === 3) || (path[0] === "sequences" && path.length === 4);
}

function keysAt(path: readonly (string | number)[]): string[] {
  if (path.length === 0) return Object.keys(showDocument.shape);
  if (path[0] === "devices") {
    return [...new Set([...Object.keys(pixelblazeOptions.shape), ...Object.keys(pixoOptions.shape), "kind"])];
  }
  if (isCueKey(path)) return Object.keys(actions.shape);
  return [];
}

const ARTICLES: Record<string, string> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
  int: "a whole number",
};

function article(expected: string): string {
  return ARTICLES[expected] ?? expected;
}

function shown(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "keys with values";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
