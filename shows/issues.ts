/** What the schema found wrong, in the words of a person who writes a show. @module */

import type * as z from "zod";
import { didYouMean, KINDS } from "../runtime/model/mod.ts";
import {
  actions,
  audioFile,
  cueKeys,
  lipsyncSource,
  pixelblazeOptions,
  pixoOptions,
  showDocument,
  tempoChange,
} from "./schema.ts";

/** A sentence and the path of the value it is about. */
export interface Refused {
  readonly path: (string | number)[];
  readonly message: string;
}

/**
 * Turns what zod says about a document into sentences, one by one, so that no more are made than are read. `devices` are
 * names that a cue may use as keys.
 */
export function* refusals(issues: readonly z.core.$ZodIssue[], devices: readonly string[]): Generator<Refused> {
  for (const issue of issues) yield* refusalsOf(issue, devices);
}

function* refusalsOf(issue: z.core.$ZodIssue, devices: readonly string[]): Generator<Refused> {
  const path = issue.path.map((key) => typeof key === "number" ? key : String(key));
  switch (issue.code) {
    case "unrecognized_keys":
      for (const key of issue.keys) {
        const known = keysAt(path, issue.input);
        yield { path: [...path, key], message: `Unknown key "${key}": ${didYouMean(key, known)}` };
      }
      return;
    case "invalid_union": {
      if (path[0] === "devices" && path[2] === "kind") return yield { path, message: unknownKind(issue.input) };
      // What is wrong inside says more than that no form fits; a form whose own type fits is the one that was meant.
      const meant = issue.errors.find((errors) => !errors.some(isOfAnotherType));
      if (meant === undefined) return yield { path, message: sentence(issue, path, devices) };
      for (const one of meant) yield* refusalsOf({ ...one, path: [...issue.path, ...one.path] }, devices);
      return;
    }
    default:
      yield { path, message: sentence(issue, path, devices) };
  }
}

function sentence(issue: z.core.$ZodIssue, path: readonly (string | number)[], devices: readonly string[]): string {
  const name = nameOf(path);
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_type") {
    const key = String(path.at(-1));
    const known = [...Object.keys(cueKeys.shape), ...devices, "all"];
    if (isCueKey(path) && !known.includes(key)) {
      return `${name} is no key of a cue, and as a device it needs actions: ${didYouMean(key, known)}`;
    }
    if (issue.input === undefined) return `${name} is missing: wanted ${wanted(issue)}`;
  }
  return `${name} is ${shown(issue.input)}: wanted ${wanted(issue)}`;
}

function isOfAnotherType({ path, code }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === "invalid_type" || code === "invalid_value" || code === "invalid_union");
}

/** What would have been right. */
function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return ARTICLES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.map(String).join(" or ");
    case "too_small":
      return `at least ${issue.minimum}${issue.origin === "array" ? " entries" : ""}`;
    case "too_big":
      return `at most ${issue.maximum}${issue.origin === "array" ? " entries" : ""}`;
    case "invalid_union":
      return [...new Set(issue.errors.flat().map(wanted))].join(" or ");
    default:
      return issue.message.toLowerCase();
  }
}

function unknownKind(device: unknown): string {
  const kind = kindOf(device);
  const kinds = Object.keys(KINDS);
  if (kind === undefined) return `"kind" is missing: wanted ${kinds.join(" or ")}`;
  return `Unknown kind of device ${shown(kind)}: ${didYouMean(String(kind), kinds)}`;
}

function kindOf(device: unknown): unknown {
  return typeof device === "object" && device !== null && "kind" in device ? device.kind : undefined;
}

/** `"vars"`, or `Entry 3 of "cues"`, or `Entry 2 of entry 3 of "lipsync"`. */
function nameOf(path: readonly (string | number)[]): string {
  const last = path.at(-1);
  if (last === undefined) return "Show";
  if (typeof last === "string") return `"${last}"`;
  return `Entry ${last + 1} of ${nameOf(path.slice(0, -1)).replace(/^Entry/, "entry")}`;
}

/** `[cues, i, key]` or `[sequences, name, i, key]`. */
function isCueKey(path: readonly (string | number)[]): boolean {
  return (path[0] === "cues" && path.length === 3) || (path[0] === "sequences" && path.length === 4);
}

/** The keys that may stand in the value at `path`. */
function keysAt(path: readonly (string | number)[], value: unknown): string[] {
  const last = path.at(-1);
  if (last === undefined) return Object.keys(showDocument.shape);
  if (path[0] === "devices") {
    return ["kind", ...Object.keys((kindOf(value) === "pixo" ? pixoOptions : pixelblazeOptions).shape)];
  }
  if (isCueKey(path)) return Object.keys(actions.shape);
  if (last === "lipsync") return Object.keys(lipsyncSource.shape);
  if (last === "mapping") return ["base", "phonemes"];
  if (path[0] === "audio") return Object.keys(audioFile.shape);
  return path[0] === "tempo" ? Object.keys(tempoChange.shape) : [];
}

const ARTICLES: Record<string, string> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "keys with values",
  record: "keys with values",
  int: "a whole number",
};

function shown(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a date";
  if (typeof value === "object") return "keys with values";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
