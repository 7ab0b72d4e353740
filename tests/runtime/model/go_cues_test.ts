import { assertEquals } from "@std/assert";
import { timelineOf } from "./notation.ts";

Deno.test("compileAll() gives every cue that waits a moment of its own", () => {
  const { cues } = timelineOf("0s b pattern=A\ngo b pattern=B\ngo b pattern=C\n5s b dark/2s\ngo b pattern=D");
  assertEquals(cues.map(({ at, hold }) => [at, hold]), [[0, false], [0.001, true], [0.002, true], [5000, false], [
    7000,
    true,
  ]]);
});

Deno.test("compileAll() leaves out a blink of eyes that are closed or off", () => {
  const face = timelineOf("0s t eyes=closed\n1s t blink\n2s t eyes=open\n3s t blink").devices.get("t")!;
  assertEquals(face.instants.map(({ at }) => at), [3000]);
});
