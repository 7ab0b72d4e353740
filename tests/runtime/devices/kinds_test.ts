import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkActions, DEVICE_KINDS, pixelblazeUrl } from "../../../runtime/devices/kinds.ts";
import { type DeviceSpec, type KindName, Problems } from "../../../runtime/model/mod.ts";
import { pixelblaze, pixo, show } from "../../../shows/builder.ts";

const where = { file: "show.yaml", line: 1, column: 1 };
const spec = (kind: KindName, fields: Partial<DeviceSpec>): DeviceSpec => ({ name: "one", kind, where, ...fields });

const reachable: [kind: KindName, fields: Partial<DeviceSpec>][] = [
  ["pixelblaze", { host: "192.168.4.20" }],
  ["pixelblaze", { host: "192.168.4.20:8081" }],
  ["pixelblaze", { host: "canopy.local" }],
  ["pixelblaze", { host: "[fe80::1]" }],
  ["pixelblaze", { host: "[fe80::1]:81" }],
  ["pixelblaze", { boardName: "Lawn" }],
  ["pixo", { port: "/dev/ttyACM0" }],
  ["pixo", { port: "tcp://192.168.4.30:7000" }],
  ["pixo", { port: "tcp://[::1]:7000/" }],
];
for (const [kind, fields] of reachable) {
  Deno.test(`DEVICE_KINDS can reach a ${kind} at ${Object.values(fields)}`, () => {
    assertEquals(DEVICE_KINDS[kind].unreachable(spec(kind, fields)), undefined);
    const found = DEVICE_KINDS[kind].connect(
      spec(kind, fields),
      (name) => name === "Lawn" ? "192.168.4.21" : undefined,
    );
    assertEquals(typeof found, "function");
  });
}

const unreachable: [kind: KindName, fields: Partial<DeviceSpec>, reason: string][] = [
  ["pixelblaze", {}, '"one" has no host: write its address, or name: to find it on the network'],
  [
    "pixelblaze",
    { host: "ws://192.168.4.20" },
    '"ws://192.168.4.20" is no address: wanted 192.168.4.20, or 192.168.4.20:81',
  ],
  ["pixelblaze", { host: "192.168.4.20/x" }, "is no address"],
  ["pixelblaze", { host: "192.168.4.256" }, "is no address"],
  ["pixelblaze", { host: "192.168.4.20:99999" }, "is no address"],
  ["pixelblaze", { host: "a b" }, "is no address"],
  ["pixelblaze", { host: "" }, "is no address"],
  ["pixo", {}, '"one" has no port: write the serial port it is on, such as /dev/ttyACM0, or tcp://host:port'],
  ["pixo", { port: "" }, "has no port"],
  ["pixo", { port: "tcp://somewhere" }, '"tcp://somewhere" is no address: wanted tcp://host:port'],
  ["pixo", { port: "tcp://somewhere:70000" }, "is no address"],
];
for (const [kind, fields, reason] of unreachable) {
  Deno.test(`DEVICE_KINDS cannot reach a ${kind} at "${Object.values(fields)}", and says why`, () => {
    assertStringIncludes(DEVICE_KINDS[kind].unreachable(spec(kind, fields)) ?? "", reason);
  });
}

Deno.test("DEVICE_KINDS looks for a board by its name where it has no address", () => {
  const lawn = spec("pixelblaze", { boardName: "Lawn" });
  assertEquals(DEVICE_KINDS.pixelblaze.connect(lawn, () => undefined), undefined);
  const asked: string[] = [];
  DEVICE_KINDS.pixelblaze.connect({ ...lawn, host: "192.168.4.20" }, (name) => void asked.push(name));
  assertEquals(asked, []);
});

const urls: [host: string, url: string][] = [
  ["192.168.4.20", "ws://192.168.4.20:81"],
  ["192.168.4.20:8081", "ws://192.168.4.20:8081"],
  ["[fe80::1]", "ws://[fe80::1]:81"],
  ["[fe80::1]:8081", "ws://[fe80::1]:8081"],
];
for (const [host, url] of urls) {
  Deno.test(`pixelblazeUrl() of ${host}`, () => assertEquals(pixelblazeUrl(host), url));
}

Deno.test("checkActions() tells of effects and commands that a face would not understand", () => {
  const tree = pixo("tree", { port: "/dev/ttyACM0" });
  const lawn = pixelblaze("lawn", { host: "10.0.0.1" });
  const problems = new Problems();
  checkActions(
    show("Test", {}, (s) => {
      s.at(
        "0s",
        tree.effects({ star: "static|Y", all: "clear" }),
        tree.command("mouth@ai & echo|1"),
        lawn.pattern("A"),
      );
      s.at("1s", tree.effects({ star: "sparkle_everything" }));
      s.at("2s", tree.effects({ "a b": "off" }));
      s.sequence("wrong", (part) => part.at("0s", tree.command("mouth@banana")));
    }),
    problems,
  );
  assertEquals(problems.list.length, 3);
  assertStringIncludes(problems.list[0]!.message, 'got "sparkle_everything"');
  assertStringIncludes(problems.list[1]!.message, "wanted the name of a part such as star");
  assertStringIncludes(problems.list[2]!.message, "banana");
});
