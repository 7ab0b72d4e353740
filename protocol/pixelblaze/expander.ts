/**
 * The table of output expanders: which LEDs hang on which channel of which board.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * the data speed as in /obconf.dat of public backups.
 *
 * @module
 */

import { ByteReader, ByteWriter } from "../bytes.ts";

/** What a channel drives, by its number in the table. */
export const EXPANDER_LED_TYPES = ["notUsed", "ws2812", "drawAll", "apa102Data", "apa102Clock"] as const;

/** What a channel drives. */
export type ExpanderLedType = (typeof EXPANDER_LED_TYPES)[number];

/** Colour orders by their byte: two bits each for where red, green, blue and white come, red lowest. */
export const EXPANDER_COLOR_ORDERS = {
  RGB: 0x24,
  RBG: 0x18,
  BRG: 0x09,
  BGR: 0x06,
  GRB: 0x21,
  GBR: 0x12,
  RGBW: 0xe4,
  GRBW: 0xe1,
} as const;

/** A colour order of an expander channel. */
export type ExpanderColorOrder = keyof typeof EXPANDER_COLOR_ORDERS;

/** One channel of an expander board. */
export interface ExpanderChannel {
  /** Address of the board, 0..31; its jumpers give 0..7. */
  readonly address: number;
  /** 0..7. */
  readonly channel: number;
  /** What hangs on the channel. */
  readonly ledType: ExpanderLedType;
  /** Colours of each LED: 3, 4 with white, 0 when not used. */
  readonly colors: number;
  /** A byte where it is none of the orders known, as on channels that are not used. */
  readonly colorOrder: ExpanderColorOrder | number;
  /** How many LEDs hang on the channel, 0..65535. */
  readonly pixelCount: number;
  /** The first pixel of the board that this channel shows. */
  readonly startIndex: number;
  /** Bits per second; stored, though the web page does not offer it. */
  readonly dataSpeed: number;
}

const VERSION = 5;
const CHANNELS = 8;
const CHANNEL_BYTES = 12;
const BOARD_BYTES = CHANNELS * CHANNEL_BYTES;
const MAX_BOARDS = 32;
const DEFAULT_DATA_SPEED = 2_000_000;

const ORDER_BY_BYTE = new Map<number, ExpanderColorOrder>(
  Object.entries(EXPANDER_COLOR_ORDERS).map(([name, byte]) => [byte, name as ExpanderColorOrder]),
);

/**
 * Reads an expander table, as payload of a message or as the file /obconf.dat. No boards is the single byte 5.
 *
 * @throws {ProtocolError} when the version is not 5, a board is cut off, there are more than 32, or a type is unknown.
 */
export function decodeExpanderConfig(bytes: Uint8Array): ExpanderChannel[] {
  const reader: ByteReader = new ByteReader(bytes, "pixelblaze expander config");
  const version = reader.u8("a version");
  if (version !== VERSION) reader.fail(`version ${VERSION}`, String(version), 0);
  if (reader.left % BOARD_BYTES !== 0 || reader.left > MAX_BOARDS * BOARD_BYTES) {
    reader.fail(`0 to ${MAX_BOARDS} boards of ${BOARD_BYTES} bytes`, `${reader.left} bytes`);
  }
  const channels: ExpanderChannel[] = [];
  while (reader.left > 0) channels.push(decodeChannel(reader));
  return channels;
}

/**
 * Writes an expander table.
 *
 * @throws {RangeError} unless there are 8 channels for each board, of up to 32, with every number in its field.
 */
export function encodeExpanderConfig(channels: readonly ExpanderChannel[]): Uint8Array<ArrayBuffer> {
  if (channels.length % CHANNELS !== 0 || channels.length > MAX_BOARDS * CHANNELS) {
    throw new RangeError(
      `Cannot write an expander config: got ${channels.length} channels, allowed are ${CHANNELS} for each of up to ${MAX_BOARDS} boards`,
    );
  }
  const writer = new ByteWriter(1 + channels.length * CHANNEL_BYTES).u8(VERSION);
  for (const channel of channels) encodeChannel(writer, channel);
  return writer.bytes;
}

/** A board with the channels given and the rest not used; @throws {RangeError} for a channel outside 0..7. */
export function expanderBoard(
  address: number,
  used: readonly (Partial<ExpanderChannel> & { readonly channel: number })[],
): ExpanderChannel[] {
  const board: ExpanderChannel[] = Array.from({ length: CHANNELS }, (_, channel) => ({
    address,
    channel,
    ledType: "notUsed",
    colors: 0,
    colorOrder: 0,
    pixelCount: 0,
    startIndex: 0,
    dataSpeed: 0,
  }));
  for (const given of used) {
    checkField("channel", given.channel, CHANNELS - 1);
    const colors = String(given.colorOrder ?? "RGB").endsWith("W") ? 4 : 3;
    board[given.channel] = {
      ledType: "ws2812",
      colors,
      colorOrder: "RGB",
      pixelCount: 0,
      startIndex: 0,
      dataSpeed: DEFAULT_DATA_SPEED,
      ...given,
      address,
    };
  }
  return board;
}

/** Is this payload an expander table? Some clients send it as a map message, whose first byte is 1 or 2. */
export function isExpanderConfig(payload: Uint8Array): boolean {
  return payload[0] === VERSION && (payload.length - 1) % BOARD_BYTES === 0;
}

function decodeChannel(reader: ByteReader): ExpanderChannel {
  const at = reader.offset;
  const place = reader.u8();
  const type = reader.u8();
  const ledType = EXPANDER_LED_TYPES[type];
  if (ledType === undefined) reader.fail(`a LED type 0 to ${EXPANDER_LED_TYPES.length - 1}`, String(type), at + 1);
  const colors = reader.u8();
  const order = reader.u8();
  return {
    address: place >> 3,
    channel: place & 7,
    ledType,
    colors,
    colorOrder: ORDER_BY_BYTE.get(order) ?? order,
    pixelCount: reader.u16(),
    startIndex: reader.u16(),
    dataSpeed: reader.u32(),
  };
}

function encodeChannel(writer: ByteWriter, channel: ExpanderChannel): void {
  const { colorOrder } = channel;
  const order = typeof colorOrder === "number" ? colorOrder : EXPANDER_COLOR_ORDERS[colorOrder];
  checkField("address", channel.address, 31);
  checkField("channel", channel.channel, CHANNELS - 1);
  checkField("colors", channel.colors, 0xff);
  checkField("colorOrder", order, 0xff);
  checkField("pixelCount", channel.pixelCount, 0xffff);
  checkField("startIndex", channel.startIndex, 0xffff);
  checkField("dataSpeed", channel.dataSpeed, 0xffff_ffff);
  writer.u8(channel.address << 3 | channel.channel).u8(EXPANDER_LED_TYPES.indexOf(channel.ledType)).u8(channel.colors);
  writer.u8(order).u16(channel.pixelCount).u16(channel.startIndex).u32(channel.dataSpeed);
}

function checkField(name: string, value: number, max: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= max)) {
    throw new RangeError(`Cannot write an expander channel: got ${name} ${value}, allowed is a whole number to ${max}`);
  }
}
