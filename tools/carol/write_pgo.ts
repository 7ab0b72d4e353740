/**
 * Writes examples/singing_tree/silent_night.pgo, a Papagayo project (version 1): what the tree sings, and the choir
 * that joins in the last two lines of each verse.
 *
 *     deno run -A tools/carol/write_pgo.ts
 *
 * @module
 */

import { mouthLine } from "./mouths.ts";
import { FPS } from "./score.ts";
import { CAROL_SECONDS, type Line, plain, singLowerPart, singMelody } from "./singing.ts";

/** The project as text. */
export function pgoText(): string {
  const voices = [voice("Tree", singMelody()), voice("Choir", singLowerPart())];
  return [
    "lipsync version 1",
    "silent_night.wav",
    FPS,
    Math.round(CAROL_SECONDS * FPS),
    voices.length,
    ...voices.flat(),
    "",
  ].join("\n");
}

function voice(name: string, lines: readonly Line[]): string[] {
  const text = lines.map((line) => line.words.map((word) => word.text).join(" "));
  return [
    `\t${name}`,
    `\t${text.join("|")}`,
    `\t${lines.length}`,
    ...lines.flatMap((line, i) => phrase(line, text[i]!)),
  ];
}

/** Papagayo counts the last frame of a phrase or word as part of it. */
function phrase(line: Line, text: string): string[] {
  const words = mouthLine(line);
  return [
    `\t\t${text}`,
    `\t\t${words[0]!.start}`,
    `\t\t${words.at(-1)!.end - 1}`,
    `\t\t${words.length}`,
    ...words.flatMap((word) => [
      `\t\t\t${plain(word.text)} ${word.start} ${word.end - 1} ${word.shapes.length}`,
      ...word.shapes.map((shape) => `\t\t\t\t${shape.frame} ${shape.mouth}`),
    ]),
  ];
}

if (import.meta.main) {
  const file = new URL("../../examples/singing_tree/silent_night.pgo", import.meta.url);
  await Deno.writeTextFile(file, pgoText());
}
