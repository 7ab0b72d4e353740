import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { compileAll, placeOf, type Show, type Where } from "../../runtime/model/mod.ts";
import { all, type CueWriter, group, pixelblaze, pixo, show, type TargetAction } from "../../shows/builder.ts";
import { callerPlace } from "../../shows/caller.ts";
import { tracksText } from "../runtime/model/notation.ts";

const SELF = new URL(import.meta.url).pathname;
const source = (await Deno.readTextFile(new URL(import.meta.url))).split("\n");

/** What stands at a place in this file. */
function textAt(where: Where | undefined, length: number): string {
  assertEquals(where?.file, SELF);
  return source[where!.line! - 1]!.slice(where!.column! - 1).slice(0, length);
}

const canopy = pixelblaze("canopy", { host: "192.168.4.20" });
const tree = pixo("tree", { port: "/dev/ttyACM0" });

Deno.test("callerPlace() is the line and column of who calls the library", () => {
  assertEquals(placeOf(callerPlace()), `${SELF}:${here()}`);
});

/** `line:column` of the call in the line above this one's caller, found in another way. */
function here(): string {
  const line = source.findIndex((line) => line.includes("placeOf(callerPlace())")) + 1;
  return `${line}:${source[line - 1]!.indexOf("callerPlace()") + 1}`;
}

Deno.test("show() has the places of devices, cues, actions and itself", () => {
  const carol = show("Carol", {}, (s) => {
    s.at(
      "0:00",
      canopy.pattern("A"),
      tree.mouth("ai"),
    );
    s.go({}, all.blackout());
    s.play("q", {});
    s.sequence("q", (q) => q.cue({ at: 0 }, canopy.next()));
  });
  assertEquals(textAt(carol.where, 14), 'show("Carol", ');
  assertEquals(textAt(carol.devices[0]!.where, 20), 'pixelblaze("canopy",');
  assertEquals(textAt(carol.devices[1]!.where, 12), 'pixo("tree",');
  assertEquals(carol.cues.map(({ where }) => textAt(where, 4)), ["at(\n".trim(), "go({", "play"]);
  assertEquals(carol.cues[0]!.steps.map(({ where }) => textAt(where, 12)), ['pattern("A")', 'mouth("ai"),']);
  assertEquals(carol.cues[0]!.steps.map(({ actions }) => textAt(actions[0]!.where, 7)), ["pattern", 'mouth("']);
  assertEquals(carol.cues[1]!.steps.map(({ where }) => textAt(where, 8)), ["blackout"]);
  assertEquals(textAt(carol.sequences.q?.[0]?.where, 11), "cue({ at: 0");
});

Deno.test("show() has the place of a helper of one's own, where it calls the library", () => {
  function flash(): TargetAction {
    return canopy.trigger("triggerFlash");
  }
  const { cues } = show("Flash", {}, (s) => s.at(0, flash()));
  assertEquals(textAt(cues[0]!.steps[0]!.where, 23), 'trigger("triggerFlash")');
});

Deno.test("callerPlace() leaves the length of stack traces as it was", () => {
  const before = Error.stackTraceLimit;
  callerPlace();
  assertEquals(Error.stackTraceLimit, before);
});

Deno.test("problems of a built show have file, line and column", () => {
  const { problems } = compileAll(show("Bad", {}, (s) => s.at("0:00", tree.mouth("aa"))));
  assertEquals(problems.list.map(({ message }) => message), ['Unknown mouth "aa": did you mean "ai"?']);
  assertMatch(placeOf(problems.list[0]!.where), /^\/.*\/builder_test\.ts:\d+:\d+$/);
});

function written(write: (s: CueWriter) => void, options: Parameters<typeof show>[1] = {}): Show {
  return show("Test", options, write);
}

Deno.test("show() has the devices that it is given, then those that cues mention, each once", () => {
  const bush = pixo("bush", {});
  const names = ({ devices }: Show) => devices.map(({ name }) => name);
  assertEquals(names(written((s) => s.at(0, tree.blink(), canopy.next(), tree.blink()))), ["tree", "canopy"]);
  assertEquals(names(written((s) => s.at(0, tree.blink()), { devices: [bush, canopy] })), ["bush", "canopy", "tree"]);
  const both = group("both", canopy, bush);
  assertEquals(names(written((s) => s.at(0, both.blackout()))), ["canopy", "bush"]);
  assertEquals(names(written((s) => s.sequence("q", (q) => q.at(0, bush.blink())))), ["bush"]);
  assertEquals(names(written((s) => s.at(0, all.blackout()))), []);
});

Deno.test("show() refuses two devices of one name when it is compiled", () => {
  const other = pixelblaze("canopy", { host: "192.168.4.99" });
  const { problems } = compileAll(written((s) => s.at(0, canopy.next(), other.next())));
  assertEquals(problems.list.map(({ message }) => message), ['Device "canopy" is there twice']);
});

Deno.test("group() tells its devices, and groups in it theirs", () => {
  const lawn = pixelblaze("lawn");
  const inner = group("inner", lawn);
  const outer = group("outer", canopy, inner, lawn);
  const made = written((s) => s.at(0, outer.vars({ x: 1 }), inner.vars({ y: 2 })));
  assertEquals(made.groups, { outer: ["canopy", "lawn"], inner: ["lawn"] });
  assertEquals(
    tracksText(compileAll(made).timeline!),
    "canopy var:x: 0 1\nlawn var:x: 0 1\nlawn var:y: 0 2",
  );
});

Deno.test("group() has the actions that all its members have", () => {
  const boards = group("boards", canopy, pixelblaze("lawn"));
  const faces = group("faces", tree);
  assertEquals([boards.pattern("A").target, faces.mouth("ai").target], ["boards", "faces"]);
  const mixed = group("mixed", canopy, tree);
  assert(!("pattern" in mixed) && !("mouth" in mixed) && "blackout" in mixed);
});

Deno.test("group() refuses all, and show() two groups of one name", () => {
  assertThrows(
    () => group("g", tree, all),
    TypeError,
    'Cannot put all into the group "g": name its devices',
  );
  const one = group("g", canopy);
  const two = group("g", canopy, pixelblaze("lawn"));
  const wanted = 'Two groups are called "g": one of canopy, one of canopy, lawn';
  assertThrows(() => written((s) => s.at(0, one.next(), two.next())), TypeError, wanted);
  const other = group("g", pixelblaze("lawn"));
  assertThrows(() => written((s) => s.at(0, one.next(), other.next())), TypeError, "one of canopy, one of lawn");
  const same = group("g", canopy);
  assertEquals(written((s) => s.at(0, one.next(), same.next())).groups, { g: ["canopy"] });
});

Deno.test("CueWriter.sequence() refuses a name that is there", () => {
  assertThrows(
    () =>
      written((s) => {
        s.sequence("q", () => {});
        s.sequence("q", () => {});
      }),
    TypeError,
    'Cannot write the sequence "q": there is one already',
  );
});

Deno.test("show() takes names that every object has", () => {
  const made = written((s) => {
    s.sequence("constructor", (q) => q.at("0s", canopy.vars({ toString: 1 })));
    s.sequence("__proto__", (q) => q.at("0s", canopy.vars({ x: 1 })));
    s.play("constructor", { at: "valueOf" });
    s.play("__proto__", { at: 5 });
  }, { markers: { valueOf: "2s" } });
  assertEquals(tracksText(compileAll(made).timeline!), "canopy var:toString: 2000 1\ncanopy var:x: 5000 1");
  assertEquals(Object.keys(Object.prototype), []);
});

Deno.test("show() leaves out what is undefined", () => {
  const made = written((s) => s.cue({ at: 1 }, canopy.brightness(1, {}), tree.lipsync("a.pgo")), { seed: 3 });
  assertEquals(Object.keys(made).sort(), [
    "cues",
    "devices",
    "groups",
    "markers",
    "seed",
    "sequences",
    "title",
    "where",
  ]);
  assertEquals(made.cues[0]!.steps.map(({ actions: [action] }) => Object.keys(action!).sort().join()), [
    "do,level,where",
    "do,source,where",
  ]);
  assertEquals(Object.keys(made.cues[0]!).sort(), ["at", "steps", "where"]);
});

Deno.test("show() starts random choices from 1 when it is given no seed", () => {
  assertEquals(written(() => {}).seed, 1);
});
