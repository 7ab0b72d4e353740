import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  encodePixelblazeCommands,
  parsePixelblazeCommands,
  PIXELBLAZE_COMMANDS,
  type PixelblazeCommands,
} from "../../../protocol/pixelblaze/commands.ts";
import { assertRefused, fixed, ids, law, numbers, settings, uint32 } from "./support.ts";

/** The frames that pixelblaze-client, Firestorm and the boards' own page send, as far as they follow the firmware. */
const GOLDEN: [string, PixelblazeCommands, string][] = [
  ["variables", { setVars: { myVar: 3.14159, var2: 42 } }, '{"setVars":{"myVar":3.14159,"var2":42}}'],
  ["an array variable whole", { setVars: { pixels: [0, 0.5, 1] } }, '{"setVars":{"pixels":[0,0.5,1]}}'],
  ["a request for variables", { getVars: true }, '{"getVars":true}'],
  ["the end of watching variables", { getVars: false }, '{"getVars":false}'],
  ["a request for the patterns", { listPrograms: true }, '{"listPrograms":true}'],
  [
    "a pattern that is not saved",
    { activeProgramId: "7MuJmcy4FZbs9jGbB", save: false },
    '{"activeProgramId":"7MuJmcy4FZbs9jGbB","save":false}',
  ],
  ["a brightness", { brightness: 0.5 }, '{"brightness":0.5}'],
  ["a limit of brightness in percent", { maxBrightness: 0.07, save: true }, '{"maxBrightness":7,"save":true}'],
  ["stored controls", { getControls: "qzpL3CLaMP3cqae2R" }, '{"getControls":"qzpL3CLaMP3cqae2R"}'],
  [
    "controls",
    { setControls: { hsvPickerMyColor: [0.77, 0.84, 1], sliderMySlider: 0.4431 }, save: true },
    '{"setControls":{"hsvPickerMyColor":[0.77,0.84,1],"sliderMySlider":0.4431},"save":true}',
  ],
  [
    "the first frame of the boards' page",
    { sendUpdates: false, getConfig: true, listPrograms: true, getUpgradeState: true },
    '{"sendUpdates":false,"getConfig":true,"listPrograms":true,"getUpgradeState":true}',
  ],
  [
    "the announcement of code",
    { pause: true, setCode: { size: 1234, crc: 0xcbf43926, name: "", id: "keSLmg6tCWGPMvb85" } },
    '{"pause":true,"setCode":{"size":1234,"crc":3421780262,"name":"","id":"keSLmg6tCWGPMvb85"}}',
  ],
  ["a heartbeat beside variables", { setVars: { a: 1 }, ping: true }, '{"setVars":{"a":1},"ping":true}'],
  ["the shuffle mode", { sequencerMode: 1 }, '{"sequencerMode":1}'],
  ["a time for each pattern in seconds", { sequenceTimer: 30_000 }, '{"sequenceTimer":30}'],
  ["the sequencer's start", { runSequencer: true }, '{"runSequencer":true}'],
  ["the next pattern", { nextProgram: true }, '{"nextProgram":true}'],
  ["a place in the playlist", { playlist: { position: 2 } }, '{"playlist":{"position":2}}'],
  [
    "a playlist that is saved",
    { playlist: { id: "_defaultplaylist_", items: [{ id: "QqZqNsLmk2CAvheRR", ms: 30_000 }] }, save: true },
    '{"playlist":{"id":"_defaultplaylist_","items":[{"id":"QqZqNsLmk2CAvheRR","ms":30000}]},"save":true}',
  ],
  ["a request for the playlist", { getPlaylist: "_defaultplaylist_" }, '{"getPlaylist":"_defaultplaylist_"}'],
  ["a pattern to delete", { deleteProgram: "7MuJmcy4FZbs9jGbB" }, '{"deleteProgram":"7MuJmcy4FZbs9jGbB"}'],
  ["a request for sources", { getSources: "7MuJmcy4FZbs9jGbB" }, '{"getSources":"7MuJmcy4FZbs9jGbB"}'],
  ["a request for a picture", { getPreviewImg: "7MuJmcy4FZbs9jGbB" }, '{"getPreviewImg":"7MuJmcy4FZbs9jGbB"}'],
  ["a map to keep", { savePixelMap: true }, '{"savePixelMap":true}'],
  ["a request for peers", { getPeers: true }, '{"getPeers":true}'],
  ["a search for updates", { upgradeVersion: "check" }, '{"upgradeVersion":"check"}'],
  ["the names", { name: "Lawn", brandName: "Acme" }, '{"name":"Lawn","brandName":"Acme"}'],
  [
    "the LEDs",
    { pixelCount: 600, ledType: 2, dataSpeed: 2_250_000, colorOrder: "GRB-W" },
    '{"pixelCount":600,"ledType":2,"dataSpeed":2250000,"colorOrder":"GRB-W"}',
  ],
  ["no LEDs", { ledType: 0, dataSpeed: null }, '{"ledType":0,"dataSpeed":null}'],
  ["the processor's speed as a text", { cpuSpeed: 160 }, '{"cpuSpeed":"160"}'],
  [
    "the hours of darkness",
    { autoOffEnable: true, autoOffStart: "23:00", autoOffEnd: "06:30" },
    '{"autoOffEnable":true,"autoOffStart":"23:00","autoOffEnd":"06:30"}',
  ],
  [
    "the rest of the settings",
    {
      discoveryEnable: true,
      timezone: "America/Denver",
      networkPowerSave: false,
      simpleUiMode: true,
      learningUiMode: false,
      mapperFit: 1,
      transitionDuration: 500,
      leaderId: 17082560,
      nodeId: 3,
      soundSrc: 0,
      accelSrc: 1,
      lightSrc: 0,
      analogSrc: 1,
    },
    '{"discoveryEnable":true,"timezone":"America/Denver","networkPowerSave":false,"simpleUiMode":true,' +
    '"learningUiMode":false,"mapperFit":1,"transitionDuration":500,"leaderId":17082560,"nodeId":3,"soundSrc":0,' +
    '"accelSrc":1,"lightSrc":0,"analogSrc":1}',
  ],
];

for (const [name, commands, frame] of GOLDEN) {
  Deno.test(`encodePixelblazeCommands() writes ${name}`, () => {
    assertEquals(encodePixelblazeCommands(commands), frame);
  });
  Deno.test(`parsePixelblazeCommands() reads ${name}`, () => {
    assertEquals(parsePixelblazeCommands(frame), { commands, ignored: [] });
  });
}

Deno.test("PIXELBLAZE_COMMANDS has no row that the golden frames leave out", () => {
  const shown = new Set(GOLDEN.flatMap(([, commands]) => Object.keys(commands)));
  assertEquals(Object.keys(PIXELBLAZE_COMMANDS).filter((name) => !shown.has(name)), []);
});

const READ: [string, string, PixelblazeCommands, string[]][] = [
  ["a frame with spaces", '{ "ping" :\n true }', { ping: true }, []],
  ["the name setActivePattern", '{"setActivePattern":"x"}', { activeProgramId: "x" }, []],
  ["the name getProgramList", '{"getProgramList":true}', { listPrograms: true }, []],
  ["the name setVar", '{"setVar":{"sliderSpeed":0.5}}', { setControls: { sliderSpeed: 0.5 } }, []],
  ["the name saveMap", '{"saveMap":true}', { savePixelMap: true }, []],
  ["the name sequencerNext", '{"sequencerNext":true}', { nextProgram: true }, []],
  ["the form playlistSetPosition", '{"playlistSetPosition":2}', { playlist: { position: 2 } }, []],
  ["1 for true", '{"getPeers":1}', { getPeers: true }, []],
  ["a number in a text", '{"cpuSpeed":"80"}', { cpuSpeed: 80 }, []],
  ["a brightness above 1 as 1", '{"brightness":50}', { brightness: 1 }, []],
  ["a fraction of a pixel as none", '{"pixelCount":99.9}', { pixelCount: 99 }, []],
  ["a name it does not know as ignored", '{"warp":9,"ping":true}', { ping: true }, ["warp"]],
  ["a value of the wrong kind as ignored", '{"activeProgramId":5,"pause":"yes"}', {}, ["activeProgramId", "pause"]],
  ["a bad playlist entry as ignored", '{"playlist":{"items":[{"id":"x"}]}}', {}, ["playlist"]],
  [
    "variables without elements, texts, flags and nested arrays",
    '{"setVars":{"a":1,"b[3]":2,"c":"3","d":true,"e":[[1]],"f":null,"g":[1,2]}}',
    { setVars: { a: 1, g: [1, 2] } },
    [],
  ],
  ["an empty frame", "{}", {}, []],
  ["a playlist that was read, sent back", '{"playlist":{"position":1,"id":"p","ms":3,"remainingMs":2,"items":[]}}', {
    playlist: { position: 1, id: "p", ms: 3, remainingMs: 2, items: [] },
  }, []],
];

for (const [name, frame, commands, ignored] of READ) {
  Deno.test(`parsePixelblazeCommands() reads ${name}`, () => {
    assertEquals(parsePixelblazeCommands(frame), { commands, ignored });
  });
}

Deno.test("parsePixelblazeCommands() takes a variable named __proto__ for a variable", () => {
  const { commands } = parsePixelblazeCommands('{"setVars":{"__proto__":1}}');
  assertEquals(Object.entries(commands.setVars ?? {}), [["__proto__", 1]]);
});

const REFUSED: [string, string, string][] = [
  ["no text", "", 'at 0: wanted JSON, got ""'],
  ["half a frame", '{"ping":', 'at 0: wanted JSON, got "{\\"ping\\":"'],
  ["an array", "[1]", 'at 0: wanted a JSON object, got "[1]"'],
  ["null", "null", 'at 0: wanted a JSON object, got "null"'],
  ["a text past a mebibyte", " ".repeat((1 << 20) + 1), "at 1048576: wanted at most 1048576 characters, got 1048577"],
];

for (const [name, frame, message] of REFUSED) {
  Deno.test(`parsePixelblazeCommands() refuses ${name}`, () => {
    assertRefused(() => parsePixelblazeCommands(frame), message);
  });
}

const UNSENDABLE: [string, Record<string, unknown>, string][] = [
  [
    "an unknown name",
    { warp: 9 },
    'the Pixelblaze command "warp": got 9, allowed are the names of PIXELBLAZE_COMMANDS',
  ],
  ["a brightness in percent", { brightness: 40 }, '"brightness": got 40, allowed is a number from 0 to 1'],
  ["NaN", { brightness: NaN }, '"brightness": got null, allowed is a number from 0 to 1'],
  ["an element of an array", { setVars: { "a[3]": 1 } }, '"setVars": got {"a[3]":1}, allowed is numbers'],
  ["a text as variable", { setVars: { a: "1" } }, '"setVars": got {"a":"1"}, allowed is numbers'],
  ["an endless variable", { setVars: { a: Infinity } }, '"setVars": got {"a":null}, allowed is numbers'],
  ["an id with a space", { activeProgramId: "Rainbow melt" }, "allowed is a pattern id"],
  ["an hour that is none", { autoOffStart: "24:00" }, "allowed is a time of day as hh:mm"],
  [
    "a playlist of 65",
    { playlist: { items: Array.from({ length: 65 }, () => ({ id: "x", ms: 1 })) } },
    "allowed is an object with",
  ],
];

for (const [name, commands, message] of UNSENDABLE) {
  Deno.test(`encodePixelblazeCommands() refuses ${name}`, () => {
    assertThrows(() => encodePixelblazeCommands(commands as PixelblazeCommands), RangeError, message);
  });
}

const playlist = fc.record({
  position: fc.nat({ max: 64 }),
  id: fc.string({ maxLength: 64 }),
  items: fc.array(fc.record({ id: ids, ms: fc.nat() }), { maxLength: 5 }),
}, { requiredKeys: [] });

const FLAGS = ["ping", "pause", "sendUpdates", "getConfig", "listPrograms", "getPeers", "getUpgradeState"];
const LATER_FLAGS = ["getVars", "savePixelMap", "nextProgram", "save"];
const flags = Object.fromEntries([...FLAGS, ...LATER_FLAGS].map((name) => [name, fc.boolean()]));

const values: Record<string, fc.Arbitrary<unknown>> = {
  ...flags,
  ...settings,
  upgradeVersion: fc.constantFrom("check", "update"),
  setVars: numbers,
  setControls: numbers,
  activeProgramId: ids,
  deleteProgram: ids,
  getSources: ids,
  getPreviewImg: ids,
  getControls: ids,
  getPlaylist: fc.string({ maxLength: 64 }),
  setCode: fc.record({ size: uint32, crc: uint32, name: fc.string({ maxLength: 64 }), id: ids }),
  playlist,
};
const anyCommands = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<PixelblazeCommands>;

Deno.test("The law of commands is about every command", () => {
  assertEquals(Object.keys(values).sort(), Object.keys(PIXELBLAZE_COMMANDS).sort());
});

Deno.test("parsePixelblazeCommands() reads back what encodePixelblazeCommands() wrote", () => {
  law(anyCommands, (commands) => {
    assertEquals(parsePixelblazeCommands(encodePixelblazeCommands(commands)), { commands, ignored: [] });
  });
});

Deno.test("encodePixelblazeCommands() loses no bit of a variable", () => {
  law(fixed, (value) => {
    const { commands } = parsePixelblazeCommands(encodePixelblazeCommands({ setVars: { value } }));
    assertEquals(commands.setVars, { value });
  });
});
