/** `cuelight lipsync`: what a lip-sync file makes a face do, and the same in another format. @module */

import type { Args } from "@std/cli/parse-args";
import { formatTime } from "../runtime/model/mod.ts";
import {
  breakDown,
  importLipsync,
  type ImportOptions,
  LIPSYNC_FORMATS,
  type MouthTrack,
  PHONEME_SETS,
  selectVoice,
  type TimedSpeech,
  toMouths,
  unknownPhonemes,
  type Voice,
  writeAudacity,
  writePgo,
  writeRhubarbJson,
  writeRhubarbTsv,
  writeXtiming,
} from "../shows/lipsync/mod.ts";
import { quote } from "../shows/lipsync/text.ts";
import { mouthPicture } from "../shows/lipsync/mouth_picture.ts";
import { EXIT, guarded, usage } from "./exit.ts";
import { inFile, placeIn, readBytes, writeText } from "./lipsync_files.ts";
import { dictionaryOf, mappingOf, numberOf, oneOf, parseKnown, textOf } from "./lipsync_options.ts";
import { print, table, tell } from "./terminal.ts";

const WRITERS = {
  "pgo": writePgo,
  "xtiming": writeXtiming,
  "rhubarb": writeRhubarbTsv,
  "rhubarb-json": writeRhubarbJson,
  "audacity": writeAudacity,
} as const;

/** What holds a single voice. */
const OF_ONE_VOICE: readonly string[] = ["rhubarb", "rhubarb-json", "audacity"];

const HELP = `cuelight lipsync: what a lip-sync file makes a face do

  cuelight lipsync verse1.pgo                        a picture and a table of its mouths
  cuelight lipsync song.xtiming --voice Backup       another voice of the file, by name or number from 0
  cuelight lipsync song.lrc --to xtiming --out song.xtiming
  rhubarb song.wav | cuelight lipsync -              what another program writes

Reads, told by its content: Papagayo .pgo and papagayo-ng, Moho .dat, Rhubarb, xLights .xtiming and .xsq, Praat
TextGrid, Montreal aligner, Gentle, Audacity labels, LRC, SRT, VTT, and MIDI with lyrics. Words without phonemes are
looked up in a dictionary. Mouths come a little before their sound and last long enough to be seen; closed lips are
never lost. In the picture, the higher a block, the wider the mouth; O o • are round, _ is closed.

  --voice NAME|N      which voice sings: 0 is the first; all is everyone (0)
  --mapping NAME      xlights (as in xLights and Papagayo), papagayo-ng (livelier) or refined (diphthongs move)
  --lead MS           how much earlier than its sound a mouth appears (60)
  --offset MS         moves everything
  --hold MS           no mouth is shown for less (70)
  --dictionary FILE   your own words, asked first; lines such as: Grinchy  G R IH1 N CH IY
  --fps N             frames a second of a Moho file, which does not say, and of a .pgo that is written (24)
  --format NAME       if the format is told wrongly:
                      ${LIPSYNC_FORMATS.slice(0, 8).join(" ")}
                      ${LIPSYNC_FORMATS.slice(8).join(" ")}
  --phonemes SET      the alphabet of the file's phonemes: ${PHONEME_SETS.join(" ")}
  --track NAME        of an .xtiming or .xsq, the timing track to take; of a TextGrid, the tier
  --to FORMAT         writes ${Object.keys(WRITERS).join(", ")}, with the file's own times; pgo and xtiming
                      take every voice, the others one
  --out FILE          where to write to; the terminal when left out
  --json              for scripts: { format, voices, voice, track, notes }

exit codes: 0 all went well, 1 the file has errors, 2 wrong usage, 3 it could not run`;

const VALUES = "voice mapping lead offset hold dictionary fps format phonemes track to out".split(" ");

/** Runs the command; returns its exit code. */
export async function lipsyncCommand(args: readonly string[]): Promise<number> {
  return await guarded(async () => {
    const parsed = parseKnown(args, VALUES, ["json"]);
    if (parsed["help"] === true) {
      print(HELP);
      return EXIT.ok;
    }
    const [file, ...more] = parsed._.map(String);
    if (file === undefined) throw usage("Which file? cuelight lipsync verse1.pgo");
    if (more[0] !== undefined) throw usage(`One file at a time: "${more[0]}" is too much`);
    const to = oneOf(parsed, "to", Object.keys(WRITERS) as (keyof typeof WRITERS)[]);
    const out = textOf(parsed, "out");
    if (out !== undefined && to === undefined) throw usage("--out needs --to with a format");
    if (parsed["json"] === true && to !== undefined) throw usage("--json and --to do not go together: choose one");
    const options = { ...mappingOf(parsed), ...await dictionaryOf(parsed) };
    const fps = numberOf(parsed, "fps", 1, 240);
    const importing = importOptions(parsed, fps);
    const timing = timingOptions(parsed);
    const bytes = await readBytes(file);

    const spoken = inFile(file, () => breakDown(importLipsync(bytes, importing), options.dictionary));
    const speech = { ...spoken, notes: [...spoken.notes, ...unknownPhonemes(spoken, options.mapping)] };
    for (const note of speech.notes) tell(`${placeIn(file, note)}: note: ${note.message}`);
    const everyone = textOf(parsed, "voice")?.toLowerCase() === "all";
    const voice = everyone ? undefined : inFile(file, () => selectVoice(speech, voiceOf(parsed)));
    const track = inFile(file, () => toMouths(voice ?? speech, { ...options, ...timing, voice: "all" }));
    if (track.every(({ mouth }) => mouth === "rest")) {
      tell(`${file}: note: the voice has nothing to sing, its mouth only rests`);
    }
    if (to !== undefined) {
      const chosen = textOf(parsed, "voice") === undefined || voice === undefined
        ? speech
        : { ...speech, voices: [voice] };
      if (OF_ONE_VOICE.includes(to) && chosen.voices.length > 1) {
        if (everyone) throw usage(`--to ${to} takes one voice: name it with --voice`);
        tell(
          `${file}: note: ${to} takes one voice, which is ${
            quote(chosen.voices[0]?.name ?? "")
          }: name another with --voice`,
        );
      }
      const text = inFile(file, () => WRITERS[to](chosen, { ...options, ...(fps === undefined ? {} : { fps }) }));
      if (out === undefined) print(text.trimEnd());
      else await writeText(out, text, file);
      return EXIT.ok;
    }
    if (parsed["json"] === true) print(JSON.stringify(asJson(speech, voice, track), null, 2));
    // Lyrics are a stranger's text: no escape code of theirs reaches the terminal.
    else print(asText(file, speech, voice, track).replace(/[^\P{Cc}\n]/gu, " "));
    return EXIT.ok;
  });
}

function importOptions(parsed: Args, fps: number | undefined): ImportOptions {
  const format = oneOf(parsed, "format", LIPSYNC_FORMATS);
  const phonemeSet = oneOf(parsed, "phonemes", PHONEME_SETS);
  const track = textOf(parsed, "track");
  const offset = numberOf(parsed, "offset", -86_400_000, 86_400_000);
  return {
    ...(format === undefined ? {} : { format }),
    ...(phonemeSet === undefined ? {} : { phonemeSet }),
    ...(track === undefined ? {} : { track }),
    ...(fps === undefined ? {} : { fps }),
    ...(offset === undefined ? {} : { offset }),
  };
}

function timingOptions(parsed: Args): { lead?: number; minimumHold?: number } {
  const lead = numberOf(parsed, "lead", 0, 500);
  const minimumHold = numberOf(parsed, "hold", 0, 1000);
  return { ...(lead === undefined ? {} : { lead }), ...(minimumHold === undefined ? {} : { minimumHold }) };
}

function voiceOf(parsed: Args): string | number {
  const text = textOf(parsed, "voice") ?? "0";
  return /^\d+$/.test(text) ? Number(text) : text;
}

function asJson(speech: TimedSpeech, voice: Voice | undefined, track: MouthTrack): Record<string, unknown> {
  const { format, duration, sound, fps, notes } = speech;
  const voices = speech.voices.map(({ name }) => name);
  return { format, duration, sound, fps, voices, voice: voice?.name ?? "all", track, notes };
}

function asText(file: string, speech: TimedSpeech, voice: Voice | undefined, track: MouthTrack): string {
  const names = speech.voices.map(({ name }, i) => `${i} ${name}`).join(", ");
  const length = formatTime(track.at(-1)?.at ?? 0);
  const head = `${file}: ${speech.format}, ${track.length} mouths in ${length}, ${
    voice === undefined ? "all voices" : `voice ${voice.name}`
  }${speech.voices.length > 1 ? ` of: ${names}` : ""}`;
  const words = (voice === undefined ? speech.voices : [voice]).flatMap((v) => v.phrases.flatMap((p) => p.words));
  let next = 0;
  const rows = track.map(({ at, mouth }, i) => {
    const until = track[i + 1]?.at ?? Infinity;
    const begun: string[] = [];
    for (let word = words[next]; word !== undefined && word.start < until; word = words[++next]) begun.push(word.text);
    return [formatTime(at), mouth, until === Infinity ? "" : `${Math.round(until - at)} ms`, begun.join(" ").trim()];
  });
  const picture = mouthPicture(track, voice === undefined ? {} : { voice });
  return [head, picture, table([["TIME", "MOUTH", "LASTS", "WORD"], ...rows])].join("\n\n");
}
