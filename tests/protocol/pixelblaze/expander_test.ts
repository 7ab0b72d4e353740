import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  decodeExpanderConfig,
  encodeExpanderConfig,
  EXPANDER_COLOR_ORDERS,
  EXPANDER_LED_TYPES,
  expanderBoard,
  type ExpanderChannel,
  type ExpanderColorOrder,
  isExpanderConfig,
} from "../../../protocol/pixelblaze/expander.ts";
import { assertRefused, bytes, law } from "./support.ts";

const UNUSED = "00 00 00 0000 0000 00000000";

Deno.test("decodeExpanderConfig() reads a board without expanders", () => {
  assertEquals(decodeExpanderConfig(bytes("05")), []);
  assertEquals(encodeExpanderConfig([]), bytes("05"));
});

const BOARD = expanderBoard(2, [
  { channel: 0, pixelCount: 240, colorOrder: "GRB" },
  { channel: 3, pixelCount: 150, startIndex: 240, colorOrder: "GRBW" },
  { channel: 6, ledType: "apa102Data", pixelCount: 300, startIndex: 390, colorOrder: "BGR" },
  { channel: 7, ledType: "apa102Clock", colors: 0, colorOrder: 0 },
]);

const BOARD_HEX = "05" +
  "10 01 03 21 f000 0000 80841e00" +
  `11 ${UNUSED} 12 ${UNUSED}` +
  "13 01 04 e1 9600 f000 80841e00" +
  `14 ${UNUSED} 15 ${UNUSED}` +
  "16 03 03 06 2c01 8601 80841e00" +
  "17 04 00 00 0000 0000 80841e00";

Deno.test("encodeExpanderConfig() writes a board with strips of both kinds", () => {
  assertEquals(encodeExpanderConfig(BOARD).toHex(), bytes(BOARD_HEX).toHex());
});

Deno.test("decodeExpanderConfig() reads a board with strips of both kinds", () => {
  assertEquals(decodeExpanderConfig(bytes(BOARD_HEX)), BOARD);
});

/** What the two-bit fields of an order byte say: where red, green, blue and white stand in each LED. */
function orderOf(byte: number, colors: number): string {
  const places = ["R", "G", "B", "W"].slice(0, colors).map((name, at) => [byte >> (at * 2) & 3, name] as const);
  return places.sort((a, b) => a[0] - b[0]).map(([, name]) => name).join("");
}

for (const [order, byte] of Object.entries(EXPANDER_COLOR_ORDERS) as [ExpanderColorOrder, number][]) {
  Deno.test(`encodeExpanderConfig() writes the order ${order} as 0x${byte.toString(16)}, which reads ${order}`, () => {
    assertEquals(orderOf(byte, order.length), order);
    const written = encodeExpanderConfig(expanderBoard(0, [{ channel: 0, colorOrder: order }]));
    assertEquals([written[3], written[4]], [order.length, byte]);
    assertEquals(decodeExpanderConfig(written)[0]?.colorOrder, order);
  });
}

EXPANDER_LED_TYPES.forEach((ledType, number) => {
  Deno.test(`encodeExpanderConfig() writes the LED type ${ledType} as ${number}`, () => {
    const written = encodeExpanderConfig(expanderBoard(0, [{ channel: 0, ledType }]));
    assertEquals(written[2], number);
    assertEquals(decodeExpanderConfig(written)[0]?.ledType, ledType);
  });
});

const REFUSED: [string, Uint8Array, string][] = [
  ["no bytes", bytes(""), "at 0: wanted a version, got 0 bytes"],
  ["version 4", bytes("04"), "at 0: wanted version 5, got 4"],
  ["a board cut off", bytes("05" + "00".repeat(95)), "at 1: wanted 0 to 32 boards of 96 bytes, got 95 bytes"],
  ["33 boards", bytes("05" + "00".repeat(33 * 96)), "at 1: wanted 0 to 32 boards of 96 bytes, got 3168 bytes"],
  ["LED type 5", bytes("05 00 05" + "00".repeat(94)), "at 2: wanted a LED type 0 to 4, got 5"],
];

for (const [name, config, message] of REFUSED) {
  Deno.test(`decodeExpanderConfig() refuses ${name}`, () => assertRefused(() => decodeExpanderConfig(config), message));
}

const UNWRITABLE: [string, () => unknown, string][] = [
  ["half a board", () => encodeExpanderConfig(BOARD.slice(0, 4)), "got 4 channels, allowed are 8 for each"],
  ["address 32", () => encodeExpanderConfig(expanderBoard(32, [])), "got address 32, allowed is a whole number to 31"],
  ["channel 8", () => expanderBoard(0, [{ channel: 8 }]), "got channel 8, allowed is a whole number to 7"],
  [
    "65536 pixels",
    () => encodeExpanderConfig(expanderBoard(0, [{ channel: 0, pixelCount: 65536 }])),
    "got pixelCount 65536",
  ],
];

for (const [name, write, message] of UNWRITABLE) {
  Deno.test(`encodeExpanderConfig() refuses ${name}`, () => {
    assertThrows(write, RangeError, message);
  });
}

Deno.test("isExpanderConfig() tells a table from a map", () => {
  assertEquals(isExpanderConfig(bytes(BOARD_HEX)), true);
  assertEquals(isExpanderConfig(bytes("05")), true);
  assertEquals(isExpanderConfig(bytes("05 00")), false);
  assertEquals(isExpanderConfig(bytes("02000000 00000000 00000000")), false);
  assertEquals(isExpanderConfig(bytes("")), false);
});

const channel: fc.Arbitrary<ExpanderChannel> = fc.record({
  address: fc.nat({ max: 31 }),
  channel: fc.nat({ max: 7 }),
  ledType: fc.constantFrom(...EXPANDER_LED_TYPES),
  colors: fc.nat({ max: 255 }),
  colorOrder: fc.oneof(
    fc.constantFrom(...Object.keys(EXPANDER_COLOR_ORDERS) as ExpanderColorOrder[]),
    fc.constantFrom(0, 1, 0xff),
  ),
  pixelCount: fc.nat({ max: 65535 }),
  startIndex: fc.nat({ max: 65535 }),
  dataSpeed: fc.integer({ min: 0, max: 0xffff_ffff }),
});

Deno.test("decodeExpanderConfig() reads back what encodeExpanderConfig() wrote", () => {
  const boards = fc.nat({ max: 3 }).chain((count) => fc.array(channel, { minLength: count * 8, maxLength: count * 8 }));
  law(boards, (channels) => assertEquals(decodeExpanderConfig(encodeExpanderConfig(channels)), channels));
});

Deno.test("encodeExpanderConfig() writes again every byte that was read", () => {
  const table = fc.nat({ max: 2 }).chain((count) => fc.uint8Array({ minLength: count * 96, maxLength: count * 96 }));
  law(table, (rows) => {
    const config = Uint8Array.of(5, ...rows.map((byte, at) => at % 12 === 1 ? byte % 5 : byte));
    assertEquals(encodeExpanderConfig(decodeExpanderConfig(config)), config);
  });
});
