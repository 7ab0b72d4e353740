/**
 * Silent Night, sung by a Pixo face between two Pixelblaze boards.
 *
 * Perform it with `deno run -A examples/singing_tree.ts`, rehearse it in the browser with `--rehearse`, and see
 * `--help` for the rest. The same show as a cue list is singing_tree.yaml.
 *
 * @module
 */

import { all, group, pixelblaze, pixo, run, show } from "cuelight";
import type { Show } from "cuelight";

const canopy = pixelblaze("canopy", {
  host: "192.168.4.20",
  layout: "singing_tree/layouts/canopy.json",
  patterns: "singing_tree/patterns",
});
const lawn = pixelblaze("lawn", {
  name: "Lawn", // found by its own name on the network
  rate: "8/s",
  latency: "15ms",
  layout: "singing_tree/layouts/lawn.json",
  patterns: "singing_tree/patterns",
});
const tree = pixo("tree", { port: "/dev/ttyACM0", model: "mini-tree" });
const boards = group("boards", canopy, lawn);

const carol: Show = show("Silent night", {
  audio: "singing_tree/silent_night.wav",
  tempo: { bpm: 125, meter: "3/4" },
  markers: {
    verse1: "bar 5",
    peace1: "bar 21",
    verse2: "bar 29",
    glories: "bar 37",
    born: "bar 45",
    ending: "bar 53",
  },
}, (s) => {
  s.cue(
    { at: "0:00", label: "Night falls" },
    boards.pattern("Twinkle"),
    boards.vars({ speed: 0.3, density: 0.25, hue: 0.6 }),
    boards.brightness("25%"),
    tree.face("sleep"),
    tree.brightness("60%"),
    tree.effects({ star: "static|YD", lights: "twinkle_fade|250|2000|B|C|W", trunk: "static|OD" }),
  );
  s.cue(
    { at: "verse1 - 2 bars", label: "The tree wakes" },
    boards.ramp({ brightness: "70%" }, { over: "2 bars", ease: "sine-in-out" }),
    tree.eyes("open"),
    tree.effects({ star: "breath|1500|Y" }),
  );
  s.at("0:00", tree.lipsync("singing_tree/silent_night.pgo"), tree.blink("auto"));

  s.cue(
    { at: "verse1", label: "Silent night" },
    canopy.pattern("Candle glow"),
    canopy.vars({ level: 0.5, flicker: 0.3, reach: 0.6 }),
    lawn.ramp({ density: 0.6 }, { over: "4 bars" }),
    tree.effects({ star: "static|Y" }),
  );
  s.cue(
    { at: "bar 13", label: "Round yon Virgin" },
    canopy.ramp({ level: 0.9, reach: 1 }, { over: "4 bars", ease: "sine-in-out" }),
    tree.effects({ lights: "twinkle_fade|200|1800|Y|W|O" }),
  );
  s.cue(
    { at: "peace1", label: "Sleep in heavenly peace" },
    lawn.pattern("Snowfall"),
    lawn.vars({ speed: 0.15, density: 0.5 }),
    canopy.ramp({ level: 0.4, flicker: 0.1 }, { over: "6 bars", ease: "quad-out" }),
    tree.effects({ lights: "fade|3000|B|C" }),
  );

  s.cue(
    { at: "verse2", label: "Shepherds quake" },
    canopy.pattern("Aurora"),
    canopy.vars({ speed: 0.2, level: 0.3, folds: 2 }),
    tree.effects({ lights: "twinkle_fade|150|1500|G|C|W" }),
  );
  s.at(
    "verse2 + 1 beat",
    canopy.ramp({ speed: 1.2, level: 1 }, { over: "7 bars", ease: "sine-in" }),
    lawn.ramp({ speed: 0.5, density: 0.9 }, { over: "7 bars" }),
  );
  s.cue(
    { at: "glories", label: "Glories stream" },
    canopy.pattern("Glory"),
    canopy.vars({ reach: 0 }),
    tree.effects({ star: "breath|480|W|Y" }),
  );
  s.at("+50ms", canopy.ramp({ reach: 1 }, { over: "2 bars", ease: "cubic-out" }));
  s.play("bells", { at: "bar 41", label: "Alleluia", repeat: 2 });
  s.cue(
    { at: "born", label: "Christ the Saviour is born" },
    canopy.pattern("Bell swing"),
    canopy.vars({ level: 0.8, hue: 0.11 }),
    lawn.pattern("Candle glow"),
    lawn.vars({ level: 0.7 }),
    lawn.brightness("90%"),
    tree.effects({ star: "static|W", lights: "chase|480|R|G|Y" }),
  );
  s.cue(
    { at: "bar 51", label: "Last light" },
    boards.ramp({ level: 0.2 }, { over: "2 bars" }),
    tree.effects({ lights: "twinkle_fade|300|2500|B|W" }),
  );
  s.cue({ at: "ending", label: "Sleep" }, tree.face("sleep"), tree.effects({ star: "static|YD" }));
  s.at("ending + 1 beat", boards.blackout("3s"), tree.ramp({ brightness: "10%" }, { over: "3s" }));
  s.cue({ at: "follow + 100ms", label: "Dark" }, all.blackout());

  s.sequence("bells", (bells) => {
    bells.at("0 beats", lawn.vars({ hue: 0.12 }));
    bells.at("3 beats", lawn.vars({ hue: 0.58 }));
  });
});

export default carol;

if (import.meta.main) await run(carol);
