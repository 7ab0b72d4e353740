import { assertEquals, assertThrows } from "@std/assert";
import {
  encodePixelblazeReply,
  parsePixelblazeReply,
  PIXELBLAZE_REPLIES,
  type PixelblazeReply,
} from "../../../protocol/pixelblaze/replies.ts";
import { assertRefused } from "./support.ts";

type KnownReply = Exclude<PixelblazeReply, { kind: "unknown" }>;

/** Frames of real boards, as published with kotlin-pixelblaze-client and the vendor's protocol notes. */
const GOLDEN: [string, string, KnownReply][] = [
  ["an acknowledgement", '{"ack":1}', { kind: "ack", ack: 1 }],
  ["a saved pattern", '{"ack":1,"saveProgramSourceFile":true}', { kind: "ack", ack: 1, saveProgramSourceFile: true }],
  [
    "variables",
    '{"vars":{"myVar":3.14159,"var2":42,"untouched":-1.1,"list":[1,0.5]}}',
    { kind: "vars", vars: { myVar: 3.14159, var2: 42, untouched: -1.1, list: [1, 0.5] } },
  ],
  [
    "controls",
    '{"controls":{"qzpL3CLaMP3cqae2R":{"hsvPickerMyColor":[0.77,0.84,1],"sliderMySlider":0.4431}}}',
    {
      kind: "controls",
      controls: { qzpL3CLaMP3cqae2R: { hsvPickerMyColor: [0.77, 0.84, 1], sliderMySlider: 0.4431 } },
    },
  ],
  [
    "the settings of firmware 3.40",
    '{"name":"Pixelblaze_682855","brandName":"","pixelCount":100,"brightness":1,"maxBrightness":10,' +
    '"colorOrder":"BGR","dataSpeed":3500000,"ledType":2,"sequenceTimer":15,"transitionDuration":0,"sequencerMode":2,' +
    '"runSequencer":true,"simpleUiMode":false,"learningUiMode":false,"discoveryEnable":true,"timezone":"",' +
    '"autoOffEnable":true,"autoOffStart":"23:00","autoOffEnd":"00:00","cpuSpeed":240,"networkPowerSave":false,' +
    '"mapperFit":0,"leaderId":0,"nodeId":0,"soundSrc":0,"accelSrc":1,"lightSrc":0,"analogSrc":1,"exp":0,' +
    '"ver":"3.40","chipId":6826069}',
    {
      kind: "settings",
      name: "Pixelblaze_682855",
      brandName: "",
      pixelCount: 100,
      brightness: 1,
      maxBrightness: 0.1,
      colorOrder: "BGR",
      dataSpeed: 3_500_000,
      ledType: 2,
      sequenceTimer: 15_000,
      transitionDuration: 0,
      sequencerMode: 2,
      runSequencer: true,
      simpleUiMode: false,
      learningUiMode: false,
      discoveryEnable: true,
      timezone: "",
      autoOffEnable: true,
      autoOffStart: "23:00",
      autoOffEnd: "00:00",
      cpuSpeed: 240,
      networkPowerSave: false,
      mapperFit: 0,
      leaderId: 0,
      nodeId: 0,
      soundSrc: 0,
      accelSrc: 1,
      lightSrc: 0,
      analogSrc: 1,
      exp: 0,
      ver: "3.40",
      chipId: 6_826_069,
    },
  ],
  [
    "a sequencer that is off",
    '{"activeProgram":{"name":"Editor","activeProgramId":null,"controls":{}},"sequencerMode":0,"runSequencer":false}',
    {
      kind: "sequencer",
      activeProgram: { name: "Editor", activeProgramId: null, controls: {} },
      sequencerMode: 0,
      runSequencer: false,
    },
  ],
  [
    "a sequencer that plays a list",
    '{"activeProgram":{"name":"color bands","activeProgramId":"vmCXgwbox8nCBqQig","controls":{"sliderSomeVar":0.75}},' +
    '"sequencerMode":2,"runSequencer":true,' +
    '"playlist":{"position":1,"id":"_defaultplaylist_","ms":30000,"remainingMs":6549}}',
    {
      kind: "sequencer",
      activeProgram: { name: "color bands", activeProgramId: "vmCXgwbox8nCBqQig", controls: { sliderSomeVar: 0.75 } },
      sequencerMode: 2,
      runSequencer: true,
      playlist: { position: 1, id: "_defaultplaylist_", ms: 30_000, remainingMs: 6549 },
    },
  ],
  [
    "statistics",
    '{"fps":177.8222,"vmerr":0,"vmerrpc":-1,"mem":10239,"exp":0,"renderType":1,"uptime":159889,"storageUsed":804706,' +
    '"storageSize":1378241,"rr0":1,"rr1":14,"rebootCounter":0}',
    {
      kind: "stats",
      fps: 177.8222,
      vmerr: 0,
      vmerrpc: -1,
      mem: 10_239,
      exp: 0,
      renderType: 1,
      uptime: 159_889,
      storageUsed: 804_706,
      storageSize: 1_378_241,
      rr0: 1,
      rr1: 14,
      rebootCounter: 0,
    },
  ],
  [
    "statistics of older firmware",
    '{"fps":41.95804,"vmerr":0,"vmerrpc":-1,"mem":2111,"exp":0,"renderType":2,"uptime":48156306,"storageUsed":795419,' +
    '"storageSize":2949250}',
    {
      kind: "stats",
      fps: 41.95804,
      vmerr: 0,
      vmerrpc: -1,
      mem: 2111,
      exp: 0,
      renderType: 2,
      uptime: 48_156_306,
      storageUsed: 795_419,
      storageSize: 2_949_250,
    },
  ],
  [
    "a playlist",
    '{"playlist":{"position":1,"id":"_defaultplaylist_","ms":30000,"remainingMs":6535,' +
    '"items":[{"id":"QqZqNsLmk2CAvheRR","ms":30000},{"id":"vmCXgwbox8nCBqQig","ms":30000}]}}',
    {
      kind: "playlist",
      playlist: {
        position: 1,
        id: "_defaultplaylist_",
        ms: 30_000,
        remainingMs: 6535,
        items: [{ id: "QqZqNsLmk2CAvheRR", ms: 30_000 }, { id: "vmCXgwbox8nCBqQig", ms: 30_000 }],
      },
    },
  ],
  [
    "peers",
    '{"peers":[{"id":17082560,"address":"192.168.4.1","name":"Lawn","ver":"3.51","isFollowing":1,"nodeId":2,' +
    '"followerCount":0}]}',
    {
      kind: "peers",
      peers: [{
        id: 17_082_560,
        address: "192.168.4.1",
        name: "Lawn",
        ver: "3.51",
        isFollowing: true,
        nodeId: 2,
        followerCount: 0,
      }],
    },
  ],
  ["a state of the update", '{"upgradeState":{"code":4}}', { kind: "upgradeState", upgradeState: { code: 4 } }],
];

for (const [name, frame, reply] of GOLDEN) {
  Deno.test(`encodePixelblazeReply() writes ${name}`, () => assertEquals(encodePixelblazeReply(reply), frame));
  Deno.test(`parsePixelblazeReply() reads ${name}`, () => assertEquals(parsePixelblazeReply(frame), reply));
}

Deno.test("PIXELBLAZE_REPLIES has no row that the golden frames leave out", () => {
  const shown = new Set(GOLDEN.map(([, , reply]) => reply.kind));
  assertEquals(new Set(Object.keys(PIXELBLAZE_REPLIES)), new Set<string>(shown));
});

Deno.test("encodePixelblazeReply() puts members in the board's order, the telling one first", () => {
  const reply: KnownReply = { kind: "sequencer", runSequencer: true, sequencerMode: 1, activeProgram: { name: "a" } };
  assertEquals(
    encodePixelblazeReply(reply),
    '{"activeProgram":{"name":"a"},"sequencerMode":1,"runSequencer":true}',
  );
});

Deno.test("encodePixelblazeReply() prints numbers as the firmware does", () => {
  assertEquals(
    encodePixelblazeReply({ kind: "vars", vars: { third: 1 / 3, least: 1 / 65536, top: 32767.99 } }),
    '{"vars":{"third":0.333333,"least":0.000015,"top":32767.99}}',
  );
});

const UNWRITABLE: [string, KnownReply][] = [
  ["a reply without its telling member", { kind: "stats", mem: 1 }],
  ["a level above 1", { kind: "settings", name: "a", brightness: 2 }],
  ["NaN", { kind: "vars", vars: { a: NaN } }],
];

for (const [name, reply] of UNWRITABLE) {
  Deno.test(`encodePixelblazeReply() refuses ${name}`, () => {
    assertThrows(() => encodePixelblazeReply(reply), RangeError, `Cannot write the Pixelblaze reply "${reply.kind}"`);
  });
}

Deno.test("parsePixelblazeReply() gives a message it does not know as unknown", () => {
  assertEquals(parsePixelblazeReply('{"news":[1]}'), { kind: "unknown", firstKey: "news", json: { news: [1] } });
  assertEquals(parsePixelblazeReply("{}"), { kind: "unknown", firstKey: "", json: {} });
});

Deno.test("parsePixelblazeReply() passes over members of newer firmware", () => {
  assertEquals(parsePixelblazeReply('{"ack":1,"later":{"a":[]}}'), { kind: "ack", ack: 1 });
});

Deno.test("parsePixelblazeReply() reads settings whose numbers and colour orders are newer than this table", () => {
  assertEquals(parsePixelblazeReply('{"name":"a","ledType":9,"colorOrder":"WGRB","sequencerMode":7}'), {
    kind: "settings",
    name: "a",
    ledType: 9,
    colorOrder: "WGRB",
    sequencerMode: 7,
  });
});

Deno.test("parsePixelblazeReply() reads isFollowing as a number and as a flag", () => {
  for (const [wire, isFollowing] of [["1", true], ["0", false], ["true", true]] as const) {
    assertEquals(parsePixelblazeReply(`{"peers":[{"isFollowing":${wire}}]}`), {
      kind: "peers",
      peers: [{ isFollowing }],
    });
  }
});

const REFUSED: [string, string, string][] = [
  ["no text", "", 'at 0: wanted JSON, got ""'],
  ["a list", "[]", 'at 0: wanted a JSON object, got "[]"'],
  [
    "variables that are none",
    '{"vars":7}',
    'at 1: wanted numbers or arrays of up to 10240 numbers by variable name as "vars", got 7',
  ],
  ["a bad member", '{"fps":1,"mem":{}}', 'at 9: wanted a whole number from -2147483648 to 4294967295 as "mem", got {}'],
  [
    "a playlist entry without a time",
    '{"playlist":{"items":[{"id":"a"}]}}',
    'at 1: wanted an object with position, id, ms, remainingMs, items as "playlist", got {"items":[{"id":"a"}]}',
  ],
  [
    "a text of a mebibyte and more",
    `{"name":"${"a".repeat(1 << 20)}"}`,
    "at 1048576: wanted at most 1048576 characters, got 1048587",
  ],
  [
    "a very deep text",
    '{"vars":' + "[".repeat(200_000),
    'at 0: wanted JSON, got "{\\"vars\\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…"',
  ],
];

for (const [name, frame, message] of REFUSED) {
  Deno.test(`parsePixelblazeReply() refuses ${name}`, () => assertRefused(() => parsePixelblazeReply(frame), message));
}

Deno.test("parsePixelblazeReply() refuses values nested deeper than it can show", () => {
  const deep = `{"upgradeState":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  const wanted = 'at 1: wanted an object with code as "upgradeState", got ';
  assertRefused(() => parsePixelblazeReply(deep), wanted + deepShown(deep));
});

/** What the start of a deep value looks like depends on whether the engine can print it at all. */
function deepShown(frame: string): string {
  try {
    return JSON.stringify(JSON.parse(frame).upgradeState).slice(0, 60);
  } catch {
    return "object";
  }
}
