import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { encodeSensorPacket, SENSOR_PACKET_BYTES, type SensorPacket } from "../../../protocol/pixelblaze/sensor.ts";
import {
  decodeUdpPacket,
  encodeBeacon,
  encodeTimeSync,
  idToIpv4,
  ipv4ToId,
  UDP_PACKETS,
} from "../../../protocol/pixelblaze/udp.ts";
import { assertRefused, bytes, law } from "./support.ts";

const ADDRESS = ipv4ToId("192.168.4.1");

/** The vendor's examples: a board at 192.168.4.1 on 2 February 2022, and Firestorm's answer at the start of 1970. */
const BEACON = "2a000000 c0a80401 988fd221";
const SYNC = "2b000000 ffff0000 00000000 c0a80401 988fd221";

Deno.test("encodeBeacon() writes the vendor's beacon", () => {
  assertEquals(encodeBeacon({ id: ADDRESS, ms: 0x21d28f98 }), bytes(BEACON));
});

Deno.test("decodeUdpPacket() reads the vendor's beacon", () => {
  assertEquals(decodeUdpPacket(bytes(BEACON)), { kind: "beacon", id: ADDRESS, ms: 0x21d28f98 });
});

Deno.test("decodeUdpPacket() reads a beacon with a name after it", () => {
  assertEquals(decodeUdpPacket(bytes(BEACON + "4c61776e")), { kind: "beacon", id: ADDRESS, ms: 0x21d28f98 });
});

Deno.test("encodeTimeSync() writes the vendor's time sync", () => {
  assertEquals(encodeTimeSync({ sender: 65535, ms: 0, id: ADDRESS, beaconMs: 0x21d28f98 }), bytes(SYNC));
});

Deno.test("decodeUdpPacket() reads the vendor's time sync", () => {
  assertEquals(decodeUdpPacket(bytes(SYNC)), {
    kind: "timeSync",
    sender: 65535,
    ms: 0,
    id: ADDRESS,
    beaconMs: 0x21d28f98,
  });
});

for (const [type, name] of Object.entries(UDP_PACKETS)) {
  if (["42", "43", "50"].includes(type)) continue;
  Deno.test(`decodeUdpPacket() names packets of type ${type}`, () => {
    assertEquals(decodeUdpPacket(Uint8Array.of(Number(type), 0, 0, 0, 9)), { kind: "other", type: Number(type), name });
  });
}

for (
  const [name, hex] of [["nothing", ""], ["3 bytes", "2a0000"], ["type 41", "29000000"], ["type 52", "34000000"], [
    "text",
    "68656c6c6f",
  ], ["a type of 32 bits", "2a000001" + "00".repeat(8)]]
) {
  Deno.test(`decodeUdpPacket() takes ${name} for a stranger's`, () => {
    assertEquals(decodeUdpPacket(bytes(hex ?? "")), undefined);
  });
}

const REFUSED: [string, Uint8Array, string][] = [
  ["a beacon of 11 bytes", bytes(BEACON).subarray(0, 11), "at 4: wanted a beacon of 12 to 268 bytes, got 11"],
  ["a beacon of 269 bytes", long(BEACON, 269), "at 4: wanted a beacon of 12 to 268 bytes, got 269"],
  ["a time sync of 19 bytes", bytes(SYNC).subarray(0, 19), "at 4: wanted a time sync of 20 bytes, got 19"],
  ["a time sync of 21 bytes", long(SYNC, 21), "at 4: wanted a time sync of 20 bytes, got 21"],
  ["a sensor packet of 103 bytes", long("32000000", 103), "at 0: wanted 104 bytes, got 103"],
  ["a sensor packet of 105 bytes", long("32000000", 105), "at 0: wanted 104 bytes, got 105"],
  ["another expansion board", long("32000000", 104), "at 12: wanted expansion type 1, got 0"],
];

for (const [name, packet, message] of REFUSED) {
  Deno.test(`decodeUdpPacket() refuses ${name}`, () => assertRefused(() => decodeUdpPacket(packet), message));
}

function long(hex: string, length: number): Uint8Array {
  const packet = new Uint8Array(length);
  packet.set(bytes(hex));
  return packet;
}

const READING: SensorPacket = {
  kind: "sensor",
  sender: 7,
  ms: 0x01020304,
  frequencyData: Array.from({ length: 32 }, (_, n) => n * 256 + n),
  energyAverage: 0x1111,
  maxFrequencyMagnitude: 0x2222,
  maxFrequency: 440,
  accelerometer: [-1, -32768, 32767],
  light: 0x3333,
  analogInputs: [1, 2, 3, 4, 65535],
};

const SENSOR = "32000000 07000000 04030201 01000000 " +
  "0000 0101 0202 0303 0404 0505 0606 0707 0808 0909 0a0a 0b0b 0c0c 0d0d 0e0e 0f0f " +
  "1010 1111 1212 1313 1414 1515 1616 1717 1818 1919 1a1a 1b1b 1c1c 1d1d 1e1e 1f1f " +
  "1111 2222 b801 ffff 0080 ff7f 3333 0100 0200 0300 0400 ffff";

Deno.test("encodeSensorPacket() writes every field where the sensor board has it", () => {
  assertEquals(encodeSensorPacket(READING), bytes(SENSOR));
  assertEquals(bytes(SENSOR).length, SENSOR_PACKET_BYTES);
});

Deno.test("decodeUdpPacket() reads a sensor packet", () => assertEquals(decodeUdpPacket(bytes(SENSOR)), READING));

Deno.test("encodeSensorPacket() clamps readings to their fields and takes missing ones for 0", () => {
  const packet = decodeUdpPacket(encodeSensorPacket({
    ...READING,
    frequencyData: [-5, 70_000, 1.6],
    accelerometer: [-40_000, 40_000],
    analogInputs: [],
  })) as SensorPacket;
  assertEquals(packet.frequencyData.slice(0, 4), [0, 65535, 2, 0]);
  assertEquals(packet.accelerometer, [-32768, 32767, 0]);
  assertEquals(packet.analogInputs, [0, 0, 0, 0, 0]);
});

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const times = <T>(values: fc.Arbitrary<T>, count: number) => fc.array(values, { minLength: count, maxLength: count });

Deno.test("decodeUdpPacket() reads back what the encoders wrote", () => {
  law(fc.record({ id: u32, ms: u32, sender: u32, beaconMs: u32 }), (all) => {
    const { id, ms } = all;
    assertEquals(decodeUdpPacket(encodeBeacon({ id, ms })), { kind: "beacon", id, ms });
    assertEquals(decodeUdpPacket(encodeTimeSync(all)), { kind: "timeSync", ...all });
  });
  const packet = fc.record({
    kind: fc.constant("sensor" as const),
    sender: u32,
    ms: u32,
    frequencyData: times(u16, 32),
    energyAverage: u16,
    maxFrequencyMagnitude: u16,
    maxFrequency: u16,
    accelerometer: times(fc.integer({ min: -32768, max: 32767 }), 3),
    light: u16,
    analogInputs: times(u16, 5),
  });
  law(packet, (sent) => assertEquals(decodeUdpPacket(encodeSensorPacket(sent)), sent));
});

Deno.test("idToIpv4() reads back what ipv4ToId() made", () => {
  law(fc.ipV4(), (address) => assertEquals(idToIpv4(ipv4ToId(address)), address));
  assertEquals(idToIpv4(0xffff_ffff), "255.255.255.255");
});

for (const address of ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-4", "a.b.c.d", "1.2.3. 4", "::1"]) {
  Deno.test(`ipv4ToId() refuses ${JSON.stringify(address)}`, () => {
    assertThrows(() => ipv4ToId(address), RangeError, "allowed is an IPv4 address");
  });
}
