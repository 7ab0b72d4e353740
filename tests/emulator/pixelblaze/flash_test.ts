import { assertEquals, assertRejects } from "@std/assert";
import { isFlashPath, MemoryFlash } from "../../../emulator/pixelblaze/flash.ts";
import { openFlashFolder } from "../../../emulator/pixelblaze/flash_folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Names a file may or may not have. */
const PATHS: readonly (readonly [path: string, allowed: boolean])[] = [
  ["/config.json", true],
  ["/p/7MuJmcy4FZbs9jGbB.c", true],
  ["/a..b", true],
  ["config.json", false],
  ["", false],
  ["/", false],
  ["/p//x", false],
  ["/p/", false],
  ["/../x", false],
  ["/p/./x", false],
  ["/p\\x", false],
  ["/c:x", false],
  ["/p/\u0000", false],
  [`/${"x".repeat(63)}`, false],
];

for (const [path, allowed] of PATHS) {
  Deno.test(`isFlashPath() ${allowed ? "allows" : "refuses"} ${JSON.stringify(path)}`, () => {
    assertEquals(isFlashPath(path), allowed);
  });
}

Deno.test("MemoryFlash counts writes and removals, not reads and not what it is made with", () => {
  const flash = new MemoryFlash([["/a", bytes("1")]]);
  assertEquals(flash.writes, 0);
  flash.write("/b", bytes("2"));
  flash.write("/b", bytes("3"));
  flash.read("/b");
  assertEquals([flash.remove("/a"), flash.remove("/a"), flash.writes], [true, false, 3]);
  assertEquals(flash.list(), ["/b"]);
});

Deno.test("MemoryFlash keeps copies", () => {
  const flash = new MemoryFlash();
  const mine = bytes("x");
  flash.write("/a", mine);
  mine[0] = 0;
  assertEquals(flash.read("/a"), bytes("x"));
});

Deno.test("MemoryFlash refuses what does not fit and keeps what was there", () => {
  const flash = new MemoryFlash([], 1024);
  assertEquals(flash.write("/a", new Uint8Array(256)), true);
  assertEquals(flash.used, 512);
  assertEquals(flash.write("/a", new Uint8Array(900)), false);
  assertEquals(flash.write("/b", new Uint8Array(256)), true);
  assertEquals(flash.write("/c", new Uint8Array(0)), false);
  assertEquals([flash.read("/a")?.length, flash.used, flash.writes], [256, 1024, 2]);
  flash.remove("/b");
  assertEquals(flash.used, 512);
});

Deno.test("openFlashFolder() keeps files from one run to the next", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const first = await openFlashFolder(`${folder}/lawn`);
    first.write("/config.json", bytes("{}"));
    first.write("/p/abc", bytes("1"));
    first.write("/p/abc", bytes("22"));
    first.write("/p/gone", bytes("3"));
    first.remove("/p/gone");
    await first.flushed();
    assertEquals(await Deno.readTextFile(`${folder}/lawn/p/abc`), "22");
    const second = await openFlashFolder(`${folder}/lawn`);
    assertEquals(second.list(), ["/config.json", "/p/abc"]);
    assertEquals([second.read("/p/abc"), second.writes], [bytes("22"), 0]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openFlashFolder() follows no links out of its folder", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/secret`, "x");
    await Deno.mkdir(`${folder}/lawn`);
    await Deno.symlink(`${folder}/secret`, `${folder}/lawn/link`);
    assertEquals((await openFlashFolder(`${folder}/lawn`)).list(), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openFlashFolder() writes and removes nothing through links", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/outside`);
    await Deno.writeTextFile(`${folder}/outside/kept`, "x");
    await Deno.mkdir(`${folder}/lawn`);
    await Deno.symlink(`${folder}/outside`, `${folder}/lawn/p`);
    await Deno.symlink(`${folder}/outside/kept`, `${folder}/lawn/link`);
    const flash = await openFlashFolder(`${folder}/lawn`);
    assertEquals(["/p/abc", "/p", "/link", "/q"].map((path) => flash.write(path, bytes("1"))), [
      false,
      false,
      false,
      true,
    ]);
    assertEquals(flash.remove("/p/kept"), false);
    await flash.flushed();
    assertEquals((await Array.fromAsync(Deno.readDir(`${folder}/outside`))).map(({ name }) => name), ["kept"]);
    assertEquals(await Deno.readTextFile(`${folder}/lawn/link`), "x");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openFlashFolder() takes no file where the disk could not have it, and loses none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const flash = await openFlashFolder(folder);
    const write = (path: string) => flash.write(path, bytes(path));
    assertEquals([write("/a"), write("/a/b"), write("/c/d"), write("/c"), write("/.unfinished")], [
      true,
      false,
      true,
      false,
      false,
    ]);
    assertEquals([flash.remove("/c/d"), write("/c"), write("/x.new")], [true, true, true]);
    await flash.flushed();
    assertEquals((await openFlashFolder(folder)).list(), ["/a", "/c", "/x.new"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openFlashFolder() tells that the disk failed", async () => {
  const folder = await Deno.makeTempDir();
  const flash = await openFlashFolder(`${folder}/lawn`);
  await Deno.remove(folder, { recursive: true });
  await Deno.writeTextFile(folder, "in the way");
  flash.write("/a", bytes("1"));
  await assertRejects(() => flash.flushed(), Error, `Cannot keep the board's flash in ${folder}/lawn`);
  await Deno.remove(folder);
});
