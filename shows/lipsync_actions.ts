/** Reads the lip-sync files a show names and puts the tracks of mouths into its actions. @module */

import {
  type Action,
  type Cue,
  type MouthChange,
  parseTime,
  placeTime,
  type Problems,
  type Show,
  type TimeText,
  type Where,
} from "../runtime/model/mod.ts";
import { toTick } from "../runtime/model/times.ts";
import {
  breakDown,
  type CustomMapping,
  importLipsync,
  importPhonemeList,
  LipsyncError,
  type LipsyncFormat,
  type MappingName,
  parsePronunciations,
  type Pronunciations,
  readPronunciations,
  selectVoice,
  type TimedSpeech,
  toMouths,
  unknownPhonemes,
} from "./lipsync/mod.ts";

type Lipsync = Extract<Action, { readonly do: "lipsync" }>;

/** Gives the bytes of a file named in a show; rejects with a message for people. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** The most mouths a second that a face is sent when its device does not say. */
const USUAL_RATE = 25;

/**
 * The same show with every lip-sync read. What cannot be read is told to `problems`, and its action is left out; what
 * was read but is odd, a word in no dictionary say, is told as a warning.
 */
export async function readLipsyncs(show: Show, read: ReadFile, problems: Problems): Promise<Show> {
  const reader = new LipsyncReader(show, read, problems);
  const sequences: Record<string, readonly Cue[]> = {};
  for (const [name, list] of Object.entries(show.sequences)) {
    Object.defineProperty(sequences, name, { value: await reader.cues(list), enumerable: true });
  }
  return { ...show, cues: await reader.cues(show.cues), sequences };
}

class LipsyncReader {
  readonly #show: Show;
  readonly #read: ReadFile;
  readonly #problems: Problems;
  readonly #files = new Map<string, Promise<Uint8Array>>();
  #dictionary: Promise<Pronunciations | undefined> | undefined;

  constructor(show: Show, read: ReadFile, problems: Problems) {
    this.#show = show;
    this.#read = read;
    this.#problems = problems;
  }

  cues(list: readonly Cue[]): Promise<readonly Cue[]> {
    return Promise.all(list.map((cue) => this.#cue(cue)));
  }

  async #cue(cue: Cue): Promise<Cue> {
    if (!cue.steps.some(({ actions }) => actions.some((action) => action.do === "lipsync"))) return cue;
    const steps = await Promise.all(cue.steps.map(async (step) => {
      const rate = this.#rateOf(step.target);
      const actions = await Promise.all(
        step.actions.map((action) => action.do === "lipsync" ? this.#action(action, rate) : action),
      );
      return { ...step, actions: actions.filter((action) => action !== undefined) };
    }));
    return { ...cue, steps };
  }

  async #action(action: Lipsync, maxRate: number): Promise<Action | undefined> {
    const { source, where } = action;
    try {
      return { ...action, mouths: await this.#mouths(action, maxRate) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const place = placeIn(source.phonemes === undefined ? source.file : undefined, error);
      this.#problems.error(place === "" ? message : `${place}: ${message}`, where);
      return undefined;
    }
  }

  async #mouths({ source, where }: Lipsync, maxRate: number): Promise<readonly MouthChange[]> {
    const { file, voice = 0, pauses } = source;
    const offset = source.offset === undefined ? 0 : signedTime(source.offset);
    const mapping = source.mapping as MappingName | CustomMapping | undefined;
    if (source.phonemes !== undefined) {
      const useless = FOR_FILES.filter((key) => source[key] !== undefined);
      if (useless.length > 0) {
        throw new LipsyncError(
          `Lip-sync has phonemes of its own: allowed beside are mapping and offset, not ${useless.join(", ")}`,
        );
      }
      return importPhonemeList(source.phonemes, mapping).map(({ at, mouth }) => ({ at: at + offset, mouth }));
    }
    if (file === undefined) throw new LipsyncError("Lip-sync needs a file or phonemes");
    const { speech, left } = readSpeech(await this.#file(file), source, offset);
    const dictionary = await this.#ownWords();
    const spoken = this.#sung(speech, voice, dictionary);
    const sung = isEveryone(voice) ? spoken : selectVoice(spoken, voice);
    for (const note of [...spoken.notes, ...unknownPhonemes(sung, mapping)]) {
      this.#problems.warn(`${placeIn(file, note)}: ${note.message}`, where);
    }
    const mouths = toMouths(spoken, {
      voice,
      offset: left,
      maxRate,
      ...(source.lead === undefined ? {} : { lead: signedTime(source.lead) }),
      ...(mapping === undefined ? {} : { mapping }),
      ...(pauses === undefined ? {} : { pauses }),
    });
    if (mouths.every(({ mouth }) => mouth === "rest")) {
      this.#problems.warn(`${file}: the voice has nothing to sing, its mouth only rests`, where);
    }
    return mouths;
  }

  /** Only the voice that sings is broken down, so that nobody is told of the others' words. */
  #sung(speech: TimedSpeech, voice: string | number, dictionary: Pronunciations | undefined): TimedSpeech {
    if (isEveryone(voice)) return breakDown(speech, dictionary);
    const chosen = selectVoice(speech, voice);
    const { voices: [sung], notes } = breakDown({ ...speech, voices: [chosen] }, dictionary);
    return { ...speech, voices: speech.voices.map((one) => one === chosen ? sung! : one), notes };
  }

  #file(path: string): Promise<Uint8Array> {
    const known = this.#files.get(path) ?? this.#read(path);
    this.#files.set(path, known);
    return known;
  }

  #ownWords(): Promise<Pronunciations | undefined> {
    return this.#dictionary ??= this.#readDictionary();
  }

  async #readDictionary(): Promise<Pronunciations | undefined> {
    const { dictionary } = this.#show;
    if (dictionary === undefined) return undefined;
    const where: Where = { ...this.#show.where, path: ["dictionary"] };
    try {
      if (typeof dictionary === "string") {
        return readPronunciations(await this.#file(dictionary));
      }
      return parsePronunciations(Object.entries(dictionary).map(([word, phones]) => `${word} ${phones}`).join("\n"));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#problems.error(
        typeof dictionary === "string" ? `${placeIn(dictionary, error)}: ${message}` : message,
        where,
      );
      return undefined;
    }
  }

  /** The slowest of the devices that sing. */
  #rateOf(target: string): number {
    const members = Object.hasOwn(this.#show.groups, target) ? this.#show.groups[target]! : [target];
    const rates = this.#show.devices.filter(({ name }) => target === "all" || members.includes(name)).map(({ rate }) =>
      rate ?? USUAL_RATE
    );
    return Math.max(1, Math.min(USUAL_RATE, ...rates.filter(Number.isFinite)));
  }
}

/** What a lip-sync with phonemes of its own has no use for. */
const FOR_FILES = ["file", "voice", "lead", "format", "fps", "track", "pauses"] as const;

/** A file's speech, and how much of the offset is left to be added. */
function readSpeech(
  bytes: Uint8Array,
  { format, fps, track }: Lipsync["source"],
  offset: number,
): { speech: TimedSpeech; left: number } {
  const options = {
    ...(format === undefined ? {} : { format: format as LipsyncFormat }),
    ...(fps === undefined ? {} : { fps }),
    ...(track === undefined ? {} : { track }),
  };
  const speech = importLipsync(bytes, options);
  // Frames before the first are lost where they are read, so those are moved there.
  if (speech.format !== "moho" || offset === 0) return { speech, left: offset };
  return { speech: importLipsync(bytes, { ...options, offset }), left: 0 };
}

function isEveryone(voice: string | number): boolean {
  return typeof voice === "string" && voice.toLowerCase() === "all";
}

/** `file:line`, as far as the file and the line are known. */
function placeIn(file: string | undefined, about: unknown): string {
  const { line, record } = typeof about === "object" && about !== null
    ? about as { line?: number; record?: string }
    : {};
  if (line !== undefined) return file === undefined ? `line ${line}` : `${file}:${line}`;
  return [file, record].filter((part) => part !== undefined).join(" ");
}

/** Times in a lip-sync count from its own start, and may lie before it: half the range of times on either side. */
const MIDDLE_MS = 1_800_000_000;

function signedTime(time: TimeText): number {
  const at = placeTime({ ...parseTime(time), relative: true }, {
    before: MIDDLE_MS,
    marker: (name) => refuse(`"${name}" cannot stand in a lip-sync: write a time such as 450ms`),
  });
  return toTick(at - MIDDLE_MS);
}

function refuse(message: string): never {
  throw new LipsyncError(message);
}
