/** The same show in YAML and in TypeScript is the same timeline. */

import { assertEquals } from "@std/assert";
import {
  compileAll,
  type Compiled,
  KINDS,
  placeOf,
  Problems,
  type Show,
  type Timeline,
} from "../../runtime/model/mod.ts";
import { readLipsyncs } from "../../shows/lipsync_actions.ts";
import { readYamlShow } from "../../shows/yaml.ts";
import { stateText, tracksText } from "../runtime/model/notation.ts";
import built from "./every_action.ts";

const YAML = new URL("../fixtures/shows/every_action.yaml", import.meta.url);
const text = await Deno.readTextFile(YAML);
const read = readYamlShow(text, "every_action.yaml");

async function compiled(show: Show): Promise<Compiled> {
  const problems = new Problems();
  const full = await readLipsyncs(show, () => Promise.reject(new Error("no file is named")), problems);
  assertEquals(problems.list, []);
  return compileAll(full);
}

const ofYaml = await compiled(read.show!);
const ofTypeScript = await compiled(built);

/** Everything of a timeline but the places of what was written. */
function plain({ title, duration, audio, cues, markers, devices }: Timeline) {
  return {
    title,
    duration,
    audio,
    cues,
    markers,
    devices: [...devices.values()].map((device) => {
      const { where: _where, ...spec } = device.spec;
      const { name, kind, rateHz, sampleMs, latencyMs, points, instants } = device;
      return { name, kind, rateHz, sampleMs, latencyMs, points, instants, spec };
    }),
  };
}

Deno.test("every_action.yaml has every action of both kinds", () => {
  const used = new Set(
    [...read.show!.cues, ...Object.values(read.show!.sequences).flat()]
      .flatMap(({ steps }) => steps).flatMap(({ actions }) => actions).map((action) => action.do),
  );
  assertEquals([...used].sort(), [...new Set(Object.values(KINDS).flatMap(({ actions }) => actions))].sort());
});

Deno.test("every_action is the same timeline in YAML and TypeScript", () => {
  assertEquals(read.problems.list, []);
  assertEquals(plain(ofTypeScript.timeline!), plain(ofYaml.timeline!));
  assertEquals(tracksText(ofTypeScript.timeline!), tracksText(ofYaml.timeline!));
  for (let t = 0; t <= ofYaml.timeline!.duration; t += 97) {
    const state = (timeline: Timeline) =>
      [...timeline.stateAt(t)].map(([name, state]) => `${name}: ${stateText(state)}`).join("\n");
    assertEquals(state(ofTypeScript.timeline!), state(ofYaml.timeline!));
  }
});

Deno.test("every_action is told the same problems in YAML and TypeScript, each at its own place", () => {
  const told = ({ problems }: Compiled) => problems.list.map(({ severity, message }) => `${severity} ${message}`);
  assertEquals(told(ofTypeScript), told(ofYaml));
  assertEquals(ofYaml.problems.list.map(({ where }) => placeOf(read.locate(where))), ["every_action.yaml:35:13"]);
  assertEquals(ofTypeScript.problems.list.map(({ where }) => placeOf(where).replace(/^.*\//, "")), [
    "every_action.ts:57:10",
  ]);
});

Deno.test("every_action is the timeline that it was", async () => {
  const golden = new URL("every_action.tracks", YAML);
  const tracks = `${tracksText(ofYaml.timeline!)}\n`;
  if (Deno.env.get("UPDATE_GOLDEN") === "1") await Deno.writeTextFile(golden, tracks);
  assertEquals(tracks.split("\n"), (await Deno.readTextFile(golden)).split("\n"));
});
