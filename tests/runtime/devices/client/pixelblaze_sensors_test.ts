import { assertEquals, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { decodeUdpPacket, type SensorReading } from "../../../../protocol/mod.ts";
import { PixelblazeSensors } from "../../../../runtime/devices/client/pixelblaze_sensors.ts";
import { openDatagrams } from "../../../../runtime/links/udp.ts";

const READING: SensorReading = {
  frequencyData: Array.from({ length: 32 }, (_, at) => at * 2000),
  energyAverage: 300,
  maxFrequencyMagnitude: 400,
  maxFrequency: 440,
  accelerometer: [-1, 0, 1],
  light: 65535,
  analogInputs: [1, 2, 3, 4, 5],
};

Deno.test("PixelblazeSensors.send() sends what a sensor board measures", async () => {
  const came = Promise.withResolvers<Uint8Array>();
  const board = await openDatagrams("127.0.0.1", 0, {
    datagram: (bytes) => came.resolve(bytes),
    error: (reason) => came.reject(new Error(reason)),
  });
  try {
    await using sensors = await PixelblazeSensors.open("127.0.0.1", { port: board.port, sender: 7 });
    sensors.send(READING);
    const packet = decodeUdpPacket(await deadline(came.promise, 5000));
    assertEquals(packet?.kind, "sensor");
    const { ms: _, ...rest } = packet as { ms: number };
    assertEquals(rest, { kind: "sensor", sender: 7, ...READING } as unknown);
  } finally {
    await board.close();
  }
});

Deno.test("PixelblazeSensors.open() refuses what is no address", async () => {
  await assertRejects(() => PixelblazeSensors.open("a b"), RangeError, 'Cannot find a board at "a b"');
});
