import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { PatternEnv, WallClock } from "../../../../emulator/pixelblaze/language/types.ts";
import { fixture, gridMap, SENSORS, start, varsOf } from "./support.ts";

const timeAt = (nowMs: number, interval: string) => {
  const run = start(`export var t\nexport function beforeRender(delta) { t = time(${interval}) }`);
  run.frame(nowMs, 16);
  return run.getVars().t;
};

const TIMES: [nowMs: number, interval: string, value: number][] = [
  [0, "1", 0],
  [32768, "1", .5],
  [65536, "1", 0],
  [65535, "1", 65535 / 65536],
  [98304, "1", .5],
  [500, ".015", Math.floor(500 * 65536 / 982) / 65536],
  [982, ".015", 0],
  [.9, "1", 0],
  [32768.9, "1", .5],
  [2 ** 32, "1", 0],
  [2 ** 32 - 1, "1", 65535 / 65536],
  [1.75e12, "1", (1.75e12 % 2 ** 32 % 65536) / 65536],
  [5, "0", 0],
  [5, "-1", 0],
];

for (const [nowMs, interval, value] of TIMES) {
  Deno.test(`time(${interval}) at ${nowMs} ms is ${value}`, () => assertEquals(timeAt(nowMs, interval), value));
}

Deno.test("time() is known while the main body runs", () => {
  assertEquals(varsOf("export var t = time(1)", { nowMs: 16384 }), { t: .25 });
  assertEquals(varsOf("export var t = time(1)"), { t: 0 });
});

Deno.test("beforeRender() is given the milliseconds since the last frame", () => {
  const run = start("export var d\nexport function beforeRender(delta) { d = delta }");
  run.frame(0, 16.25);
  assertEquals(run.getVars().d, 16.25);
  run.frame(0, 1e9);
  assertEquals(run.getVars().d, 32767);
});

const CLOCK: WallClock = { year: 2024, month: 12, day: 24, hour: 18, minute: 30, second: 59, weekday: 3 };
const SWITCHBOARD = fixture("switchboard.js");

Deno.test("clock functions answer with the board's clock, once a frame, and 0 without", () => {
  let asked = 0;
  const run = start(SWITCHBOARD, { wallClock: () => (asked++, CLOCK) });
  assertEquals(asked, 1);
  run.frame(0, 16);
  assertEquals([asked, run.getVars().now], [2, [2024, 12, 24, 18, 30, 59, 3]]);
  const without = start(SWITCHBOARD);
  without.frame(0, 16);
  assertEquals(without.getVars().now, [0, 0, 0, 0, 0, 0, 0]);
  start("a = 1", { wallClock: () => (asked++, undefined) }).frame(0, 16);
  assertEquals(asked, 2, "a pattern without a clock function does not ask");
});

Deno.test("pins are those of the board", () => {
  const seen: unknown[] = [];
  const gpio: PatternEnv["gpio"] = {
    pinMode: (pin, mode) => seen.push(["mode", pin, mode]),
    digitalWrite: (pin, high) => seen.push(["write", pin, high]),
    digitalRead: (pin) => pin === 25,
    analogRead: (pin) => pin === 33 ? .5 : .25,
    touchRead: (pin) => pin === 4 ? .75 : 0,
  };
  const run = start(SWITCHBOARD, { gpio, wallClock: () => CLOCK });
  run.frame(0, 16);
  assertEquals(seen, [["mode", 26, 3], ["mode", 25, 5], ["mode", 4, 192], ["write", 26, true]]);
  assertEquals(run.getVars().pins, [1, .5, .75, .25, 1 + 9 + 19 + 2 + 13 + 14 + 27]);
});

Deno.test("the sequencer is that of the board", () => {
  const seen: unknown[] = [];
  const run = start(SWITCHBOARD, {
    nodeId: 7,
    gpio: { digitalRead: () => true, analogRead: () => 1 },
    sequencer: {
      mode: () => 2,
      position: () => 4,
      length: () => 9,
      next: () => void seen.push("next"),
      setPosition: (position) => void seen.push(position),
    },
  });
  run.frame(0, 16);
  assertEquals([run.getVars().list, run.getVars().node, seen], [[2, 4, 9], 7, ["next", 3]]);
});

Deno.test("without hooks everything answers 0", () => {
  const run = start(SWITCHBOARD);
  run.frame(0, 16);
  const { pins, list, node } = run.getVars();
  assertEquals([pins, list, node], [[0, 0, 0, 0, 85], [0, 0, 0], 0]);
});

const SENSED = `
  export var frequencyData = array(32)
  export var energyAverage = 9
  export var maxFrequency
  export var accelerometer
  export var light = -1
  var analogInputs = 5
`;

Deno.test("without a sensor board its variables keep what the pattern gave them", () => {
  const vars = start(SENSED).getVars();
  assertEquals([vars.light, vars.energyAverage, vars.maxFrequency], [-1, 9, 0]);
  assertEquals(vars.accelerometer, [0, 0, 0], "an array that is given nothing is there all the same");
});

Deno.test("setSensors() and the sensors at the start fill what is exported", () => {
  const run = start(SENSED, { sensors: SENSORS });
  const { frequencyData, energyAverage, maxFrequency, accelerometer, light } = run.getVars();
  assertEquals(frequencyData, [...SENSORS.frequencyData!]);
  assertEquals([energyAverage, maxFrequency, light], [.25, 440, .75]);
  assertAlmostEquals((accelerometer as number[])[2]!, -.3, 1e-4);
  run.setSensors({ light: .5, frequencyData: [1] });
  assertEquals(run.getVars().light, .5);
  assertEquals((run.getVars().frequencyData as number[]).slice(0, 2), [1, 1 / 64]);
});

Deno.test("setSensors() brings an array where the pattern has a number", () => {
  const run = start("export var accelerometer = -1");
  assertEquals(run.getVars(), { accelerometer: -1 });
  run.setSensors(SENSORS);
  run.setSensors(SENSORS);
  assertEquals((run.getVars().accelerometer as number[]).length, 3);
});

const MAPS: [what: string, env: Partial<PatternEnv>, answers: number[]][] = [
  ["no map", {}, [0, 0, 0]],
  ["a map of one dimension", { map: { dimensions: 1, coordinates: new Uint16Array(16) } }, [1, 0, 0]],
  ["a map of two", { map: gridMap(4, 4) }, [2, 1, 0]],
  ["a map of three", { map: gridMap(2, 2, 4) }, [3, 0, 1]],
  ["a map for other pixels", { map: gridMap(4, 5) }, [0, 0, 0]],
];

for (const [what, env, answers] of MAPS) {
  Deno.test(`pixelMapDimensions(), has2DMap() and has3DMap() with ${what}`, () => {
    assertEquals(varsOf("export var a = [pixelMapDimensions(), has2DMap(), has3DMap()]", env).a, answers);
  });
}
