import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { pixoCommand } from "../../cli/pixo.ts";
import { BUILT_IN_LAYOUTS } from "../../emulator/layouts/load_layout.ts";
import { serveTcp } from "../../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { type Captured, captured } from "./captured.ts";

const SECRET = "christmas-tree-9";

/** A software Pixo on a free port. */
async function onPixo(test: (run: (args: readonly string[]) => Promise<Captured>, pixo: SoftPixo) => Promise<void>) {
  const pixo = new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!(), name: "Tree", serial: "px-1" });
  await using server = serveTcp(pixo, new RealClock());
  await test((args) => captured(() => pixoCommand([server.address, ...args])), pixo);
}

const REFUSED: readonly [args: string[], code: number, told: RegExp][] = [
  [[], 2, /^Which Pixo\? cuelight pixo \/dev\/ttyACM0 info/],
  [["tcp://127.0.0.1:9"], 2, /^What is it to do\?/],
  [["tcp://127.0.0.1:9", "sned"], 2, /^Unknown action "sned": did you mean "send"\?/],
  [["tcp://127.0.0.1:9", "send"], 2, /^Send what\?/],
  [["tcp://127.0.0.1:9", "send", "chaise|250|R"], 2, /perhaps "chase"/],
  [["tcp://127.0.0.1:9", "info", "x"], 2, /^Nothing is known about "x"/],
  [["tcp://127.0.0.1:9", "info"], 3, /^Cannot connect to tcp:\/\/127\.0\.0\.1:9: .*is it on, and on this network\?\n$/],
  [["/dev/no-such-port", "info"], 3, /^Cannot connect to \/dev\/no-such-port: /],
  [["udp://x:1", "info"], 2, /wanted \/dev\/ttyACM0, or tcp:\/\/host:port/],
];

for (const [args, code, told] of REFUSED) {
  Deno.test(`cuelight pixo ${args.join(" ")} is refused with ${code}`, async () => {
    const result = await captured(() => pixoCommand(args));
    assertMatch(result.stderr, told);
    assertEquals([result.code, result.stdout], [code, ""]);
  });
}

Deno.test("cuelight pixo --help teaches", async () => {
  const { code, stdout } = await captured(() => pixoCommand(["--help"]));
  assertEquals(code, 0);
  assertStringIncludes(stdout, "send LINE...");
});

Deno.test("cuelight pixo info prints what the device tells of itself", async () => {
  await onPixo(async (run) => {
    const { code, stdout } = await run(["info"]);
    assertEquals(code, 0);
    assertMatch(stdout, /^name +Tree$/m);
    assertMatch(stdout, /^serial number +px-1$/m);
    assertEquals(JSON.parse((await run(["info", "--json"])).stdout).name, "Tree");
  });
});

Deno.test("cuelight pixo send does lines in their order and prints the replies", async () => {
  await onPixo(async (run, pixo) => {
    const result = await run(["send", "chase@outline|250|R|W & face@smile", "brightness|40", "mouth@o & name"]);
    assertEquals(result, { code: 0, stdout: ">brightness|40\n>name|Tree\n", stderr: "" });
    const { effects, mouth, brightness } = pixo.state(0);
    assertEquals([effects, mouth, brightness], [{ outline: "chase|250|R|W" }, "o", 40]);
    assertEquals(JSON.parse((await run(["send", "serial", "--json"])).stdout), [{ reply: "serial", serial: "px-1" }]);
    assertMatch((await run(["send", "info"])).stdout, /^>info\|n:Tree\|/);
    assertMatch((await run(["send", "chase|R|W"])).stderr, /left out, taken as 250/);
  });
});

Deno.test("cuelight pixo send does nothing of lines of which one is wrong", async () => {
  await onPixo(async (run, pixo) => {
    const { code, stderr } = await run(["send", "face@smile", "mouth@aii"]);
    assertEquals(code, 2);
    assertMatch(stderr, /mouth/);
    assertEquals(pixo.state(0).mouth, "rest");
  });
});

Deno.test("cuelight pixo send --raw sends what nobody knows, and prints what comes back", async () => {
  await onPixo(async (run, pixo) => {
    const result = await run(["send", "--raw", "party@all|9", "serial"]);
    assertEquals(result, { code: 0, stdout: ">serial|px-1\n", stderr: "" });
    assertEquals(pixo.problems.map(({ command }) => command), ["party@all|9"]);
  });
});

Deno.test("cuelight pixo tells no password", async () => {
  await onPixo(async (run) => {
    const outputs = [
      await run(["send", `wifi_password|${SECRET}`]),
      await run(["send", `wifi_pasword|${SECRET}`]),
      await run(["send", `wifi_password|${SECRET}|x`]),
      await run(["send", `wifi_password|${"x".repeat(99)}${SECRET}`]),
      await run(["send", "--raw", `wifi_password|${SECRET}\x03`]),
    ];
    assertEquals(outputs.map(({ code }) => code), [0, 2, 2, 2, 2]);
    assertEquals(outputs[0]!.stdout, ">wifi_password|<hidden>\n");
    for (const { stdout, stderr } of outputs) assertEquals(`${stdout}${stderr}`.includes(SECRET), false);
  });
});

Deno.test("cuelight pixo lets no device command the terminal, and says when it is silent", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = (async () => {
    for await (const connection of listener) {
      const buffer = new Uint8Array(256);
      const count = await connection.read(buffer);
      const line = new TextDecoder().decode(buffer.subarray(0, count ?? 0));
      const reply = line === "info\n" ? ">info|n:evil\u009b2J\u202egnp|x:\u009b1m\n" : "";
      await connection.write(new TextEncoder().encode(`\x1b[2Jnoise\n${reply}`));
      await connection.read(buffer);
      connection.close();
    }
  })();
  const address = `tcp://127.0.0.1:${listener.addr.port}`;
  const told = await captured(() => pixoCommand([address, "info"]));
  const silent = await captured(() => pixoCommand([address, "send", "name", "--timeout=0.1"]));
  listener.close();
  await served.catch(() => {});
  // deno-lint-ignore no-control-regex -- control characters are exactly what must not be there
  assertEquals(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/.test(told.stdout + told.stderr), false, JSON.stringify(told));
  assertEquals(silent.code, 3);
  assertMatch(silent.stderr, /no answer within 0\.1 s: set it to Command mode, and check its port\n$/);
});
