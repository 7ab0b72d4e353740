import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { encodeProgramList } from "../../../protocol/pixelblaze/program_list.ts";
import { PixelblazeAdapter } from "../../../runtime/devices/pixelblaze.ts";
import type { Instant, Value } from "../../../runtime/model/mod.ts";

const PROGRAMS = [{ id: "aaaaaaaaaaaaaaaaa", name: "Twinkle" }, { id: "bbbbbbbbbbbbbbbbb", name: "Fire" }];

function greeted(): PixelblazeAdapter {
  const adapter = new PixelblazeAdapter();
  adapter.greet();
  for (const frame of encodeProgramList(PROGRAMS)) adapter.receive(frame);
  return adapter;
}

function texts(
  adapter: PixelblazeAdapter,
  changes: Record<string, Value>,
  instants: readonly Instant[] = [],
): string[] {
  return adapter.encode(new Map(Object.entries(changes)), instants).messages.map(({ data }) => String(data));
}

const cases: [name: string, changes: Record<string, Value>, instants: Instant[], messages: string[]][] = [
  ["nothing as nothing", {}, [], []],
  ["brightness", { brightness: 0.123456789 }, [], ['{"brightness":0.12346,"ping":true}']],
  ["variables and controls together", { "var:x": 0.1, "control:sliderHue": 0.5, brightness: 1 }, [], [
    '{"brightness":1,"setVars":{"x":0.1},"setControls":{"sliderHue":0.5},"save":false}',
  ]],
  ["arrays whole", { "var:list": [1, 0.333333333], "control:hsvPickerTint": [0, 1, 0.5] }, [], [
    '{"setVars":{"list":[1,0.33333]},"setControls":{"hsvPickerTint":[0,1,0.5]},"save":false}',
  ]],
  ["a pattern by its id, before its variables, saving nothing", { "var:x": 1, pattern: "Fire" }, [], [
    '{"activeProgramId":"bbbbbbbbbbbbbbbbb","save":false,"ping":true}',
    '{"setVars":{"x":1},"ping":true}',
  ]],
  ["instants one by one, after the values", { "var:x": 1 }, [
    { at: 0, name: "trigger", value: "triggerFlash" },
    { at: 0, name: "next" },
  ], [
    '{"setVars":{"x":1},"ping":true}',
    '{"setControls":{"triggerFlash":1},"save":false}',
    '{"nextProgram":true,"ping":true}',
  ]],
];
for (const [name, changes, instants, messages] of cases) {
  Deno.test(`PixelblazeAdapter encodes ${name}`, () => assertEquals(texts(greeted(), changes, instants), messages));
}

Deno.test("PixelblazeAdapter says what each message makes of the board, and clears", () => {
  const { messages } = greeted().encode(
    new Map<string, Value>([["pattern", "Fire"], ["brightness", 0.5], ["var:x", 1 / 3]]),
    [{ at: 0, name: "next" }],
  );
  assertEquals(messages.map(({ makes, fires }) => [makes, fires]), [
    [[["pattern", "Fire"], ["brightness", 0.5]], 0],
    [[["var:x", 1 / 3]], 0],
    [[], 1],
  ]);
  const keys = ["pattern", "brightness", "var:x", "control:sliderHue"];
  assertEquals(messages.map(({ clears }) => clears && keys.filter(clears)), [
    ["var:x", "control:sliderHue"],
    undefined,
    undefined,
  ]);
});

Deno.test("PixelblazeAdapter refuses a pattern that is not on the board, with its variables, and suggests one", () => {
  const adapter = greeted();
  const { messages, refused } = adapter.encode(
    new Map<string, Value>([["pattern", "Twinkel"], ["var:x", 1], ["brightness", 0.5]]),
    [],
  );
  assertEquals(messages.map(({ data }) => data), ['{"brightness":0.5,"ping":true}']);
  assertEquals(refused.map(({ keys }) => keys), [["pattern"], ["var:x"]]);
  assert(refused[0]!.reason.includes("Twinkle"), refused[0]!.reason);
  assertEquals(refused[1]!.reason, "");
  assertEquals(texts(adapter, { "var:x": 2 }), []);
  assertEquals(texts(adapter, { pattern: "Fire", "var:x": 2 }).length, 2);
  assertEquals(texts(adapter, { "var:x": 3 }), ['{"setVars":{"x":3},"ping":true}']);
});

Deno.test("PixelblazeAdapter is ready with the list of patterns, hears acks and passes over the rest", () => {
  const adapter = new PixelblazeAdapter();
  assertEquals(adapter.greet(), ['{"sendUpdates":false,"listPrograms":true}']);
  const frames = encodeProgramList(PROGRAMS);
  assertEquals(frames.flatMap((frame) => adapter.receive(frame)), [{ type: "ready", detail: "2 patterns" }]);
  assertEquals(adapter.receive('{"ack":1}'), [{ type: "ack" }]);
  assertEquals(adapter.receive('{"fps":40.1,"mem":10000}'), []);
  assertEquals(adapter.receive(new Uint8Array([5, 255, 0, 0])), []);
  assertEquals(adapter.receive("}{").map(({ type }) => type), ["notice"]);
});

Deno.test("PixelblazeAdapter forgets what an earlier connection told", () => {
  const adapter = greeted();
  adapter.greet();
  const { refused } = adapter.encode(new Map([["pattern", "Fire"]]), []);
  assertEquals(refused[0]!.keys, ["pattern"]);
});

Deno.test("PixelblazeAdapter never throws, whatever it is sent", () => {
  const adapter = greeted();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array({ maxLength: 200 })), (data) => {
      for (const { type } of adapter.receive(data)) assert(["ready", "ack", "notice"].includes(type));
    }),
    { numRuns: 500, seed: 3 },
  );
});

const forgets: [name: string, shadow: Record<string, Value>, target: Record<string, Value>, keys: string[]][] = [
  ["nothing while its pattern stays", { pattern: "A", "var:x": 1 }, { pattern: "A", "var:x": 2, "var:y": 3 }, []],
  ["its variables and controls with its pattern", { pattern: "A", brightness: 1, "var:x": 1, "control:sliderHue": 0 }, {
    pattern: "B",
    brightness: 1,
  }, ["var:x", "control:sliderHue"]],
  ["nothing where no pattern is named", { pattern: "A", "var:x": 1, "var:y": 1 }, { "var:y": 1 }, []],
  ["a variable that should have no value by starting its pattern anew", { pattern: "A", "var:x": 1, "var:y": 1 }, {
    pattern: "A",
    "var:y": 1,
  }, ["pattern", "var:x", "var:y"]],
];
for (const [name, shadow, target, keys] of forgets) {
  Deno.test(`PixelblazeAdapter forgets ${name}`, () => {
    assertEquals(greeted().forgets(new Map(Object.entries(shadow)), new Map(Object.entries(target))), keys);
  });
}
