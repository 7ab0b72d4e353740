import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { PixoAdapter } from "../../../runtime/devices/pixo.ts";
import type { Instant, Value } from "../../../runtime/model/mod.ts";

function lines(changes: Record<string, Value>, instants: readonly Instant[] = []): string[] {
  return new PixoAdapter().encode(new Map(Object.entries(changes)), instants).messages.map(({ data }) => String(data));
}

const cases: [name: string, changes: Record<string, Value>, instants: Instant[], lines: string[]][] = [
  ["nothing as nothing", {}, [], []],
  [
    "the mouth first, all before its parts",
    {
      brightness: 0.5,
      "effect:star": "static|Y",
      "effect:all": "off",
      eyes: "closed",
      mouth: "ai",
    },
    [],
    ["mouth@ai&eyes@closed&off@all&static@star|Y&brightness|50\n"],
  ],
  ["dark as raw 0, because 0 % is lit", { brightness: 0 }, [], ["brightness_raw|0\n"]],
  ["brightness in tenths of a percent", { brightness: 0.12345 }, [], ["brightness|12.3\n"]],
  ["instants after the values", { mouth: "o" }, [
    { at: 0, name: "blink" },
    { at: 0, name: "command", value: "echo|1" },
  ], ["mouth@o&eyes@blink&echo|1\n"]],
];
for (const [name, changes, instants, wanted] of cases) {
  Deno.test(`PixoAdapter encodes ${name}`, () => assertEquals(lines(changes, instants), wanted));
}

Deno.test("PixoAdapter begins a new line before one gets longer than 200 letters", () => {
  const changes = new Map(Array.from({ length: 12 }, (_, i) => [`effect:part_number_${i}`, "static|Y"] as const));
  const { messages } = new PixoAdapter().encode(changes, [{ at: 0, name: "blink" }]);
  assertEquals(messages.length, 2);
  for (const { data } of messages) assert(data.length <= 201, String(data.length));
  assertEquals(messages.flatMap(({ makes }) => makes.map(([key]) => key)), [...changes.keys()]);
  assertEquals(messages.map(({ fires }) => fires), [0, 1]);
});

Deno.test("PixoAdapter says that an effect on all clears those on parts", () => {
  const clears = (key: string) => new PixoAdapter().encode(new Map([[key, "off"]]), []).messages[0]!.clears;
  assertEquals(["mouth", "effect:all", "effect:star"].filter(clears("effect:all")!), ["effect:all", "effect:star"]);
  assertEquals(clears("effect:star"), undefined);
});

Deno.test("PixoAdapter refuses an effect it does not know, and sends the rest", () => {
  const { messages, refused } = new PixoAdapter().encode(
    new Map<string, Value>([["effect:star", "sparkle_everything"], ["mouth", "ai"]]),
    [],
  );
  assertEquals(messages.map(({ data }) => data), ["mouth@ai\n"]);
  assertEquals(refused.map(({ keys }) => keys), [["effect:star"]]);
  assert(refused[0]!.reason.startsWith('cannot be told effect:star "sparkle_everything": '), refused[0]!.reason);
});

Deno.test("PixoAdapter is ready with the info, hears the echo, and passes over what is no reply", () => {
  const adapter = new PixoAdapter();
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree", serial: "abc123" });
  const info = `${pixo.receive("info", 0)[0]}\n`;
  assertEquals(adapter.greet(), ["info\n"]);
  assertEquals(adapter.receive("boot messa"), []);
  assertEquals(adapter.receive("ge\n"), []);
  assertEquals(adapter.receive(info), [{ type: "ready", detail: "Tree, abc123, soft-pixo" }]);
  assertEquals(adapter.receive(new TextEncoder().encode(">echo|cuelight\n")), [{ type: "ack" }]);
  assertEquals(adapter.receive(">\n").map(({ type }) => type), ["notice"]);
});

Deno.test("PixoAdapter forgets half a line of an earlier connection", () => {
  const adapter = new PixoAdapter();
  adapter.receive(">ec");
  adapter.greet();
  assertEquals(adapter.receive(">echo|cuelight\n"), [{ type: "ack" }]);
});

Deno.test("PixoAdapter never throws, whatever it is sent", () => {
  const adapter = new PixoAdapter();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 200 })), (data) => {
      for (const { type } of adapter.receive(data)) assert(["ready", "ack", "notice"].includes(type));
    }),
    { numRuns: 500, seed: 3 },
  );
});

const forgets: [name: string, target: Record<string, Value>, keys: string[]][] = [
  ["nothing while the effect on all stays", { mouth: "o", "effect:all": "off", "effect:star": "wipe|R" }, []],
  ["all effects with a new one on all", { "effect:all": "static|R", "effect:star": "static|Y" }, [
    "effect:all",
    "effect:star",
  ]],
  ["all effects with the same one on all, which covers a part", { "effect:all": "off" }, ["effect:all", "effect:star"]],
];
for (const [name, target, keys] of forgets) {
  Deno.test(`PixoAdapter forgets ${name}`, () => {
    const shadow = new Map([["mouth", "ai"], ["effect:all", "off"], ["effect:star", "static|Y"]]);
    assertEquals(new PixoAdapter().forgets(shadow, new Map(Object.entries(target))), keys);
  });
}
