import { assertEquals } from "@std/assert";
import { importLipsync, toMouths } from "../../../shows/lipsync/mod.ts";
import { mouthPicture } from "../../../shows/lipsync/mouth_picture.ts";
import { fixture } from "./fixtures.ts";

Deno.test("mouthPicture() draws every mouth, its words below", () => {
  const speech = importLipsync(fixture("joy.pgo"));
  const [voice] = speech.voices;
  const picture = mouthPicture(toMouths(speech), voice === undefined ? {} : { voice });
  assertEquals(
    picture,
    "  0:00.0   ▂oooo▂•▂█o▅▅▅▄▄▂▂     █▄██___▂▂▂██___\n" +
      "           joy  to the world     the lamp is come",
  );
});

Deno.test("mouthPicture() begins a new line when one is full, and leaves out those without a mouth", () => {
  const track = [
    { at: 0, mouth: "rest" },
    { at: 100, mouth: "ai" },
    { at: 2100, mouth: "rest" },
    { at: 65_000, mouth: "o" },
    { at: 65_100, mouth: "rest" },
  ] as const;
  assertEquals(
    mouthPicture(track, { column: 100, width: 10 }),
    "  0:00.0  █████████\n  0:01.0 ██████████\n  0:02.0 █\n  1:05.0 O",
  );
});

Deno.test("mouthPicture() shows closed lips even where another mouth lasts longer", () => {
  const track = [{ at: 0, mouth: "ai" }, { at: 20, mouth: "mbp" }, { at: 100, mouth: "rest" }] as const;
  assertEquals(mouthPicture(track), "  0:00.0 _");
});

Deno.test("mouthPicture() draws nothing for a mouth that only rests", () => {
  assertEquals(mouthPicture([{ at: 0, mouth: "rest" }]), "");
});
