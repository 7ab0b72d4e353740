import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { devicesCommand } from "../../cli/devices.ts";
import { startFleet } from "../../emulator/fleet.ts";
import { encodeBeacon, ipv4ToId } from "../../protocol/mod.ts";
import { openDatagrams } from "../../runtime/links/udp.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { fakeCompile } from "../emulator/pixelblaze/fake_pattern.ts";
import { captured } from "./captured.ts";
import { freePort } from "./cuelight.ts";

/** A UDP port that nobody uses now. */
async function freeUdpPort(): Promise<number> {
  const socket = await openDatagrams("127.0.0.1", 0, { datagram() {}, error() {} });
  await socket.close();
  return socket.port;
}

const REFUSED: readonly [args: string[], code: number, told: RegExp][] = [
  [["--secnds=1"], 2, /^Unknown option --secnds: did you mean "seconds"\?/],
  [["--seconds=0"], 2, /^--seconds is "0": wanted a number from 0\.1 to 3600/],
  [["lawn"], 2, /^Nothing is known about "lawn"/],
  [["--host=203.0.113.1"], 3, /^Cannot listen on UDP 203\.0\.113\.1:1889: /],
];

for (const [args, code, told] of REFUSED) {
  Deno.test(`cuelight devices ${args.join(" ")} is refused with ${code}`, async () => {
    const result = await captured(() => devicesCommand(args));
    assertMatch(result.stderr, told);
    assertEquals([result.code, result.stdout], [code, ""]);
  });
}

Deno.test("cuelight devices --help teaches", async () => {
  const { code, stdout } = await captured(() => devicesCommand(["--help"]));
  assertEquals(code, 0);
  assertStringIncludes(stdout, "--seconds N");
});

Deno.test("cuelight devices prints the boards it heard, also those that do not answer", async () => {
  const port = await freeUdpPort();
  const wsPort = freePort();
  await using _fleet = await startFleet({
    clock: new RealClock(),
    firstAddress: "127.0.0.61",
    ports: { ws: wsPort, http: 0 },
    boards: ["Lawn", "Canopy\x1b[2J"].map((name, i) => ({ name, pixelCount: 10 + i, compile: fakeCompile })),
    beaconTo: { hostname: "127.0.0.1", port },
  });
  // A board that says that it is there, and nothing else.
  const silent = await openDatagrams("127.0.0.63", 0, { datagram() {}, error() {} });
  const clock = new RealClock();
  const until = clock.now() + 1500;
  const beacon = () => {
    silent.send(encodeBeacon({ id: ipv4ToId("127.0.0.63"), ms: 5 }), port, "127.0.0.1");
    if (clock.now() < until) clock.at(clock.now() + 200, beacon);
  };
  beacon();
  const args = ["--seconds=1.6", "--host=127.0.0.1", `--port=${port}`, `--ws-port=${wsPort}`];
  const human = await captured(() => devicesCommand(args), { terminal: true });
  await silent.close();
  assertEquals(human.code, 0, human.stderr);
  const lines = human.stdout.trimEnd().split("\n");
  assertMatch(lines[0]!, /^name +address +version +pixels +offset$/);
  assertMatch(lines[1]!, /^\? +127\.0\.0\.63 +not set, does not answer: /);
  assertMatch(lines[2]!, /^Canopy\\x1b\[2J +127\.0\.0\.62 +3\.40 +11 +(not set|[+-]\d+ m?s)$/);
  assertMatch(lines[3]!, /^Lawn +127\.0\.0\.61 +3\.40 +10 +/);
  assertEquals(lines.length, 4);
  assertMatch(human.stderr, /listening: 3 boards/);
});

Deno.test("cuelight devices says when it heard none", async () => {
  const port = await freeUdpPort();
  const args = ["--seconds=0.1", "--host=127.0.0.1", `--port=${port}`];
  assertEquals(await captured(() => devicesCommand(args)), {
    code: 0,
    stdout: "",
    stderr: "No board was heard within 0.1 s: see cuelight devices --help\n",
  });
  assertEquals((await captured(() => devicesCommand([...args, "--json"]))).stdout, "[]\n");
});
