// The preview page: connects, draws when something has changed, and says what is going on.

import { keepInStep, setAudio, toggleListening } from "./audio.js";
import { Camera, steer } from "./camera.js";
import { listen, load } from "./connection.js";
import { showDevices } from "./devices.js";
import { Labels } from "./labels.js";
import { Renderer } from "./renderer.js";
import { setCues } from "./timeline.js";
import { Transport } from "./transport.js";

/** Milliseconds without a frame after which the picture is called stale. */
const STALE = 3000;
const OPCODE_CONFIG = 0;
const OPCODE_COLORS = 1;

const canvas = document.getElementById("view");
const devices = document.getElementById("devices");
const notice = document.getElementById("notice");

let ledCount = 0;
let colors = new Uint8Array();
let frames = 0;
let lastFrame = -Infinity;
let fps = 0;
let connected = false;
let everLive = false;
let sceneId;
let changed = true;
let dim = 1;
let problem = "";
let problemUntil = 0;
let fatal = "";

const camera = new Camera(() => changed = true);
const labels = new Labels(document.getElementById("labels"));
const transport = new Transport((text) => {
  problem = text;
  problemUntil = performance.now() + 6000;
});
let renderer;
try {
  renderer = new Renderer(canvas);
} catch (error) {
  fatal = error.message;
}

/** For tests, and for the curious at the browser's console. */
globalThis.cuelight = {
  get ledCount() {
    return ledCount;
  },
  get frames() {
    return frames;
  },
  /** Where the playhead is, in milliseconds. */
  get position() {
    return transport.position(performance.now());
  },
  get stale() {
    return isStale(performance.now());
  },
  color: (led) => [...colors.subarray(3 * led, 3 * led + 3)],
};

function isStale(now) {
  return now - lastFrame > STALE;
}

async function loadScene() {
  const scene = await load("api/scene");
  const positions = new Float32Array(scene.fixtures.flatMap(({ points }) => points));
  const widths = new Float32Array(scene.ledCount);
  for (const { first, points, pointSize } of scene.fixtures) widths.fill(pointSize, first, first + points.length / 3);
  renderer?.setLayout(positions, widths);
  renderer?.setColors(colors);
  camera.setPositions(positions);
  labels.setFixtures(scene.fixtures);
  transport.setControls(scene.commands);
  setCues(scene.cues);
  setAudio(scene.audio);
  fitCamera();
}

/** The stream is the one that SimPixel's page reads, so what is seen here is what it carries. */
function takeStream(data) {
  const opcode = new DataView(data).getUint16(0);
  if (opcode === OPCODE_CONFIG) {
    ledCount = (data.byteLength - 2) / 6;
    colors = new Uint8Array(3 * ledCount);
  } else if (opcode === OPCODE_COLORS) {
    colors.set(new Uint8Array(data, 2));
    // A pause is not part of the rate of the frames after it.
    if (isStale(performance.now())) [framesBefore, measuredAt] = [frames, performance.now()];
    frames++;
    lastFrame = performance.now();
    everLive = true;
    renderer?.setColors(colors);
    changed = true;
  }
}

function takeUpdate(text) {
  const { scene, age, status } = JSON.parse(text);
  if (scene !== sceneId) {
    sceneId = scene;
    loadScene().catch(() => sceneId = undefined);
  }
  transport.setStatus(status, age, performance.now());
  showDevices(status?.devices ?? []);
}

listen("stream", {
  onOpen: () => connected = true,
  onMessage: takeStream,
  onClose: () => connected = false,
});
listen("api/events", { onMessage: takeUpdate });
// A WebSocket that is refused does not tell its page why.
load("api/status").catch((error) => {
  if (error.message.startsWith("Refused")) fatal = error.message;
});

function describeHealth(now) {
  if (fatal) return fatal;
  if (now < problemUntil) return problem;
  if (!isStale(now)) return "";
  if (!everLive) return connected ? "" : "Connecting to the show";
  return "No frames for 3 s: the show has stopped or the connection is lost" +
    (connected ? "" : ". Trying to reconnect");
}

let framesBefore = 0;
let measuredAt = performance.now();

function showHealth() {
  const now = performance.now();
  if (now - measuredAt > 1900) {
    fps = Math.round((frames - framesBefore) / (now - measuredAt) * 1000);
    [framesBefore, measuredAt] = [frames, now];
  }
  const stale = isStale(now);
  const text = describeHealth(now);
  notice.hidden = text === "";
  if (notice.textContent !== text) notice.textContent = text;
  const leds = `${ledCount.toLocaleString("en")} LEDs`;
  const live = fps < 5 ? `Live · ${leds}` : `Live · ${fps} fps · ${leds}`;
  document.getElementById("health-text").textContent = stale ? (everLive ? "Stale" : "Connecting") : live;
  document.getElementById("health-dot").className = `dot ${stale ? (everLive ? "lost" : "busy") : "ok"}`;
  const wanted = stale ? 1 : 0;
  if (dim !== wanted) {
    dim = wanted;
    changed = true;
  }
  keepInStep(transport.position(now), transport.status, !stale, now);
}
setInterval(showHealth, 200);

let drawnAt = 0;

function animate(now) {
  requestAnimationFrame(animate);
  transport.show(performance.now());
  const moving = camera.step(Math.min(100, now - drawnAt));
  drawnAt = now;
  renderer?.paced(now);
  if (!changed && !moving) return;
  changed = false;
  const look = camera.look();
  renderer?.draw(look, dim);
  labels.place(look.matrix, canvas.clientWidth, canvas.clientHeight);
}
requestAnimationFrame(animate);

function fitCamera() {
  const top = document.querySelector("header").getBoundingClientRect().bottom;
  const bottom = document.querySelector("footer").offsetHeight - 30;
  const { clientWidth: width, clientHeight: height } = canvas;
  const right = devices.open && !devices.hidden && width > 900 ? width - devices.getBoundingClientRect().left : 0;
  camera.resize({ width, height, top: top * 0.6, bottom, right });
  changed = true;
}
const fitting = new ResizeObserver(fitCamera);
fitting.observe(canvas);
fitting.observe(devices);
steer(canvas, camera);

const KEYS = {
  " ": () => transport.toggle(),
  ArrowLeft: () => transport.skip(-1, performance.now()),
  ArrowRight: () => transport.skip(1, performance.now()),
  g: () => transport.go(),
  m: () => toggleListening(),
  l: () => {
    labels.toggle();
    changed = true;
  },
  r: () => camera.reset(),
  "+": () => camera.zoom(0.85),
  "-": () => camera.zoom(1.18),
};

// After a click the keys are for the show again: a space bar that presses the last button once more surprises people.
addEventListener("click", (event) => {
  if (event.detail > 0) event.target.closest("button, summary")?.blur();
});

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  // A button takes the space bar itself, and a list the arrows.
  if (target.matches("select") || (target.matches("button, summary") && event.key === " ")) return;
  const run = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (run === undefined) return;
  event.preventDefault();
  run();
});
