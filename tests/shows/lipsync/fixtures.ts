/** Where the lip-sync fixtures are. */

const FOLDER = new URL("../../fixtures/lipsync/", import.meta.url);

/** The bytes of a fixture. */
export function fixture(name: string): Uint8Array {
  return Deno.readFileSync(new URL(name, FOLDER));
}

/** The text of a fixture. */
export function fixtureText(name: string): string {
  return new TextDecoder().decode(fixture(name));
}

/** The names of all fixtures that are lip-sync files. */
export function fixtureNames(): string[] {
  return [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
    .filter((name) => !name.endsWith(".golden.txt") && name !== "user_words.txt").sort();
}

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
