import { assert, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { importLipsync, LipsyncError, toMouths } from "../../../shows/lipsync/mod.ts";
import { LIPSYNC_FORMATS } from "../../../shows/lipsync/types.ts";
import { bytesOf, fixture, fixtureNames } from "./fixtures.ts";

/** Reads and times a file as a show would; only a LipsyncError may come out. */
function survives(bytes: Uint8Array, options?: Parameters<typeof importLipsync>[1]): void {
  try {
    const speech = importLipsync(bytes, options);
    speech.voices.forEach((voice) => toMouths(voice));
  } catch (error) {
    assert(error instanceof LipsyncError, `threw ${error}`);
  }
}

Deno.test("importLipsync() throws nothing but LipsyncError on random bytes, in every format", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(undefined, ...LIPSYNC_FORMATS), (bytes, format) => {
      survives(bytes, format === undefined ? {} : { format });
    }),
    { numRuns: 2000 },
  );
});

for (const name of fixtureNames()) {
  const whole = fixture(name);
  Deno.test(`importLipsync() survives ${name} with bytes changed, dropped and doubled`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.constantFrom("set", "drop", "double"), fc.nat(255)), {
          minLength: 1,
          maxLength: 6,
        }),
        (changes) => {
          const bytes = [...whole];
          for (const [at, kind, value] of changes) {
            if (kind === "set") bytes[at] = value;
            else if (kind === "drop") bytes.splice(at, 1 + value % 20);
            else bytes.splice(at, 0, ...bytes.slice(at, at + 1 + value));
          }
          survives(new Uint8Array(bytes));
        },
      ),
      { numRuns: 150 },
    );
  });

  Deno.test(`importLipsync() survives ${name} cut off anywhere`, () => {
    for (let length = 0; length < whole.length; length++) survives(whole.slice(0, length));
  });
}

/** Every place of a JSON value that another value can be put in. */
function places(value: unknown): ((put: unknown) => void)[] {
  if (typeof value !== "object" || value === null) return [];
  const object = value as Record<string, unknown>;
  return Object.keys(object).flatMap((key) => [(put: unknown) => void (object[key] = put), ...places(object[key])]);
}

for (const name of fixtureNames().filter((name) => /\.(?:json|pg2)$/.test(name))) {
  Deno.test(`importLipsync() survives ${name} with any other value at any place`, () => {
    const text = new TextDecoder().decode(fixture(name));
    for (let i = 0; i < places(JSON.parse(text)).length; i++) {
      for (const put of [null, [], {}, "", "x", -1, 1e300, true, [null], { text: null }]) {
        const root = JSON.parse(text);
        places(root)[i]!(put);
        survives(bytesOf(JSON.stringify(root)));
      }
    }
  });
}

const MIB = 1024 * 1024;

/** Files made to take long or to fill the memory. */
const HOSTILE: Readonly<Record<string, () => Uint8Array>> = {
  "entities that multiply": () =>
    bytesOf(
      `<!DOCTYPE timing [<!ENTITY a "${"x".repeat(100)}">${
        Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "${`&${i === 0 ? "a" : `b${i - 1}`};`.repeat(10)}">`).join(
          "",
        )
      }]><timing name="&b19;"><EffectLayer/></timing>`,
    ),
  "tags nested without end": () => bytesOf("<timing>".repeat(MIB / 8)),
  "a tag of a million attributes": () => bytesOf(`<timing ${'a="" '.repeat(MIB / 5)}/>`),
  "an attribute without end": () => bytesOf(`<timing name="${"a".repeat(4 * MIB)}`),
  "half a million comment starts": () => bytesOf(`<timing>${"<!--".repeat(MIB / 2)}`),
  "brackets nested without end": () => bytesOf("[{".repeat(2 * MIB)),
  "a JSON of empty lists": () => bytesOf(`{"words":[${"[],".repeat(MIB)}[]]}`),
  "four million empty lines": () => bytesOf(`lipsync version 1${"\n".repeat(4 * MIB)}`),
  "one line of four million spaces": () => bytesOf(`MohoSwitch1\n1 AI${" ".repeat(4 * MIB)}x`),
  "spaces up to the longest line": () =>
    bytesOf(`lipsync version 1\n\n24\n9\n1\nv\nt\n1\np\n0\n9\n1\n${" ".repeat(99_000)}x`),
  "digits up to the longest line": () => bytesOf(`0.0\t1.0\tAI\n${"1".repeat(99_000)}x\t2\tb`),
  "stamps on one line": () => bytesOf("[00:01]".repeat(14_000) + "joy"),
  "word stamps on one line": () => bytesOf("[00:01]" + "<00:01.00>a ".repeat(8_000)),
  "brackets on one line": () => bytesOf(`[00:01]\n[a:${"]".repeat(90_000)}\n`),
  "a subtitle of angle brackets": () => bytesOf(`1\n00:00:01,000 --> 00:00:02,000\n${"<v ".repeat(30_000)}\n`),
  "subtitle lines of a speaker and spaces": () =>
    bytesOf(`1\n00:00:01,000 --> 00:00:02,000\n${`<v ${" ".repeat(99_000)}x\n`.repeat(40)}\n`),
  "a subtitle of speakers' classes": () =>
    bytesOf(`1\n00:00:01,000 --> 00:00:02,000\n${`${"<v.".repeat(33_000)}\n`.repeat(40)}>\n`),
  "quotation marks": () =>
    bytesOf(`File type = "ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "IntervalTier" ${'"'.repeat(MIB)}`),
  "a tier of a billion intervals": () =>
    bytesOf('File type = "ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "IntervalTier" "words" 0 1 1000000000'),
  "a word of a million letters": () => bytesOf(`[00:01.00]${"ab".repeat(49_000)}\n[00:02.00]`),
  "a line sung fourteen thousand times": () => bytesOf(`${"[00:01]".repeat(14_000)}joy to the world\n`.repeat(20)),
  "twenty thousand strange words": () => {
    const stamp = (i: number) => `[${Math.floor(i / 60)}:${String(i % 60).padStart(2, "0")}]`;
    const words = (i: number) => Array.from({ length: 50 }, (_, k) => `zq${i.toString(26)}vx${k}`).join(" ");
    return bytesOf(Array.from({ length: 400 }, (_, i) => `${stamp(i)}${words(i)}`).join("\n"));
  },
  "lyrics on one tick": () => {
    const event = [0, 0xff, 5, 2, 0x61, 0x20];
    const events = Array.from({ length: 100_000 }, () => event).flat();
    const length = events.length;
    return new Uint8Array([
      ...bytesOf("MThd"),
      ...[0, 0, 0, 6, 0, 0, 0, 1, 0, 96],
      ...bytesOf("MTrk"),
      ...[length >> 24, length >> 16 & 255, length >> 8 & 255, length & 255],
      ...events,
    ]);
  },
};

const word = (text: string, at: number) => `${at}\t${at + 0.01}\t${text}`;
const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i)).join("\n");
const midiEvents = (count: number, event: readonly number[]) => {
  const body = new Uint8Array(count * event.length);
  for (let i = 0; i < count; i++) body.set(event, i * event.length);
  const length = body.length;
  const size = [length >>> 24, length >> 16 & 255, length >> 8 & 255, length & 255];
  return new Uint8Array([...bytesOf("MThd"), 0, 0, 0, 6, 0, 0, 0, 1, 0, 96, ...bytesOf("MTrk"), ...size, ...body]);
};

/** Files with more than is taken in, and what is said of them. */
const TOO_MUCH: Readonly<Record<string, readonly [() => Uint8Array, string]>> = {
  "labels": [() => bytesOf(rows(250_001, (i) => word("joy", i / 10))), "there are 250001, allowed are 250000"],
  "lyric lines": [() => bytesOf("[00:01]a\n".repeat(250_001)), "there are more than 250000 lines"],
  "items of a list": [() => bytesOf(`{"words":[${"[],".repeat(250_000)}[]]}`), "it has 250001 items"],
  "intervals": [
    () => bytesOf('File type = "ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "IntervalTier" "words" 0 1 250001'),
    "the size of a tier is 250001, allowed are 0 to 250000",
  ],
  "speakers": [
    () => bytesOf(`WEBVTT\n\n${rows(1001, (i) => `00:01.000 --> 00:02.000\n<v N${i}>a\n`)}`),
    "it has 1001 voices, allowed are 1000",
  ],
  "aligned speakers": [
    () => bytesOf(`Begin,End,Label,Type,Speaker\n${rows(1001, (i) => `0,1,joy,words,s${i}`)}`),
    "it has 1001 voices, allowed are 1000",
  ],
  "aligned tiers": [
    () => bytesOf(`Begin,End,Label,Type,Speaker\n${rows(3001, (i) => `0,1,joy,words,s${i}`)}`),
    "it has more than 1000 voices",
  ],
  "timing tracks": [
    () => bytesOf(`<timings>${'<timing name="a"><EffectLayer/><EffectLayer/></timing>'.repeat(1001)}</timings>`),
    "it has 1001 voices, allowed are 1000",
  ],
  "MIDI events": [() => midiEvents(500_001, [0, 0x90, 60, 1]), "it has more than 500000 notes, texts and tempo"],
  "sounds": [
    () => bytesOf(rows(75_001, (i) => word("snow snow", i / 10))),
    "they have more than 300000 sounds",
  ],
  "characters in a line": [
    () => bytesOf(`1\n00:00:01,000 --> 00:00:02,000\n${"joy to\n".repeat(3000)}`),
    "it has 20999 characters, allowed are 20000",
  ],
};

for (const [name, [make, message]] of Object.entries(TOO_MUCH)) {
  Deno.test(`importLipsync() and toMouths() refuse too many ${name}`, () => {
    assertThrows(
      () => importLipsync(make()).voices.forEach((voice) => toMouths(voice)),
      LipsyncError,
      message,
    );
  });
}

for (const [name, make] of Object.entries(HOSTILE)) {
  Deno.test(`importLipsync() is not held up by ${name}`, () => {
    const bytes = make();
    const start = performance.now();
    survives(bytes);
    // A bound that only a quadratic mistake breaks; the slowest takes about a tenth of it on an idle machine.
    assertLess(performance.now() - start, 10_000);
  });
}
