import { assert, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { ProtocolError } from "../../../protocol/errors.ts";
import {
  decodeWifiSave,
  decodeWifiScan,
  decodeWifiStatus,
  encodeWifiSave,
  encodeWifiScan,
  encodeWifiStatus,
} from "../../../protocol/pixelblaze/wifi.ts";
import { assertRefused, law } from "./support.ts";

const STATUS = '{"status":3,"ip":"192.168.4.20","ssid":"Show","mac":"aa:bb:cc:dd:ee:ff"}';
const SCAN = '[{"rssi":-42,"ssid":"AccessPoint1","bssid":"00:11:22:33:44:55","channel":1,"secure":false},' +
  '{"rssi":-71,"ssid":"AccessPoint3","bssid":"00:11:22:33:44:56","channel":6,"secure":true}]';

Deno.test("decodeWifiStatus() reads the vendor's answer, encodeWifiStatus() writes it", () => {
  const status = { status: 3, ip: "192.168.4.20", ssid: "Show", mac: "aa:bb:cc:dd:ee:ff" };
  assertEquals(decodeWifiStatus(STATUS), status);
  assertEquals(encodeWifiStatus(status), STATUS);
});

Deno.test("decodeWifiScan() reads the vendor's answer, encodeWifiScan() writes it", () => {
  const found = [
    { rssi: -42, ssid: "AccessPoint1", bssid: "00:11:22:33:44:55", channel: 1, secure: false },
    { rssi: -71, ssid: "AccessPoint3", bssid: "00:11:22:33:44:56", channel: 6, secure: true },
  ];
  assertEquals(decodeWifiScan(SCAN), found);
  assertEquals(encodeWifiScan(found), SCAN);
});

Deno.test("decodeWifiScan() gives undefined while the scan goes on", () => {
  assertEquals(decodeWifiScan('{"scanning":1}'), undefined);
  assertEquals(encodeWifiScan(undefined), '{"scanning":1}');
});

const REFUSED: [string, () => unknown, string][] = [
  ["decodeWifiStatus() refuses no JSON", () => decodeWifiStatus("<html>"), 'at 0: wanted JSON, got "<html>"'],
  [
    "decodeWifiStatus() refuses a text as status",
    () => decodeWifiStatus('{"status":"on"}'),
    'at 0: wanted a status, ip, ssid and mac, got "{\\"status\\":\\"on\\"}"',
  ],
  ["decodeWifiScan() refuses a number", () => decodeWifiScan("5"), 'at 0: wanted a list of networks, got "5"'],
  ["decodeWifiScan() refuses null", () => decodeWifiScan("null"), 'at 0: wanted a list of networks, got "null"'],
  [
    "decodeWifiScan() refuses what is no network",
    () => decodeWifiScan("[1]"),
    'at 0: wanted a list of networks, got "[1]"',
  ],
  [
    "decodeWifiSave() refuses another mode",
    () => decodeWifiSave("mode=OFF"),
    'at 0: wanted mode CLIENT, AP or SETUP, got "OFF"',
  ],
  [
    "decodeWifiSave() refuses a long body",
    () => decodeWifiSave("a".repeat(1025)),
    'at 0: wanted at most 1024 characters, got "1025"',
  ],
];

for (const [name, read, message] of REFUSED) Deno.test(name, () => assertRefused(read, message));

Deno.test("decodeWifiSave() keeps the passphrase out of its messages", () => {
  const error = assertThrows(() => decodeWifiSave("passphrase=hunter2&mode=X"), ProtocolError);
  assert(!error.message.includes("hunter2"), error.message);
});

Deno.test("encodeWifiStatus() and encodeWifiScan() refuse values outside their range", () => {
  assertThrows(() => encodeWifiStatus({ status: 256 }), RangeError, "Cannot write a wifi status");
  assertThrows(() => encodeWifiScan([{ channel: -1 }]), RangeError, "Cannot write a wifi scan");
});

Deno.test("decodeWifiSave() reads back what encodeWifiSave() wrote", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((one) => one.toWellFormed());
  const save = fc.record({
    mode: fc.constantFrom("CLIENT" as const, "AP" as const, "SETUP" as const),
    ssid: text,
    passphrase: text,
    discover: fc.boolean(),
  });
  law(save, (wifi) => assertEquals(decodeWifiSave(encodeWifiSave(wifi)), wifi));
});

Deno.test("decodeWifiStatus() and decodeWifiScan() read back what was written", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 16 });
  const status = fc.record({ status: fc.nat({ max: 255 }), ip: fc.ipV4(), ssid: text, mac: text }, {
    requiredKeys: [],
  });
  law(status, (one) => assertEquals(decodeWifiStatus(encodeWifiStatus(one)), one));
  const point = fc.record({
    rssi: fc.integer({ min: -1000, max: 1000 }),
    ssid: text,
    bssid: text,
    channel: fc.nat({ max: 255 }),
    secure: fc.boolean(),
  }, { requiredKeys: [] });
  const scan = fc.option(fc.array(point, { maxLength: 8 }), { nil: undefined });
  law(scan, (found) => assertEquals(decodeWifiScan(encodeWifiScan(found)), found));
});
