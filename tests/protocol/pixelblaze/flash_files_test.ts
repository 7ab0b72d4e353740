import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  CONFIG_FILE,
  type ConfigFile,
  controlsPath,
  decodeConfigFile,
  decodeControlsFile,
  decodePlaylistFile,
  encodeConfigFile,
  encodeControlsFile,
  encodePlaylistFile,
  flashFileKind,
  patternPath,
  playlistPath,
} from "../../../protocol/pixelblaze/flash_files.ts";
import { assertRefused, fromUtf8, ids, law, settings, uint32, utf8 } from "./support.ts";

/** Members, order and units as in the configuration of a real board's backup. */
const CONFIG_TEXT = '{"rev":49,"name":"Lawn","brandName":"","pixelCount":100,"brightness":1,"maxBrightness":0.1,' +
  '"colorOrder":"RGB","dataSpeed":3500000,"lastProgramPath":"/p/LhjiEbeQ4okoR3d6C","startupMode":2,' +
  '"simpleUiMode":false,"learningUiMode":false,"ledType":2,"sequenceTimer":15000,"sequencerMode":0,' +
  '"discoveryEnabled":true,"timezone":"America/Los_Angeles","autoOffEnable":false,"autoOffStartHour":23,' +
  '"autoOffStartMinute":30,"autoOffEndHour":6,"autoOffEndMinute":0,"cpuSpeed":240,"networkPowerSave":false,' +
  '"mapperFit":1}';

const CONFIG: ConfigFile = {
  rev: 49,
  name: "Lawn",
  brandName: "",
  pixelCount: 100,
  brightness: 1,
  maxBrightness: 0.1,
  colorOrder: "RGB",
  dataSpeed: 3_500_000,
  lastProgramPath: "/p/LhjiEbeQ4okoR3d6C",
  startupMode: 2,
  simpleUiMode: false,
  learningUiMode: false,
  ledType: 2,
  sequenceTimer: 15_000,
  sequencerMode: 0,
  discoveryEnabled: true,
  timezone: "America/Los_Angeles",
  autoOffEnable: false,
  autoOffStartHour: 23,
  autoOffStartMinute: 30,
  autoOffEndHour: 6,
  autoOffEndMinute: 0,
  cpuSpeed: 240,
  networkPowerSave: false,
  mapperFit: 1,
};

Deno.test("encodeConfigFile() writes the members of a board's file in their order", () => {
  assertEquals(fromUtf8(encodeConfigFile(CONFIG)), CONFIG_TEXT);
});

Deno.test("decodeConfigFile() reads a board's file", () => assertEquals(decodeConfigFile(utf8(CONFIG_TEXT)), CONFIG));

Deno.test("decodeConfigFile() leaves members out that it does not know", () => {
  assertEquals(decodeConfigFile(utf8('{"rev":1,"newer":[1]}')), { rev: 1 });
});

const PLAYLIST_TEXT = '{"items":[{"id":"Wpg8tCYxEi5aeT3WL","ms":3000},{"id":"kuJfFyCSkCKNasyNE","ms":3000}]}';
const PLAYLIST = [{ id: "Wpg8tCYxEi5aeT3WL", ms: 3000 }, { id: "kuJfFyCSkCKNasyNE", ms: 3000 }];

Deno.test("encodePlaylistFile() writes a board's playlist", () => {
  assertEquals(fromUtf8(encodePlaylistFile(PLAYLIST)), PLAYLIST_TEXT);
});

Deno.test("decodePlaylistFile() reads a board's playlist", () => {
  assertEquals(decodePlaylistFile(utf8(PLAYLIST_TEXT)), PLAYLIST);
  assertEquals(decodePlaylistFile(utf8('{"items":[]}')), []);
});

const CONTROLS_TEXT = '{"sliderArms":1,"sliderColorSpeed":0.1816,"hsvPickerMain":[0.5,1,0.25]}';
const CONTROLS = { sliderArms: 1, sliderColorSpeed: 0.1816, hsvPickerMain: [0.5, 1, 0.25] };

Deno.test("encodeControlsFile() writes a board's control values", () => {
  assertEquals(fromUtf8(encodeControlsFile(CONTROLS)), CONTROLS_TEXT);
});

Deno.test("decodeControlsFile() reads a board's control values", () => {
  assertEquals(decodeControlsFile(utf8(CONTROLS_TEXT)), CONTROLS);
});

const REFUSED: [string, (bytes: Uint8Array) => unknown, string, string][] = [
  [
    "decodeConfigFile() refuses a name that is none",
    decodeConfigFile,
    '{"name":5}',
    'at 0: wanted a text of 0 to 64 characters as "name", got 5',
  ],
  ["decodeConfigFile() refuses no bytes", decodeConfigFile, "", 'at 0: wanted JSON, got ""'],
  [
    "decodePlaylistFile() refuses an entry without a time",
    decodePlaylistFile,
    '{"items":[{"id":"x"}]}',
    'at 0: wanted up to 64 times a pattern id and ms as "items", got [{"id":"x"}]',
  ],
  ["decodeControlsFile() refuses a list", decodeControlsFile, "[1]", 'at 0: wanted a JSON object, got "[1]"'],
];

for (const [name, decode, text, message] of REFUSED) {
  Deno.test(name, () => assertRefused(() => decode(utf8(text)), message));
}

const UNWRITABLE: [string, () => unknown][] = [
  ["encodeConfigFile() refuses a level above 1", () => encodeConfigFile({ maxBrightness: 10 })],
  ["encodePlaylistFile() refuses 65 entries", () => encodePlaylistFile(Array(65).fill({ id: "x", ms: 1 }))],
  ["encodeControlsFile() refuses NaN", () => encodeControlsFile({ slider: NaN })],
];

for (const [name, write] of UNWRITABLE) {
  Deno.test(name, () => {
    assertThrows(write, RangeError, "Cannot write a ");
  });
}

Deno.test("flashFileKind() knows the files of a backup", () => {
  const kinds = [
    "/p/a",
    "/p/a.c",
    "/l/b",
    "/config.json",
    "/config2.json",
    "/obconf.dat",
    "/pixelmap.txt",
    "/pixelmap.dat",
  ];
  assertEquals(kinds.map(flashFileKind), [
    "pattern",
    "controls",
    "playlist",
    "config",
    "config",
    "expander",
    "mapFunction",
    "mapData",
  ]);
  assertEquals(["/favicon.ico", "/", "", "/p"].map(flashFileKind), ["other", "other", "other", "other"]);
});

Deno.test("flashFileKind() knows the paths that are made here", () => {
  const made = [patternPath("x"), controlsPath("x"), playlistPath("x")];
  assertEquals(made, ["/p/x", "/p/x.c", "/l/x"]);
  assertEquals(made.map(flashFileKind), ["pattern", "controls", "playlist"]);
});

Deno.test("decodePlaylistFile() and decodeControlsFile() read back what was written", () => {
  law(fc.array(fc.record({ id: ids, ms: fc.nat() }), { maxLength: 64 }), (items) => {
    assertEquals(decodePlaylistFile(encodePlaylistFile(items)), items);
  });
  const value = fc.nat({ max: 10_000 }).map((n) => n / 10_000);
  const controls = fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.oneof(value, fc.array(value, { maxLength: 3 })));
  law(controls, (sent) => assertEquals({ ...decodeControlsFile(encodeControlsFile(sent)) }, { ...sent }));
});

Deno.test("decodeConfigFile() reads back what encodeConfigFile() wrote", () => {
  const members: Record<string, fc.Arbitrary<unknown>> = {
    rev: uint32,
    lastProgramPath: fc.string({ maxLength: 128 }),
    startupMode: fc.nat({ max: 255 }),
    discoveryEnabled: fc.boolean(),
    autoOffStartHour: fc.nat({ max: 23 }),
    autoOffStartMinute: fc.nat({ max: 59 }),
    autoOffEndHour: fc.nat({ max: 23 }),
    autoOffEndMinute: fc.nat({ max: 59 }),
  };
  // The others are those of the settings message; the file writes all its numbers in whole milliseconds and 0 to 1.
  const values = Object.fromEntries(Object.keys(CONFIG_FILE).map((name) => [name, members[name] ?? settings[name]!]));
  law(fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<ConfigFile>, (config) => {
    assertEquals(decodeConfigFile(encodeConfigFile(config)), config);
  });
});
