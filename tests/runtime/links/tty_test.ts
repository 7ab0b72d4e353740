import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { servePty } from "../../../emulator/pixo/serve_pty.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { ttyLink } from "../../../runtime/links/tty.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { hear } from "./heard.ts";

const LONGEST_MS = 5000;
const linux = { ignore: Deno.build.os !== "linux" };

Deno.test("ttyLink() talks to a face on a terminal, and is lost when it is unplugged", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree" });
  const server = await servePty(pixo, new ManualClock());
  const { link, events, until } = hear(ttyLink(server.address));
  await deadline(until("open"), LONGEST_MS);
  link.send("mouth@ai\nname\n");
  assertEquals(link.busy, true);
  assertEquals(
    await deadline(until("bytes"), LONGEST_MS),
    `bytes: ${new TextEncoder().encode(">name|Tree\n").toHex()}`,
  );
  await deadline(until("idle"), LONGEST_MS);
  assertEquals([link.busy, pixo.state(0).mouth], [false, "ai"]);
  await server.close();
  assertMatch(await deadline(until("lost"), LONGEST_MS), /Input\/output error|the other side closed it/);
  link.send("mouth@o\n");
  link.close();
  assertEquals(events.filter((event) => event.startsWith("lost")).length, 1);
});

Deno.test("ttyLink() sets the terminal raw", linux, async () => {
  const server = await servePty(new SoftPixo({ layout: miniTree() }), new ManualClock());
  await stty(server.address, "sane");
  const { link, until } = hear(ttyLink(server.address));
  await deadline(until("open"), LONGEST_MS);
  const settings = await stty(server.address, "-a");
  for (const off of ["-icanon", "-echo", "-opost", "-icrnl", "-isig"]) assertStringIncludes(settings, `${off} `);
  link.send("echo|1\n");
  await deadline(until("bytes"), LONGEST_MS);
  link.close();
  await server.close();
});

async function stty(path: string, setting: string): Promise<string> {
  const { stdout } = await new Deno.Command("stty", { args: ["-F", path, setting] }).output();
  return `${new TextDecoder().decode(stdout).replaceAll(/\s+/g, " ")} `;
}

Deno.test("ttyLink() close() leaves the terminal to the next one", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree" });
  const server = await servePty(pixo, new ManualClock());
  const first = hear(ttyLink(server.address));
  await deadline(first.until("open"), LONGEST_MS);
  first.link.send("echo|1\n");
  await deadline(first.until("bytes"), LONGEST_MS);
  first.link.close();
  const second = hear(ttyLink(server.address));
  await deadline(second.until("open"), LONGEST_MS);
  // The read of the first that still waits in the system gets the next bytes, 1024 at most.
  second.link.send("mouth@o\n" + "name\n".repeat(200));
  await deadline(second.until("bytes"), LONGEST_MS);
  assertEquals(pixo.state(0).mouth, "o");
  second.link.close();
  await server.close();
  assert(!first.events.some((event) => event.startsWith("lost")));
});

Deno.test(
  "ttyLink() says what is wrong with a port that is not there, and with one that is no terminal",
  linux,
  async () => {
    const missing = hear(ttyLink("/dev/ttyACM99"));
    assertMatch(
      await deadline(missing.until("lost"), LONGEST_MS),
      /^lost: Cannot open \/dev\/ttyACM99: .*No such file or directory; is the device plugged in\?$/,
    );
    const file = await Deno.makeTempFile();
    const wrong = hear(ttyLink(file));
    assertMatch(await deadline(wrong.until("lost"), LONGEST_MS), /^lost: Cannot open .*Inappropriate ioctl/);
    await Deno.remove(file);
  },
);
