/** Praat TextGrids, long and short, as forced aligners write them. @module */

import { LipsyncError } from "../error.ts";
import { checkVoices, MAX_LABELS } from "../limits.ts";
import { layerOfLabels } from "../layer_of_labels.ts";
import { nestLayers } from "../nest.ts";
import { guessPhonemeSet, isSilence } from "../phoneme_sets.ts";
import { orderSpans, type Span } from "../spans.ts";
import { parseNumber, quote } from "../text.ts";
import type { LipsyncNote, PhonemeSet, TimedSpeech, Voice } from "../types.ts";

interface Token {
  readonly kind: "text" | "number" | "flag";
  readonly value: string;
  readonly line: number;
}

/** A tier with its intervals; a point tier has none. */
interface Tier {
  readonly name: string;
  readonly spans: Span[];
}

/**
 * Reads tiers of words and phones, of one speaker or several (`name - words`, `name - phones`: a voice each).
 * Other tiers are left out. Seconds become milliseconds; silence becomes a pause.
 *
 * @param set The alphabet of the phones; told from the labels by default (ARPAbet, or the aligner's IPA).
 * @param track The name of the one tier to take, whatever it holds.
 * @throws {LipsyncError} with the line of what is wrong, or naming the tiers when none has words or phones.
 */
export function parseTextGrid(text: string, set?: PhonemeSet, track?: string): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const { tiers, duration } = readTiers(new Tokens(text));
  return { format: "textgrid", voices: voicesOfTiers(tiers, { set, track }, notes), duration, notes };
}

/**
 * Sorts tiers into voices by what their names say; or takes the one named `track`, or the only one, by what its labels
 * say.
 *
 * @throws {LipsyncError} naming the tiers when none has words or phones, or that name.
 */
export function voicesOfTiers(
  tiers: readonly Tier[],
  { set, track }: { set: PhonemeSet | undefined; track: string | undefined },
  notes: LipsyncNote[],
): Voice[] {
  if (track !== undefined) return [voiceOfTier(tierNamed(tiers, track), set, notes)];
  const speakers = new Map<string, { phrases?: Tier; words?: Tier; phonemes?: Tier }>();
  for (const tier of tiers) {
    const layer = layerOf(tier);
    if (layer === undefined) continue;
    const speaker = /^(.*\S)\s+-\s+\S+$/.exec(tier.name.slice(0, 1000))?.[1] ?? "";
    const own = speakers.get(speaker) ?? {};
    own[layer] ??= tier;
    speakers.set(speaker, own);
  }
  checkVoices(speakers.size);
  const voices = [...speakers].filter(([, { words, phonemes }]) => words ?? phonemes).map(
    ([speaker, own], i): Voice => {
      const spans = (layer: "phrases" | "words" | "phonemes"): Span[] =>
        orderSpans(own[layer]?.spans ?? [], layer.slice(0, -1), notes).filter((span) => !isSilence(span.text));
      const phonemes = spans("phonemes");
      const alphabet = set ?? guessPhonemeSet(phonemes.map((span) => span.text));
      return {
        name: speaker || `Voice ${i + 1}`,
        phrases: nestLayers({ phrases: spans("phrases"), words: spans("words"), phonemes, set: alphabet }),
      };
    },
  );
  if (voices.length > 0) return voices;
  const [lone, another] = tiers.filter(({ spans }) => spans.length > 0);
  if (lone !== undefined && another === undefined) return [voiceOfTier(lone, set, notes)];
  throw new LipsyncError(
    `Cannot find speech: the tiers are ${namesOf(tiers)}, wanted is "words" or "phones"; another has to be named`,
  );
}

function tierNamed(tiers: readonly Tier[], track: string): Tier {
  const wanted = track.trim().toLowerCase();
  const tier = tiers.find(({ name, spans }) => name.toLowerCase() === wanted && spans.length > 0);
  if (tier !== undefined) return tier;
  throw new LipsyncError(`Cannot find the tier ${quote(track)}: those with intervals are ${namesOf(tiers)}`);
}

function voiceOfTier(tier: Tier, set: PhonemeSet | undefined, notes: LipsyncNote[]): Voice {
  const spans = orderSpans(tier.spans, "interval", notes).filter((span) => !isSilence(span.text));
  return { name: tier.name, phrases: nestLayers(layerOfLabels(spans, set)) };
}

function namesOf(tiers: readonly Tier[]): string {
  return tiers.filter(({ spans }) => spans.length > 0).slice(0, 20).map((tier) => quote(tier.name)).join(", ") ||
    "none";
}

function layerOf(tier: Tier): "phrases" | "words" | "phonemes" | undefined {
  if (tier.spans.length === 0) return undefined;
  const name = tier.name.slice(-100).toLowerCase();
  if (/phone|segment|^mau$/.test(name)) return "phonemes";
  if (/word|^ort/.test(name)) return "words";
  if (/phrase|sentence|utterance|lyric|line|transcript/.test(name)) return "phrases";
  return undefined;
}

function readTiers(tokens: Tokens): { tiers: Tier[]; duration: number } {
  if (!/^ooTextFile/i.test(tokens.next("text", "the file type").value)) tokens.fail("it begins with another file type");
  const kind = tokens.next("text", "the object class").value;
  if (!/^TextGrid/i.test(kind)) tokens.fail(`it is a ${quote(kind)}, allowed is a TextGrid`);
  tokens.seconds("the start");
  const duration = tokens.seconds("the end");
  const flag = tokens.next("flag", "whether there are tiers").value;
  const tiers: Tier[] = [];
  const count = flag === "<exists>" ? tokens.count("the number of tiers") : 0;
  for (let t = 0; t < count; t++) {
    const points = tokens.next("text", "a tier's class").value !== "IntervalTier";
    const name = tokens.next("text", "a tier's name").value.trim();
    tokens.seconds("a tier's start");
    tokens.seconds("a tier's end");
    const size = tokens.count("the size of a tier");
    const spans: Span[] = [];
    for (let i = 0; i < size; i++) {
      const start = tokens.seconds("a time");
      if (points) {
        tokens.next("text", "a mark");
        continue;
      }
      const end = tokens.seconds("a time");
      const { value, line } = tokens.next("text", "a label");
      spans.push({ start, end, text: value.trim(), line });
    }
    tiers.push({ name, spans });
  }
  return { tiers, duration };
}

/**
 * Praat reads only what stands free: quoted text, numbers and `<flags>`; `xmin =`, `item [1]:` and the like are for
 * people, so the long and the short form are one.
 */
class Tokens {
  readonly #text: string;
  #position = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  next(kind: Token["kind"], what: string): Token {
    for (let token = this.#read(); token !== undefined; token = this.#read()) {
      if (token.kind === kind) return token;
      // "tiers? <exists>" may be missing where a number stands, and no number where a label should.
      this.fail(`${quote(token.value)} stands where ${what} should`);
    }
    return this.fail(`the file ends where ${what} should stand`);
  }

  seconds(what: string): number {
    const { value } = this.next("number", what);
    return Math.round(Number(value) * 1e9) / 1e6;
  }

  count(what: string): number {
    const { value } = this.next("number", what);
    const count = Number(value);
    if (Number.isInteger(count) && count >= 0 && count <= MAX_LABELS) return count;
    return this.fail(`${what} is ${value}, allowed are 0 to ${MAX_LABELS}`);
  }

  fail(reason: string): never {
    throw new LipsyncError(`Cannot read the TextGrid: ${reason}`, { line: this.#line });
  }

  #read(): Token | undefined {
    const text = this.#text;
    while (this.#position < text.length) {
      const char = text.charAt(this.#position);
      if (char === "\n") {
        this.#line++;
        this.#position++;
      } else if (char === '"') {
        return this.#quoted();
      } else if (char === "!") {
        const end = text.indexOf("\n", this.#position);
        this.#position = end < 0 ? text.length : end;
      } else if (/\s/.test(char)) {
        this.#position++;
      } else {
        const start = this.#position;
        while (this.#position < text.length && !/[\s"]/.test(text.charAt(this.#position))) this.#position++;
        const word = text.slice(start, Math.min(this.#position, start + 100));
        if (word === "<exists>" || word === "<absent>") return { kind: "flag", value: word, line: this.#line };
        if (parseNumber(word) !== undefined) return { kind: "number", value: word, line: this.#line };
      }
    }
    return undefined;
  }

  #quoted(): Token {
    const line = this.#line;
    let value = "";
    let from = this.#position + 1;
    while (true) {
      const end = this.#text.indexOf('"', from);
      if (end < 0) this.fail("a quoted text does not end");
      value += this.#text.slice(from, end);
      this.#position = end + 1;
      if (this.#text[end + 1] !== '"') break;
      value += '"';
      from = end + 2;
    }
    for (const char of value) if (char === "\n") this.#line++;
    return { kind: "text", value, line };
  }
}
