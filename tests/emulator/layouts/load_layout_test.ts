import { assertEquals, assertRejects } from "@std/assert";
import { BUILT_IN_LAYOUTS, loadLayout } from "../../../emulator/layouts/load_layout.ts";
import { ProtocolError } from "../../../protocol/errors.ts";

async function inFile(name: string, text: string, run: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/${name}`, text);
    await run(`${folder}/${name}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("loadLayout() reads JSON, and names the layout after the file", () =>
  inFile("canopy.json", "\uFEFF[[0,0],[1,0]]", async (path) => {
    assertEquals(await loadLayout(path), { name: "canopy", points: [[0, 0, 0], [1, 0, 0]], submodels: {} });
  }));

Deno.test("loadLayout() reads an xLights model", () =>
  inFile("Elf.XMODEL", '<custommodel name="Elf" CustomModel="1,2"/>', async (path) => {
    assertEquals(await loadLayout(path), { name: "Elf", points: [[0, 0, 0], [1, 0, 0]], submodels: {} });
  }));

Deno.test("loadLayout() refuses a file that is no layout", () =>
  inFile("notes.txt", "hello", async (path) => {
    await assertRejects(() => loadLayout(path), ProtocolError, "wanted JSON");
  }));

Deno.test("loadLayout() refuses a file larger than any layout without reading it", () =>
  inFile("huge.json", "", async (path) => {
    await Deno.truncate(path, 12_000_001);
    await assertRejects(() => loadLayout(path), RangeError, "it has 12000001 bytes, at most 12000000 are allowed");
  }));

Deno.test("loadLayout() passes on that there is no file", async () => {
  await assertRejects(() => loadLayout("/nowhere/layout.json"), Deno.errors.NotFound);
});

Deno.test("BUILT_IN_LAYOUTS has the Mini Tree", () => {
  assertEquals(BUILT_IN_LAYOUTS["mini-tree"]!().points.length, 120);
});
