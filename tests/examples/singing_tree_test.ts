import { assert, assertEquals } from "@std/assert";
import { loadBuilt, loadShow } from "../../cli/load.ts";
import { timelineText } from "../../cli/print.ts";
import { assertGolden } from "../support/golden.ts";
import { traceShow } from "../support/trace.ts";
import carol from "../../examples/singing_tree.ts";

const YAML = "examples/singing_tree.yaml";

Deno.test("singing_tree.yaml and singing_tree.ts are the same timeline", async () => {
  const yaml = (await loadShow(YAML)).timeline!;
  const built = (await loadBuilt(carol)).timeline!;
  assertEquals(timelineText(built), timelineText(yaml));
  assertEquals(built.cues, yaml.cues);
  assertEquals(built.markers, yaml.markers);
  assertEquals(built.duration, yaml.duration);
  for (let t = 0; t <= yaml.duration; t += 97) assertEquals(built.stateAt(t), yaml.stateAt(t));
});

Deno.test("singing_tree has no problems and lasts as long as its song", async () => {
  const { problems, timeline } = await loadShow(YAML);
  assertEquals(problems, []);
  assert(timeline!.duration > 60_000);
});

Deno.test("singing_tree sends what it always sent, and the same in every run", async () => {
  const loaded = await loadShow(YAML);
  const first = traceShow(loaded);
  assertEquals(traceShow(loaded), first);
  assertEquals([...first.keys()], ["canopy", "lawn", "tree"]);
  for (const [device, trace] of first) await assertGolden(`singing_tree.${device}.txt`, trace);
});
