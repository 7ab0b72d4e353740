import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { startMusic } from "../../cli/music.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { cuelight, withFiles } from "./cuelight.ts";

const SHOW = `devices: { canopy: { kind: pixelblaze, host: "127.0.0.1:9" } }
audio: song.wav
cues:
  - { at: 0s, canopy: { brightness: 50% } }
  - { at: 0.3s, canopy: { brightness: 60% } }
`;

const hasMpv = await new Deno.Command("mpv", { args: ["--version"], stdout: "null", stderr: "null" }).output()
  .then(({ success }) => success, () => false);

Deno.test("cuelight play goes on without music when mpv is not installed", async () => {
  await withFiles({ "show.yaml": SHOW, "song.wav": "" }, async (folder) => {
    const { code, stderr } = await cuelight(["play", "show.yaml", "--no-sync", "--no-wait"], folder, undefined, {
      PATH: folder,
    });
    assertStringIncludes(stderr, "song.wav is not played: mpv is not installed");
    assertEquals(code, 0);
  });
});

Deno.test("cuelight play --no-music says nothing of music", async () => {
  await withFiles({ "show.yaml": SHOW, "song.wav": "" }, async (folder) => {
    const { stderr } = await cuelight(
      ["play", "show.yaml", "--no-sync", "--no-wait", "--no-music"],
      folder,
      undefined,
      { PATH: folder },
    );
    assert(!stderr.includes("song.wav"), stderr);
  });
});

Deno.test({
  name: hasMpv
    ? "startMusic() plays and leaves nothing behind"
    : "startMusic() plays (left out: there is no mpv on this machine)",
  ignore: !hasMpv,
  fn: async () => {
    const clock = new RealClock();
    const told: string[] = [];
    const music = await startMusic("examples/singing_tree/silent_night.wav", 0, clock, (text) => told.push(text));
    music?.follow(1000, 1);
    await music?.close();
    assertEquals(told, []);
    assert(music !== undefined);
  },
});
