/** Golden files: text that a test must bring forth again, letter for letter. @module */

import { assertEquals } from "@std/assert";

/** Compares with `tests/golden/<name>`; with `UPDATE_GOLDEN=1` in the environment it is written instead. */
export async function assertGolden(name: string, text: string): Promise<void> {
  const path = new URL(`../golden/${name}`, import.meta.url);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") return await Deno.writeTextFile(path, text);
  assertEquals(text.split("\n"), (await Deno.readTextFile(path)).split("\n"), `differs from tests/golden/${name}`);
}
