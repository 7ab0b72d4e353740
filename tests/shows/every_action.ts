/** The show of tests/fixtures/shows/every_action.yaml, in TypeScript. */

import { all, group, pixelblaze, pixo, show } from "../../shows/builder.ts";

const canopy = pixelblaze("canopy", {
  host: "192.168.4.20",
  layout: "canopy.json",
  rate: "8/s",
  latency: "15ms",
  brightness: "50%",
});
const lawn = pixelblaze("lawn", { name: "Lawn", pixels: 200, patterns: "patterns", rate: 5 });
const tree = pixo("tree", { port: "/dev/ttyACM0", model: "mini-tree", layout: "tree.json", rate: 20 });
const bush = pixo("bush", { port: "tcp://192.168.4.30:5000" });
const boards = group("boards", canopy, lawn);
const faces = group("faces", tree, bush);

export default show("Every action", {
  seed: 7,
  audio: { file: "song.ogg", offset: "250ms" },
  tempo: [{ bpm: 120, meter: "3/4" }, { bar: 9, bpm: 90, meter: "4/4" }],
  bar1: "500ms",
  end: "bar 40",
  dictionary: { pixo: "P IH1 K S OW0" },
  devices: [canopy, lawn, tree, bush],
  markers: { verse: "0:08", chorus: "bar 17", late: "verse + 30s" },
}, (s) => {
  s.sequence("sparkle", (q) => {
    q.play("inner", { at: "0s" }, lawn.vars({ hue: 0.1 }));
    q.at("500ms", lawn.vars({ hue: 0.6 }));
    q.at("+1 beat", bush.eyes("open"));
  });
  s.sequence("inner", (q) => {
    q.at("100ms", lawn.trigger("triggerSpark"));
    q.at("follow + 50ms", canopy.vars({ heat: 1 }));
  });

  s.at(
    "0:00",
    boards.pattern("Twinkle"),
    boards.vars({ speed: 0.2, list: [1, "50%", -3] }),
    boards.controls({ sliderSize: "40%", rgbPickerMain: [1, 0.5, 0] }),
    tree.effects({ star: "static|Y", outline: "chase|250|R|W" }),
    tree.face("sleep"),
  );
  s.cue(
    { at: 1.5, number: 1.5, label: "First light" },
    canopy.brightness("80%"),
    lawn.brightness(1, { over: "2s", ease: "sine-out" }),
    bush.effects({ all: "rainbow|2000|20" }),
    bush.eyes("closed"),
    bush.mouth("smile"),
  );
  s.at(
    "verse - 4s",
    canopy.ramp({ speed: 0.9, sliderSize: "100%", brightness: 1 }, { over: "4s", ease: "sine-in-out" }),
    lawn.ramp({ speed: 0 }, { from: { speed: 1 }, over: "5 bars" }),
  );
  s.at(
    "verse",
    tree.eyes("open"),
    tree.lipsync([["0:00.2", "ai"], ["450ms", "MBP"], ["1s", "rest"]]),
    tree.blink("auto"),
    bush.lipsync([["0s", "o"], ["0.5s", "u"], ["1s", "rest"]], { offset: "-100ms" }),
    bush.blink(),
  );
  s.at("+2s", lawn.next(), lawn.trigger("triggerFlash"), faces.command("echo|hello"));
  s.at("follow + 1 beat", boards.pattern("Fire"));
  s.play("sparkle", { at: "chorus", repeat: 4, every: "1 bar" });
  s.go({ number: 12.5 }, all.blackout("2s"));
  s.go({ at: "late" }, all.brightness("30%"), lawn.blackout(), faces.face("off"), tree.blink("off"));
});
