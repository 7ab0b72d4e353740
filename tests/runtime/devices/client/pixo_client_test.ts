import { assertEquals, assertRejects } from "@std/assert";
import { BUILT_IN_LAYOUTS } from "../../../../emulator/layouts/load_layout.ts";
import { pixoPeer } from "../../../../emulator/pixo/pixo_peer.ts";
import { serveTcp } from "../../../../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../../../../emulator/pixo/soft_pixo.ts";
import { ProtocolError } from "../../../../protocol/mod.ts";
import { DeviceError } from "../../../../runtime/devices/client/device_error.ts";
import { PixoClient, type PixoClientOptions } from "../../../../runtime/devices/client/pixo_client.ts";
import { pixoPort } from "../../../../runtime/devices/client/pixo_port.ts";
import type { Connect } from "../../../../runtime/links/link.ts";
import { type MemoryLink, memoryLink } from "../../../../runtime/links/memory.ts";
import { ManualClock } from "../../../../runtime/time/manual_clock.ts";
import { RealClock } from "../../../../runtime/time/real_clock.ts";
import { failure, settle } from "./support.ts";

const SECRET = "christmas-tree-9";

function makePixo(): SoftPixo {
  return new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!(), name: "Tree", serial: "px-1" });
}

/** A client of a device that does what a test says with each line. */
async function scriptedPixo(answer: (line: string) => string, options: PixoClientOptions = {}) {
  const clock = new ManualClock();
  const got: { at: number; line: string }[] = [];
  let send = (_data: string) => {};
  const link: MemoryLink = memoryLink({
    accept(reply) {
      send = reply;
      return {
        receive(data) {
          got.push({ at: clock.now(), line: String(data) });
          const text = answer(String(data));
          if (text !== "") reply(text);
        },
        closed() {},
      };
    },
  }, clock);
  const client = await settle(clock, PixoClient.connect("/dev/ttyACM0", { clock, connect: link.connect, ...options }));
  return { clock, client, got, link, send: (data: string) => send(data) };
}

Deno.test("PixoClient asks and sets what a device tells of itself", async () => {
  const clock = new ManualClock();
  const pixo = makePixo();
  const { connect } = memoryLink(pixoPeer(pixo, clock), clock);
  const client = await settle(clock, PixoClient.connect("/dev/ttyACM0", { clock, connect }));
  const info = await settle(clock, client.info());
  assertEquals([info.name, info.serial], ["Tree", "px-1"]);
  assertEquals(await settle(clock, client.setName("Singing Tree 1")), "Singing Tree 1");
  assertEquals(await settle(clock, client.getName()), "Singing Tree 1");
  assertEquals(await settle(clock, client.setPersona("singing-tree")), "singing-tree");
  assertEquals(await settle(clock, client.getPersona()), "singing-tree");
  assertEquals(await settle(clock, client.getSerial()), "px-1");
  assertEquals(await settle(clock, client.echo("hello there")), "hello there");
  assertEquals(await settle(clock, client.setBrightness(0.375)), 0.375);
  assertEquals(await settle(clock, client.setBrightnessRaw(0.25)), 0.25);
  await settle(clock, client.setWifi({ ssid: "show", password: SECRET, enabled: true }));
  const after = await settle(clock, client.info());
  assertEquals([after.wifiSsid, after.wifiEnabled], ["show", true]);
  assertEquals(await settle(clock, client.ping()), 0);
  await client.close();
});

Deno.test("PixoClient shows effects and faces", async () => {
  const clock = new ManualClock();
  const pixo = makePixo();
  const { connect } = memoryLink(pixoPeer(pixo, clock), clock);
  const client = await settle(clock, PixoClient.connect("/dev/ttyACM0", { clock, connect }));
  await settle(clock, client.effect("chase|250|R|W", "outline"));
  await settle(clock, client.effect({ command: "static", colour: { h: 0, s: 1, v: 1 } }));
  await settle(clock, client.off("star"));
  await settle(clock, client.clear("outline"));
  await settle(clock, client.face("sleep"));
  await settle(clock, client.mouth("o"));
  clock.advance(0);
  const { effects, eyes, mouth } = pixo.state(clock.now());
  assertEquals([effects, eyes, mouth], [{ all: "static|R", star: "off" }, "closed", "o"]);
  await settle(clock, client.eyes("open"));
  clock.advance(0);
  assertEquals(pixo.state(clock.now()).eyes, "open");
  assertEquals(pixo.problems, []);
  await assertRejects(() => client.effect("chaise|250|R"), ProtocolError, 'perhaps "chase"');
});

Deno.test("PixoClient.send() joins commands to lines that fit, at most 25 in a second", async () => {
  const { client, clock, got } = await scriptedPixo(() => "");
  await settle(
    clock,
    client.send(...Array.from({ length: 30 }, () => ({ command: "mouth", target: "rest" } as const))),
  );
  clock.advance(0);
  assertEquals(got.map(({ line }) => line.length <= 201), [true, true]);
  assertEquals(got.map(({ line }) => line.trim().split("&").length), [18, 12]);
  await settle(clock, Promise.all(Array.from({ length: 60 }, () => client.mouth("e"))));
  for (const { at } of got) {
    assertEquals(got.filter((other) => other.at >= at && other.at < at + 1000).length <= 25, true);
  }
});

Deno.test("PixoClient takes replies by their name, whatever else the device says", async () => {
  const { client, clock, send } = await scriptedPixo((line) =>
    line === "name\n"
      ? "name\r\n>alert|hot\r\nbooting\r\n>serial|wrong\r\n>na"
      : line === "serial\n"
      ? ">serial|px-9\n"
      : ""
  );
  const replies = client.replies();
  const name = client.getName();
  clock.advance(0);
  send("me|Tree\n");
  assertEquals(await settle(clock, name), "Tree");
  assertEquals(await settle(clock, client.getSerial()), "px-9");
  const heard: string[] = [];
  for await (const { reply } of replies) if (heard.push(reply) === 4) break;
  assertEquals(heard, ["other", "serial", "name", "serial"]);
});

Deno.test("PixoClient.ping() takes no echo for its own that is not", async () => {
  const { client, clock, send } = await scriptedPixo((line) => line.startsWith("echo") ? ">echo|of before\n" : "");
  const round = client.ping();
  clock.advance(0);
  // Were the first echo taken, the round would be over before the clock goes on.
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  clock.advance(30);
  send(">echo|cuelight-1\n");
  assertEquals(await settle(clock, round), 30);
});

Deno.test("PixoClient fails in time when nobody answers, and what is sent later is still answered", async () => {
  let silent = true;
  const { client, clock } = await scriptedPixo((line) => silent ? "" : line === "info\n" ? ">info|n:Tree\n" : "");
  const { error, after } = await failure(clock, client.info());
  assertEquals(error instanceof DeviceError && [error.code, error.message], [
    "timeout",
    "Cannot read its info on /dev/ttyACM0: no answer within 2 s: set it to Command mode, and check its port",
  ]);
  assertEquals(after, 2000);
  await settle(clock, client.face("rest"));
  silent = false;
  assertEquals((await settle(clock, client.info())).name, "Tree");
});

Deno.test("PixoClient survives a line that turns to noise", async () => {
  const { client, clock, link } = await scriptedPixo((line) => line.startsWith("echo") ? `>${line}` : "");
  link.faults.garbage = 0.5;
  let answered = 0;
  for (let turn = 0; turn < 40; turn++) {
    try {
      assertEquals(await settle(clock, client.echo(`turn ${turn}`)), `turn ${turn}`);
      answered++;
    } catch (error) {
      assertEquals(error instanceof DeviceError, true, String(error));
    }
  }
  assertEquals(answered > 0 && answered < 40, true, `${answered}`);
});

Deno.test("PixoClient tells no password, whatever goes wrong", async () => {
  const { client, clock, link } = await scriptedPixo(() => "");
  const errors: unknown[] = [(await failure(clock, client.setWifi({ password: SECRET }))).error];
  errors.push((await failure(clock, client.setWifi({ password: `${SECRET}|` }))).error);
  errors.push((await failure(clock, client.sendLine(`wifi_password|${SECRET}\x03`))).error);
  errors.push((await failure(clock, client.sendLine(`wifi_password|${SECRET.repeat(100)}`))).error);
  const open = client.setWifi({ password: SECRET });
  link.drop("unplugged");
  errors.push((await failure(clock, open)).error);
  assertEquals(errors.map((error) => (error as Error).name), [
    "DeviceError",
    "RangeError",
    "RangeError",
    "RangeError",
    "DeviceError",
  ]);
  for (const error of errors) assertEquals(Deno.inspect(error, { showHidden: true, depth: 9 }).includes(SECRET), false);
});

Deno.test("PixoClient.sendLine() sends a line as it stands", async () => {
  const { client, clock, got } = await scriptedPixo(() => "");
  await settle(clock, client.sendLine("party@all|9\r\n"));
  clock.advance(0);
  assertEquals(got.map(({ line }) => line), ["party@all|9\n"]);
});

Deno.test("PixoClient waits for a port that is busy", async () => {
  const clock = new ManualClock();
  let busy = false;
  const sent: string[] = [];
  let idle = () => {};
  const connect: Connect = (events) => {
    idle = () => {
      busy = false;
      events.idle();
    };
    clock.at(0, () => events.open());
    return {
      get busy() {
        return busy;
      },
      send(data) {
        // As the links of serial ports do.
        if (busy) return;
        sent.push(String(data));
        busy = true;
      },
      close() {},
    };
  };
  const client = await settle(clock, PixoClient.connect("/dev/ttyACM0", { clock, connect }));
  const both = Promise.all([client.mouth("o"), client.mouth("e")]);
  clock.advance(25);
  assertEquals(sent, ["mouth@o\n"]);
  idle();
  clock.advance(25);
  assertEquals(sent, ["mouth@o\n", "mouth@e\n"]);
  idle();
  await settle(clock, both);
  const stuck = client.mouth("u");
  clock.advance(0);
  const { error, after } = await failure(clock, Promise.all([stuck, client.mouth("l")]));
  assertEquals([(error as DeviceError).code, after], ["timeout", 2000]);
  // What was to go next is not lost: it goes as soon as the port takes it.
  clock.advance(25);
  idle();
  clock.advance(25);
  assertEquals(sent.slice(2), ["mouth@u\n", "mouth@l\n"]);
});

Deno.test("PixoClient.replies() ends when it is told to, and with the port", async () => {
  const { client, clock, link } = await scriptedPixo(() => "");
  const stop = new AbortController();
  const first = client.replies({ signal: stop.signal }).next();
  const second = client.replies().next();
  stop.abort(new Error("enough"));
  assertEquals(((await failure(clock, first)).error as Error).message, "enough");
  link.drop("unplugged");
  assertEquals(((await failure(clock, second)).error as DeviceError).code, "lost");
  assertEquals((await client.replies().next()).done, true);
});

Deno.test("pixoPort() takes ttys and tcp addresses", async () => {
  for (const bad of ["", "udp://x:1", "tcp://x", "tcp://x:0", "tcp://x:99999"]) {
    await assertRejects(() => PixoClient.connect(bad), RangeError, "wanted /dev/ttyACM0, or tcp://host:port");
  }
  assertEquals(typeof pixoPort("tcp://[::1]:7000", undefined), "function");
});

Deno.test("PixoClient talks to a software Pixo over TCP", async () => {
  const pixo = makePixo();
  await using server = serveTcp(pixo, new RealClock());
  await using client = await PixoClient.connect(server.address);
  assertEquals((await client.info()).name, "Tree");
  await client.effect("rainbow|2000|20");
  await client.face("smile");
  assertEquals(await client.echo("done"), "done");
  assertEquals([pixo.state(0).effects, pixo.state(0).mouth], [{ all: "rainbow|2000|20" }, "smile"]);
  const port = server.address;
  await server.close();
  await client.close();
  await assertRejects(() => PixoClient.connect(port), DeviceError, `Cannot connect to ${port}:`);
});

Deno.test("PixoClient says that a serial port is not there", async () => {
  await assertRejects(
    () => PixoClient.connect("/dev/no-such-port"),
    DeviceError,
    "Cannot connect to /dev/no-such-port:",
  );
});
