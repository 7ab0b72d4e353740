/**
 * The one definition of how a show is written: the YAML loader's checks, the editor's JSON Schema and the TypeScript
 * builder's option types all come from it. Meaning (ranges, names, times) is checked when the show is compiled.
 *
 * @module
 */

import * as z from "zod";
import { LIPSYNC_FORMATS, MAPPINGS } from "./lipsync/mod.ts";

const time = z.union([z.string(), z.number()])
  .describe(
    "A time: 1:02.5, 62.5s, 250ms, bar 9, bar 9 beat 3, 2 bars, a marker, or a sum of these. A bare number is seconds.",
  );
const amount = z.union([z.number(), z.string()]).describe("A number, or a percentage: 40% is 0.4.");
const amounts = z.record(z.string(), z.union([amount, z.array(amount).max(10240)]));
const ease = z.string().describe(
  "How a ramp moves: linear, step, or sine-, quad-, cubic-, quart-, expo-, circ- with in, out or in-out.",
);

const phonemePairs = z.array(z.tuple([time, z.string()])).max(100_000);

/** How a lip-sync is placed; see the YAML key `lipsync`. */
export const lipsyncOptions = z.strictObject({
  voice: z.union([z.string(), z.number().int()]).optional()
    .describe("Which voice of the file sings, by name or number from 0, or all; the first when left out."),
  lead: time.optional().describe("How much earlier than the sound a mouth appears; 60ms when left out."),
  offset: time.optional().describe("Moves the whole track."),
  mapping: z.union([
    z.enum(MAPPINGS),
    z.strictObject({
      base: z.enum(MAPPINGS).optional().describe("The mapping that has the phonemes which are not written here."),
      phonemes: z.record(z.string(), z.union([z.string(), z.tuple([z.string(), z.string()])]))
        .describe("A mouth, or two for a sound whose shape moves, by phoneme."),
    }),
  ]).optional().describe(
    "How sounds become mouths; xlights when left out. Own entries by phoneme: { phonemes: { IH: e } }.",
  ),
  format: z.enum(LIPSYNC_FORMATS).optional().describe("What the file is; told from its content when left out."),
  fps: z.number().optional().describe("Frames a second of a Moho .dat, which does not say; 24 when left out."),
  track: z.string().optional().describe(
    "Which timing track of an .xtiming file, by name; all with lyrics when left out.",
  ),
  pauses: z.enum(["natural", "rest"]).optional().describe("rest: the mouth rests in every pause, as in xLights."),
});

/** How a ramp moves. */
export const rampOptions = z.strictObject({
  over: time.describe("How long the ramp takes."),
  ease: ease.optional(),
  from: amounts.optional().describe("Where the ramp begins; what it is worth then when left out."),
});

/** Where a lip-sync comes from, with its options. */
export const lipsyncSource = lipsyncOptions.extend({
  file: z.string().optional().describe("A file beside the show, e.g. verse1.pgo."),
  phonemes: z.union([phonemePairs, z.string()]).optional()
    .describe("Pairs of time and mouth, counted from the cue, or lines of them: 450ms mbp."),
});

/** What a cue can do to a device or group. */
export const actions = z.strictObject({
  pattern: z.string().optional().describe(
    "Pixelblaze: starts a pattern by its name. The board forgets variables then.",
  ),
  vars: amounts.optional().describe("Pixelblaze: sets exported variables of the pattern."),
  controls: amounts.optional().describe("Pixelblaze: sets controls of the pattern, e.g. sliderSpeed: 0.4."),
  brightness: amount.optional().describe("Brightness 0..1. With over: it fades there."),
  ramp: amounts.optional().describe("Moves variables, controls or brightness to new values, over a time."),
  over: time.optional().describe("How long the ramp takes, or the brightness when there is no ramp."),
  ease: ease.optional(),
  from: amounts.optional().describe("Where the ramp begins; what it is worth then when left out."),
  blackout: z.union([time, z.boolean()]).optional().describe("Brightness to 0 over this time; true is at once."),
  face: z.string().optional().describe("Pixo: off, rest, smile or sleep."),
  mouth: z.string().optional().describe("Pixo: rest, ai, e, etc, fv, l, mbp, o, u, wq, smile or off."),
  eyes: z.string().optional().describe("Pixo: open, closed or off."),
  blink: z.union([z.enum(["once", "auto", "off"]), z.boolean()]).optional()
    .describe("Pixo: true or once blinks now; auto blinks in every rest from here on, until off."),
  effects: z.record(z.string(), z.string()).optional()
    .describe("Pixo: an effect for a part of the device, e.g. star: static|Y, or all: rainbow|2000|20."),
  lipsync: z.union([
    z.string().describe("A file beside the show, e.g. verse1.pgo."),
    phonemePairs.describe("Pairs of time and mouth, counted from the cue: [[0:00.2, ai], [450ms, mbp]]."),
    lipsyncSource,
  ]).optional().describe("Pixo: sings."),
  next: z.literal(true).optional().describe("Pixelblaze: the next pattern of its own playlist."),
  trigger: z.string().optional().describe("Pixelblaze: calls a trigger of the pattern, e.g. triggerFlash."),
  command: z.string().optional().describe("Pixo: a line of its own language, sent once."),
}).refine(({ ramp, over }) => ramp === undefined || over !== undefined, {
  path: ["ramp"],
  message: "A ramp needs over: with a time",
}).refine(({ over, ramp, brightness }) => over === undefined || ramp !== undefined || brightness !== undefined, {
  path: ["over"],
  message: "Nothing takes this long: over: belongs to a ramp or brightness, and blackout: has its own time",
}).refine(({ ease, ramp, brightness }) => ease === undefined || ramp !== undefined || brightness !== undefined, {
  path: ["ease"],
  message: "Nothing moves: ease: belongs to a ramp or brightness",
}).refine(({ from, ramp }) => from === undefined || ramp !== undefined, {
  path: ["from"],
  message: "Nothing begins here: from: belongs to a ramp",
});

/** A row of the cue list, without its targets. */
export const cueKeys = z.object({
  at: time.optional(),
  wait: z.literal("go").optional().describe("Holds the show here until somebody gives a GO."),
  cue: z.number().optional().describe("Cue number, for people."),
  name: z.string().optional().describe("Cue name, for people."),
  play: z.string().optional().describe("Plays a sequence from here."),
  repeat: z.number().optional().describe("How often the sequence plays; 1 when left out."),
  every: time.optional().describe("Time from one repetition to the next; the sequence's own length when left out."),
});

const cue = cueKeys.catchall(actions);

const rate = z.string().refine((text) => /^\s*\d+(\.\d+)?\s*(\/\s*s)?\s*$/.test(text), {
  error: ({ input }) => `Not a rate: "${input}", wanted 8/s`,
});

const shared = {
  rate: z.union([z.number(), rate]).optional().describe("Most messages a second, e.g. 8/s."),
  latency: time.optional().describe("How long the device takes to show what it is sent: it is sent that much earlier."),
  brightness: amount.optional().describe("Brightness before the first cue that sets it; 1 when left out."),
  layout: z.string().optional().describe("Rehearsal: a file with the places of its pixels, beside the show."),
};

/** A Pixelblaze board. */
export const pixelblazeOptions = z.strictObject({
  host: z.string().optional().describe("Address of the board, e.g. 192.168.4.20."),
  name: z.string().optional().describe(
    "The board's own name, by which it is found on the network when there is no host.",
  ),
  ...shared,
  pixels: z.number().int().min(1).max(5000).optional().describe(
    "Rehearsal: pixels of a strip, when there is no layout.",
  ),
  patterns: z.string().optional().describe(
    "Rehearsal and check: a folder with the board's patterns, .js or .epe, beside the show.",
  ),
});

/** A Pixo face. */
export const pixoOptions = z.strictObject({
  port: z.string().optional().describe("A serial port such as /dev/ttyACM0, or tcp://host:port."),
  model: z.enum(["mini-tree"]).optional().describe("Rehearsal: what it looks like; mini-tree when left out."),
  ...shared,
});

const device = z.discriminatedUnion("kind", [
  pixelblazeOptions.extend({ kind: z.literal("pixelblaze") }),
  pixoOptions.extend({ kind: z.literal("pixo") }),
]);

/** A tempo, and from which bar on. */
export const tempoChange = z.strictObject({
  bpm: z.number().describe("Beats a minute; a beat is the lower number of the meter."),
  meter: z.string().optional().describe("Beats a bar, e.g. 3/4; 4/4 when left out."),
  bar: z.number().int().optional().describe("From which bar on; not for the first."),
});

/** Tempo and meter, with changes as a list. */
export const tempo = z.union([tempoChange, z.array(tempoChange)]);

/** A sound file, and where in the show it begins. */
export const audioFile = z.strictObject({
  file: z.string().describe("The file, beside the show."),
  offset: time.optional().describe("When in the show it begins; 0 when left out."),
});

/** Settings of a show beside its devices and cues. */
export const showSettings = z.object({
  seed: z.number().int().optional().describe("Random choices come from it; 1 when left out."),
  audio: z.union([z.string(), audioFile]).optional()
    .describe("A sound file beside the show."),
  tempo: tempo.optional().describe("Beats a minute and beats a bar; a list when they change."),
  bar1: time.optional().describe("When bar 1 begins; 0 when left out."),
  markers: z.record(z.string(), time).optional().describe("Names for times."),
  dictionary: z.union([z.string(), z.record(z.string(), z.string())]).optional()
    .describe(
      "Words and their sounds (ARPAbet) for lyrics: { pixo: P IH1 K S OW0 }, or a file of them beside the show.",
    ),
  end: time.optional().describe("When the show is over; after its last cue and ramp when left out."),
});

/** A whole show as a YAML document. */
export const showDocument = z.strictObject({
  title: z.string().optional().describe("Title of the show; the file's name when left out."),
  ...showSettings.shape,
  devices: z.record(z.string(), device).describe("What the show plays on, by the names that cues use."),
  groups: z.record(z.string(), z.array(z.string())).optional().describe(
    "Names for several devices; all is every device.",
  ),
  cues: z.array(cue).describe("What happens when."),
  sequences: z.record(z.string(), z.array(cue)).optional().describe(
    "Cues to play again and again, with times from their own start.",
  ),
});

/** A show as it stands in a YAML document. */
export type ShowDocument = z.output<typeof showDocument>;
/** A cue as it stands in a YAML document. */
export type CueDocument = z.output<typeof cue>;
/** Actions as they stand in a YAML document. */
export type ActionsDocument = z.output<typeof actions>;
/** A device as it stands in a YAML document. */
export type DeviceDocument = z.output<typeof device>;

/** The JSON Schema of a show document, for editors. */
export function showJsonSchema(): Record<string, unknown> {
  return { title: "Cuelight show", ...z.toJSONSchema(showDocument, { io: "input" }) };
}
