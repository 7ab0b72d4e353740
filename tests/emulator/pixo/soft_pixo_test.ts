import { assert, assertEquals, assertThrows } from "@std/assert";
import { DRAWN_MOUTHS, facePixels, type Layout, mouthPixels } from "../../../emulator/layouts/layout.ts";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { strip } from "../../../emulator/layouts/shapes.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { EFFECT_NAMES, EYES, FACES, MOUTHS } from "../../../protocol/pixo/mod.ts";

const tree = miniTree();
const face = tree.face!;

function pixoAfter(...lines: string[]): SoftPixo {
  const pixo = new SoftPixo({ layout: tree });
  for (const line of lines) pixo.receive(line, 0);
  return pixo;
}

function colourOf(frame: Uint8Array, pixel: number): string {
  return [...frame.subarray(3 * pixel, 3 * pixel + 3)].join();
}

/** The colours on a part, each once. */
function colours(pixo: SoftPixo, part: readonly number[], now = 0): string[] {
  const frame = pixo.frame(now);
  return [...new Set(part.map((pixel) => colourOf(frame, pixel)))];
}

function lit(pixo: SoftPixo, part: readonly number[], now = 0): number[] {
  const frame = pixo.frame(now);
  return part.filter((pixel) => colourOf(frame, pixel) !== "0,0,0");
}

const [RED, YELLOW, GREEN, WHITE, BLACK] = ["255,0,0", "255,255,0", "0,255,0", "255,255,255", "0,0,0"];
const parts = tree.submodels as Record<"outline" | "lights" | "trunk" | "star", readonly number[]>;
const rest = tree.points.map((_, pixel) => pixel).filter((pixel) => !facePixels(face).includes(pixel));

const REPLIES: readonly [line: string, replies: string[]][] = [
  ["name", [">name|Singing Tree 1"]],
  ["name|Office Shelves Backlight", [">name|Office Shelves Backlight"]],
  ["persona", [">persona|mini-tree"]],
  ["persona|pixo&persona", [">persona|pixo", ">persona|pixo"]],
  ["serial", [">serial|abcdef-123456"]],
  ["echo|hello", [">echo|hello"]],
  ["echo", [">echo|"]],
  ["brightness|37.5", [">brightness|37.5"]],
  ["brightness_raw|0.375", [">brightness_raw|0.375"]],
  ["wifi_ssid|Barn", [">wifi_ssid|Barn"]],
  ["wifi_password|christmastree", [">wifi_password|*************"]],
  ["wifi_enabled|true", [">wifi_enabled|true"]],
  ["info", [
    ">info|n:Singing Tree 1|p:mini-tree|sn:abcdef-123456|sw:soft-pixo|hw:none|wifi_e:false|b:100",
  ]],
  ["wifi_ssid|Barn&wifi_enabled|true&brightness|45&info", [
    ">wifi_ssid|Barn",
    ">wifi_enabled|true",
    ">brightness|45",
    ">info|n:Singing Tree 1|p:mini-tree|sn:abcdef-123456|sw:soft-pixo|hw:none|wifi_e:true|wifi_s:Barn|b:45",
  ]],
  ["brightness_raw|0.9&info", [
    ">brightness_raw|0.9",
    ">info|n:Singing Tree 1|p:mini-tree|sn:abcdef-123456|sw:soft-pixo|hw:none|wifi_e:false|b:100",
  ]],
  ["static|R", []],
  ["mouth@ai & eyes@blink", []],
  ["", []],
  ["nonsense", []],
  ["nonsense&serial&name|", [">serial|abcdef-123456"]],
  ["serial\r\nserial\rserial\nserial", Array(4).fill(">serial|abcdef-123456")],
];

for (const [line, replies] of REPLIES) {
  Deno.test(`SoftPixo.receive() answers ${JSON.stringify(line)}`, () => {
    const pixo = new SoftPixo({ layout: tree, name: "Singing Tree 1", serial: "abcdef-123456" });
    assertEquals(pixo.receive(line, 0), replies);
  });
}

Deno.test("SoftPixo begins awake, at rest and without effects", () => {
  const pixo = pixoAfter();
  assertEquals(pixo.state(0), { eyes: "open", mouth: "rest", brightness: 100, brightnessRaw: 0.5, effects: {} });
  assertEquals(lit(pixo, rest), []);
});

for (const mouth of MOUTHS) {
  Deno.test(`SoftPixo lights the pixels of mouth@${mouth} in white, and no others`, () => {
    const pixo = pixoAfter(`eyes@off&mouth@${mouth}`);
    assertEquals(pixo.state(0).mouth, mouth);
    assertEquals(lit(pixo, facePixels(face)), [...mouthPixels(face, mouth)].sort((a, b) => a - b));
    if (mouth !== "off") assertEquals(colours(pixo, mouthPixels(face, mouth)), [WHITE!]);
  });
}

Deno.test("SoftPixo shows every mouth differently, save that smile is ai", () => {
  const shapes = MOUTHS.map((mouth) => pixoAfter(`eyes@off&mouth@${mouth}`).frame(0).join());
  assertEquals(new Set(shapes).size, MOUTHS.length - 1);
  assertEquals(shapes[MOUTHS.indexOf("smile")], shapes[MOUTHS.indexOf("ai")]);
  assertEquals(DRAWN_MOUTHS.length, MOUTHS.length - 2);
});

for (
  const [eyes, look, pixels] of [
    ["open", "open", face.eyesOpen],
    ["closed", "closed", face.eyesClosed],
    ["off", "off", []],
    ["blink", "closed", face.eyesClosed],
  ] as const
) {
  Deno.test(`SoftPixo lights the pixels of eyes@${eyes}`, () => {
    const pixo = pixoAfter(`face@off&eyes@${eyes}`);
    assertEquals(pixo.state(0).eyes, look);
    assertEquals(lit(pixo, facePixels(face)), [...pixels].sort((a, b) => a - b));
    assert(EYES.includes(eyes));
  });
}

Deno.test("SoftPixo closes the eyes for 100 ms in a blink, opens them, and begins anew with a second blink", () => {
  const pixo = pixoAfter("eyes@off");
  pixo.receive("eyes@blink", 1000);
  assertEquals([1000, 1099.9, 1100, 5000].map((now) => pixo.state(now).eyes), ["closed", "closed", "open", "open"]);
  pixo.receive("eyes@blink", 1060);
  assertEquals([1100, 1159, 1160].map((now) => pixo.state(now).eyes), ["closed", "closed", "open"]);
});

for (
  const [state, eyes, mouth] of [
    ["off", "off", "off"],
    ["rest", "open", "rest"],
    ["smile", "open", "smile"],
    ["sleep", "closed", "rest"],
  ] as const
) {
  Deno.test(`SoftPixo has eyes ${eyes} and mouth ${mouth} after face@${state}`, () => {
    const { eyes: eyesNow, mouth: mouthNow } = pixoAfter("mouth@o&eyes@blink", `face@${state}`).state(0);
    assertEquals([eyesNow, mouthNow], [eyes, mouth]);
    assert(FACES.includes(state));
  });
}

Deno.test("SoftPixo sets effects on parts, the later one on top, and clear brings back what is below", () => {
  const pixo = pixoAfter("chase@outline|R|G|B|Y & static@star|Y & static@trunk|R");
  assertEquals(colours(pixo, parts.star), [YELLOW!]);
  assertEquals(colours(pixo, parts.trunk), [RED!]);
  assertEquals(colours(pixo, parts.lights), [BLACK!]);
  assertEquals(colours(pixo, parts.outline).length, 4);
  pixo.receive("static@all|G", 0);
  assertEquals(colours(pixo, rest), [GREEN!]);
  pixo.receive("static@star|R", 0);
  assertEquals(colours(pixo, parts.star), [RED!]);
  assertEquals(Object.keys(pixo.state(0).effects), ["outline", "trunk", "all", "star"]);
  pixo.receive("clear", 0);
  assertEquals(colours(pixo, parts.trunk), [RED!]);
  assertEquals(colours(pixo, parts.lights), [BLACK!]);
  pixo.receive("clear@star&clear@star&clear@trunk", 0);
  assertEquals(colours(pixo, [...parts.star, ...parts.trunk]), [BLACK!]);
  assertEquals(pixo.state(0).effects, { outline: "chase|250|R|G|B|Y" });
});

Deno.test("SoftPixo takes an effect without a target as one on all, and off as black on top", () => {
  const pixo = pixoAfter("static@star|Y", "static|R");
  assertEquals(pixo.state(0).effects, { star: "static|Y", all: "static|R" });
  assertEquals(colours(pixo, rest), [RED!]);
  pixo.receive("off", 0);
  assertEquals(colours(pixo, rest), [BLACK!]);
});

Deno.test("SoftPixo leaves the face to face commands", () => {
  const pixo = pixoAfter("static|R&face@rest");
  const dark = facePixels(face).filter((pixel) => !lit(pixo, facePixels(face)).includes(pixel));
  assertEquals(colours(pixo, [...face.eyesOpen, ...mouthPixels(face, "rest")]), [WHITE!]);
  assertEquals(colours(pixo, dark), [BLACK!]);
});

Deno.test("SoftPixo turns the face off by off@face until the next face command", () => {
  const pixo = pixoAfter("face@smile", "off@face");
  assertEquals(lit(pixo, facePixels(face)), []);
  assertEquals(pixo.state(0).mouth, "off");
  pixo.receive("off@face&face@rest", 0);
  assertEquals(lit(pixo, facePixels(face)).length, face.eyesOpen.length + mouthPixels(face, "rest").length);
  pixo.receive("static@face|R", 0);
  assertEquals(colours(pixo, facePixels(face)), [RED!]);
  pixo.receive("mouth@o", 0);
  assertEquals(colours(pixo, mouthPixels(face, "o")), [WHITE!]);
  assertEquals(colours(pixo, face.eyesOpen), [RED!]);
  pixo.receive("clear@face", 0);
  assertEquals(colours(pixo, face.eyesOpen), [BLACK!]);
});

for (
  const [command, bytes] of [
    ["brightness|100", 255],
    ["brightness|50", 179],
    ["brightness|0", 102],
    ["brightness_raw|0", 0],
    ["brightness_raw|0.25", 128],
    ["brightness_raw|0.5", 255],
    ["brightness_raw|1", 255],
  ] as const
) {
  Deno.test(`SoftPixo shows white as ${bytes} after ${command}`, () => {
    const pixo = pixoAfter(`static|W&${command}`);
    assertEquals(colours(pixo, [...rest, ...face.eyesOpen]), [[bytes, bytes, bytes].join()]);
  });
}

Deno.test("SoftPixo.state() gives the brightness in percent and raw", () => {
  const { brightness, brightnessRaw } = pixoAfter("brightness|37.5").state(0);
  assertEquals([brightness, Math.round(brightnessRaw * 1e6) / 1e6], [37.5, 0.3125]);
});

/** One example of each effect, and the SHA-256 of its frames, so that a change of looks is seen. */
const LOOKS: Readonly<Record<string, string>> = {
  "off": "39a68c2004ed4a20",
  "static|(0.79,0.47,1)": "50026a466f097a46",
  "breath|1000|R|O|Y": "d9a86dd0609ad78e",
  "burst|500|2000|4|W|R|Y": "3b5a9e22088e9c16",
  "chase|250|R|W|B": "6f31bf4dcac4b7b2",
  "chase_band|500|5|G|R": "cc23b8473ec868cd",
  "cycle|1000|R|W|B": "06468044898a2774",
  "fade|2000|B|R": "b246fe52e9009871",
  "fill|5000|K|R": "26a7f88a0b683297",
  "flicker|100|1000|GD|GP": "be46eb1f430a8513",
  "pulse|1000|20|R|O|Y": "22b5144cc3a95442",
  "rainbow|2000|20": "0437c1943ca7b4c7",
  "rainbow_cycle|5000|1": "3408fc31a0a05a65",
  "twinkle|500|0|G|Y|W": "27dde574945559e1",
  "twinkle_fade|100|2000|B|C|M": "e189459c1c42ad74",
  "wave|1000|20|R|B": "fd328ccbf4ecbc2b",
  "wipe|1000|R|W|B": "7e1a7a30d7b76f8a",
};
const TIMES = [0, 130, 777, 1111, 2600, 4321.5, 61_234, 86_400_000];

async function digest(frames: readonly Uint8Array[]): Promise<string> {
  const bytes = new Uint8Array(frames.flatMap((frame) => [...frame]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

Deno.test("the table of looks has every effect but clear", () => {
  const shown = Object.keys(LOOKS).map((effect) => effect.split("|")[0]);
  assertEquals(new Set(shown), new Set(EFFECT_NAMES.filter((name) => name !== "clear")));
});

for (const [effect, look] of Object.entries(LOOKS)) {
  Deno.test(`SoftPixo shows ${effect} on a part as it did before`, async () => {
    const [name, ...params] = effect.split("|");
    const shown = [[`${name}@outline`, ...params].join("|"), [`${name}@star`, ...params].join("|")].join("&");
    const frames = () => {
      const pixo = pixoAfter(`face@off&${shown}`);
      assertEquals(pixo.problems.filter(({ kind }) => kind === "refused"), []);
      return TIMES.map((now) => pixo.frame(now));
    };
    const first = frames();
    assertEquals(await digest(frames()), await digest(first));
    assertEquals(await digest(first), look);
    const moves = new Set(first.map((frame) => frame.join())).size > 1;
    assertEquals(moves, name !== "off" && name !== "static");
    assertEquals(first.some((frame) => frame.some((byte) => byte > 0)), name !== "off");
    const outside = [...parts.lights, ...parts.trunk, ...facePixels(face)];
    for (const frame of first) assertEquals(outside.filter((pixel) => colourOf(frame, pixel) !== "0,0,0"), []);
  });
}

Deno.test("SoftPixo.frame() does not depend on which frames were asked for before", () => {
  const commands = Object.keys(LOOKS).map((effect) => effect.replace(/^\w+/, "$&@lights"));
  for (const command of commands) {
    const [one, two] = [pixoAfter(command), pixoAfter(command)];
    for (const now of [5000, 1, 300, 5000]) one.frame(now);
    assertEquals(one.frame(2500), two.frame(2500));
  }
});

Deno.test("SoftPixo begins an effect anew when it comes again, and takes another seed for another look", () => {
  const pixo = pixoAfter("fill@trunk|1000|K|R");
  assertEquals(lit(pixo, parts.trunk, 500).length, 4);
  pixo.receive("fill@trunk|1000|K|R", 500);
  assertEquals(lit(pixo, parts.trunk, 500).length, 0);
  assertEquals(lit(pixo, parts.trunk, 1500).length, 8);
  const looks = [1, 2].map((seed) => {
    const seeded = new SoftPixo({ layout: tree, seed });
    seeded.receive("flicker|100|500|K|W", 0);
    return seeded.frame(900).join();
  });
  assert(looks[0] !== looks[1]);
});

const PROBLEMS: readonly [line: string, kind: string, command: string, message: string][] = [
  ["statik@star|R", "refused", "statik@star|R", 'perhaps "static"'],
  ["static@staar|R", "refused", "static@staar|R", 'no submodel "staar", it has outline, lights'],
  ["name|x&mouth@ah", "refused", "mouth@ah", "wanted off, smile"],
  ["burst@star|1|1|width|R", "warning", "burst@star|1|1|width|R", "taken as 5"],
  ["off@face", "warning", "off@face", "eyes, mouth and face commands"],
  ["x".repeat(2000), "refused", "x".repeat(100), "at most 1024 characters"],
  ["wifi_password|hunter|2", "refused", "wifi_password|<hidden>", "not shown"],
];

for (const [line, kind, command, message] of PROBLEMS) {
  Deno.test(`SoftPixo notes a problem with ${JSON.stringify(line.slice(0, 30))}`, () => {
    const [problem, ...more] = pixoAfter(line).problems;
    assertEquals([problem?.kind, problem?.command, more.length], [kind, command, 0]);
    assert(problem!.message.includes(message), problem!.message);
    assert(!JSON.stringify(problem).includes("hunter"));
  });
}

Deno.test("SoftPixo keeps the latest 50 problems", () => {
  const pixo = pixoAfter(...Array.from({ length: 60 }, (_, i) => `bad${i}`));
  assertEquals(pixo.problems.map(({ command }) => command), Array.from({ length: 50 }, (_, i) => `bad${i + 10}`));
});

Deno.test("SoftPixo without a face keeps its state and notes that it cannot be seen", () => {
  const pixo = new SoftPixo({ layout: strip(4) });
  pixo.receive("static|R&mouth@o&off@face", 0);
  assertEquals(pixo.state(0).mouth, "o");
  assertEquals(pixo.frame(0).join(), "255,0,0,255,0,0,255,0,0,255,0,0");
  assertEquals(pixo.problems.filter(({ kind }) => kind === "refused").map(({ command }) => command), [
    "mouth@o",
    "off@face",
  ]);
});

Deno.test("SoftPixo draws a mouth that the layout does not define as one that looks alike", () => {
  const { etc: _, ...mouths } = face.mouths;
  const pixo = new SoftPixo({ layout: { ...tree, face: { ...face, mouths } } });
  pixo.receive("eyes@off&mouth@etc", 0);
  assertEquals(lit(pixo, facePixels(face)), face.mouths.e);
});

const UNFIT: readonly [what: string, options: { layout?: Layout; name?: string; serial?: string }, message: string][] =
  [
    ["a name that breaks the framing", { name: "a|b" }, "Cannot send reply info name"],
    ["a serial with a line ending", { serial: "a\n" }, "Cannot send reply info serial"],
    [
      "a part with a pixel that is not there",
      { layout: { ...strip(3), submodels: { star: [1, 3] } } },
      '"star" has the pixel 3',
    ],
  ];

for (const [what, options, message] of UNFIT) {
  Deno.test(`SoftPixo refuses ${what}`, () => {
    assertThrows(() => new SoftPixo({ layout: tree, ...options }), RangeError, message);
  });
}

Deno.test("SoftPixo makes a persona of any layout name", () => {
  const pixo = new SoftPixo({ layout: { ...strip(1), name: "a|b\u0007 " } });
  assertEquals(pixo.receive("persona", 0), [">persona|a_b_"]);
});

Deno.test("SoftPixo takes 20,000 mutated lines without throwing, and can always be looked at", () => {
  const pixo = new SoftPixo({ layout: tree });
  const lines = [...Object.keys(LOOKS), "off@face&face@rest", "eyes@blink & mouth@ai", "brightness|50&info", "name|x"];
  const bits = ["|", "@", "&", "face", "star", "0", "99999999", "R", "(0.1,0.2,0.3)", "\n", "\0", "-", ".5", "é"];
  let state = 99;
  const random = (below: number) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % below;
  for (let round = 0; round < 20_000; round++) {
    let line = lines[random(lines.length)]!;
    for (let edits = random(3); edits > 0; edits--) {
      const at = random(line.length + 1);
      line = line.slice(0, at) + bits[random(bits.length)] + line.slice(at + random(3));
    }
    for (const reply of pixo.receive(line, round)) assert(/^>[^\r\n]*$/.test(reply));
    if (round % 50 === 0) assertEquals(pixo.frame(round + random(100_000)).length, 360);
    if (round % 50 === 0) pixo.state(round);
  }
});
