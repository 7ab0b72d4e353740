import { assert, assertEquals, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { servePty } from "../../../emulator/pixo/serve_pty.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";

const LONGEST_MS = 5000;

/** Both directions of a terminal, as a client opens them. */
class Client {
  #seen = "";
  constructor(readonly input: Deno.FsFile, readonly output: Deno.FsFile) {}

  static async open(path: string): Promise<Client> {
    const { success } = await new Deno.Command("stty", { args: ["-F", path, "raw", "-echo"] }).output();
    assert(success);
    return new Client(await Deno.open(path, { read: true }), await Deno.open(path, { write: true }));
  }

  async send(text: string): Promise<void> {
    await deadline(this.output.write(new TextEncoder().encode(text)), LONGEST_MS);
  }

  /** Reads until the text ends in `end`, and gives what came. */
  async until(end: string): Promise<string> {
    const bytes = new Uint8Array(4096);
    while (!this.#seen.endsWith(end)) {
      const count = await deadline(this.input.read(bytes), LONGEST_MS);
      // A read that waits when the terminal goes fails; one that begins after it has gone is at the end.
      if (count === null) throw new Error("Input/output error: the terminal has gone");
      this.#seen += new TextDecoder().decode(bytes.subarray(0, count));
    }
    const seen = this.#seen;
    this.#seen = "";
    return seen;
  }

  [Symbol.dispose](): void {
    this.input.close();
    this.output.close();
  }
}

const linux = { ignore: Deno.build.os !== "linux" };

Deno.test("servePty() answers on a real terminal", linux, async () => {
  const clock = new ManualClock(1000);
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree", serial: "t1" });
  await using server = await servePty(pixo, clock);
  using client = await Client.open(server.address);
  await client.send("name\r\nmouth@ai & eyes@blink\necho|1\r");
  assertEquals(await client.until(">echo|1\n"), ">name|Tree\n>echo|1\n");
  assertEquals(pixo.state(1099), { ...pixo.state(1000), eyes: "closed", mouth: "ai" });
  assertEquals(pixo.state(1100).eyes, "open");
  assertEquals(pixo.problems, []);
});

Deno.test("servePty() takes a line in pieces, from one client after another", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree() });
  await using server = await servePty(pixo, new ManualClock());
  {
    using first = await Client.open(server.address);
    await first.send("static@star|Y\nna");
    await first.send("me|One\n");
    assertEquals(await first.until(">name|One\n"), ">name|One\n");
  }
  using second = await Client.open(server.address);
  await second.send("name\n");
  assertEquals(await second.until("\n"), ">name|One\n");
  assertEquals(pixo.state(0).effects, { star: "static|Y" });
});

Deno.test("servePty() keeps the order of many lines", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree() });
  await using server = await servePty(pixo, new ManualClock());
  using client = await Client.open(server.address);
  const numbers = Array.from({ length: 500 }, (_, i) => i);
  const reading = client.until(">echo|499\n");
  await client.send(numbers.map((i) => `echo|${i}\n`).join(""));
  assertEquals(await reading, numbers.map((i) => `>echo|${i}\n`).join(""));
});

Deno.test("servePty() is in raw mode before any client has set it", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree() });
  await using server = await servePty(pixo, new ManualClock());
  using client = new Client(
    await Deno.open(server.address, { read: true }),
    await Deno.open(server.address, { write: true }),
  );
  for (const text of ["a", "b"]) {
    await client.send(`echo|${text}\n`);
    assertEquals(await client.until("\n"), `>echo|${text}\n`);
  }
  assertEquals(pixo.problems, []);
});

Deno.test("servePty() drops whole replies when nobody reads them, and goes on", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree() });
  await using server = await servePty(pixo, new ManualClock());
  using client = await Client.open(server.address);
  const text = "x".repeat(190);
  // 200 kB of replies: more than the terminal and the server keep.
  for (let i = 0; i < 10; i++) await client.send(`echo|${text}\n`.repeat(100));
  await client.send("brightness|7\n");
  let replies = "";
  while (replies.length < 60_000) replies += await client.until("\n");
  await client.send("echo|end\n");
  replies += await client.until(">echo|end\n");
  const lines = new Set(replies.split("\n"));
  lines.delete(">brightness|7");
  assertEquals([...lines], [`>echo|${text}`, ">echo|end", ""]);
  assert(replies.length < 180_000, `${replies.length} characters were kept`);
  assertEquals(pixo.state(0).brightness, 7);
});

Deno.test("servePty() close() is an unplugged cable to the client, and closing again does nothing", linux, async () => {
  const server = await servePty(new SoftPixo({ layout: miniTree() }), new ManualClock());
  using client = await Client.open(server.address);
  const lost = assertRejects(() => client.until("\n"), Error, "Input/output error");
  await Promise.all([server.close(), server.close()]);
  await server.close();
  await lost;
  await assertRejects(() => Deno.open(server.address), Deno.errors.NotFound);
});

Deno.test("servePty() puts a link to the terminal, replaces an old link, and removes its own", linux, async () => {
  const folder = await Deno.makeTempDir();
  const linkPath = `${folder}/pixo`;
  await Deno.symlink("/nowhere", linkPath);
  const pixo = new SoftPixo({ layout: miniTree() });
  const server = await servePty(pixo, new ManualClock(), { linkPath });
  assertEquals(await Deno.readLink(linkPath), server.address);
  {
    using client = await Client.open(linkPath);
    await client.send("serial\n");
    assertEquals(await client.until("\n"), ">serial|soft-pixo-1\n");
  }
  await server.close();
  await assertRejects(() => Deno.lstat(linkPath), Deno.errors.NotFound);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("servePty() does not replace a file by its link", linux, async () => {
  const linkPath = await Deno.makeTempFile();
  const pixo = new SoftPixo({ layout: miniTree() });
  await assertRejects(() => servePty(pixo, new ManualClock(), { linkPath }), Deno.errors.AlreadyExists);
  await Deno.remove(linkPath);
});

async function openFiles(): Promise<number> {
  let count = 0;
  for await (const _ of Deno.readDir("/proc/self/fd")) count++;
  return count;
}

Deno.test("servePty() leaves no file open", linux, async () => {
  const pixo = new SoftPixo({ layout: miniTree() });
  const before = await openFiles();
  for (let i = 0; i < 5; i++) await (await servePty(pixo, new ManualClock())).close();
  assertEquals(await openFiles(), before);
});
