// The camera: an orbit around the show, turned and zoomed by hand.

import { multiply, orbitView, perspective } from "./matrix.js";

const FOV = (32 * Math.PI) / 180;
const FIRST_YAW = -0.3;
const FIRST_PITCH = 0.1;
const LOWEST_PITCH = -0.35;
const HIGHEST_PITCH = 1.45;
/** Points that are looked at to find the distance from which all are seen. */
const MOST_FIT_POINTS = 4000;
/** Part of the way to its goal that the camera goes in a millisecond. */
const GLIDE = 0.014;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

export class Camera {
  #positions = new Float32Array([0, 0, 0]);
  #target = [0, 0, 0];
  #radius = 1;
  #size = { width: 1, height: 1, top: 0, bottom: 0, right: 0 };
  #now = { yaw: FIRST_YAW, pitch: FIRST_PITCH, distance: 5, x: 0, y: 0, z: 0 };
  #goal = { ...this.#now };
  #touched = false;
  #onMove;

  constructor(onMove) {
    this.#onMove = onMove;
  }

  /** Points the camera at a new layout. */
  setPositions(positions) {
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    positions.forEach((value, i) => {
      if (value < low[i % 3]) low[i % 3] = value;
      if (value > high[i % 3]) high[i % 3] = value;
    });
    this.#positions = positions;
    this.#target = low.map((value, axis) => (value + high[axis]) / 2);
    this.#radius = Math.max(0.1, Math.hypot(...low.map((value, axis) => high[axis] - value)) / 2);
    this.reset(true);
  }

  /** Takes the size of the picture, and how much of it at its edges is under panels, all in one unit. */
  resize(size) {
    this.#size = size;
    if (!this.#touched) this.reset(true);
  }

  /** Goes back to the first view; at once, or gliding there. */
  reset(atOnce = false) {
    this.#touched = false;
    const [x, y, z] = this.#target;
    this.#goal = { yaw: FIRST_YAW, pitch: FIRST_PITCH, distance: this.#fitDistance(), x, y, z };
    if (atOnce) this.#now = { ...this.#goal };
    this.#onMove();
  }

  turn(yaw, pitch) {
    this.#touched = true;
    this.#goal.yaw += yaw;
    this.#goal.pitch = Math.min(HIGHEST_PITCH, Math.max(LOWEST_PITCH, this.#goal.pitch + pitch));
    this.#onMove();
  }

  zoom(factor) {
    this.#touched = true;
    const distance = this.#goal.distance * factor;
    this.#goal.distance = Math.min(this.#radius * 14, Math.max(this.#radius * 0.15, distance));
    this.#onMove();
  }

  /** Moves sideways and up by parts of the height of the picture. */
  pan(right, up) {
    this.#touched = true;
    const reach = 2 * Math.tan(FOV / 2) * this.#goal.distance;
    const { yaw, pitch } = this.#goal;
    const [dx, dy] = [right * reach, up * reach];
    this.#goal.x += dx * Math.cos(yaw) - dy * Math.sin(yaw) * Math.sin(pitch);
    this.#goal.y += dy * Math.cos(pitch);
    this.#goal.z += -dx * Math.sin(yaw) - dy * Math.cos(yaw) * Math.sin(pitch);
    this.#onMove();
  }

  /** Glides on for so many milliseconds; gives back whether it is still on its way. */
  step(elapsed) {
    const part = stillness.matches ? 1 : 1 - Math.exp(-GLIDE * elapsed);
    let moving = false;
    for (const key of Object.keys(this.#now)) {
      const left = this.#goal[key] - this.#now[key];
      const arrived = Math.abs(left) < 1e-4 * (key === "distance" ? this.#goal.distance : this.#radius);
      this.#now[key] = arrived ? this.#goal[key] : this.#now[key] + left * part;
      moving ||= !arrived;
    }
    return moving;
  }

  /** The matrix from metres to the picture, where the camera is, and how many pixels a metre has at distance 1. */
  look() {
    const { width, height, top, bottom, right } = this.#size;
    const { yaw, pitch, distance, x, y, z } = this.#now;
    const near = Math.max(distance - this.#radius * 6, distance * 0.02);
    const lens = perspective(
      FOV,
      width / height,
      near,
      distance + this.#radius * 20,
      -right / width,
      (bottom - top) / height,
    );
    const eye = [
      x + distance * Math.sin(yaw) * Math.cos(pitch),
      y + distance * Math.sin(pitch),
      z + distance * Math.cos(yaw) * Math.cos(pitch),
    ];
    return {
      matrix: multiply(lens, orbitView([x, y, z], yaw, pitch, distance)),
      eye,
      pixelsPerMetre: height / (2 * Math.tan(FOV / 2)),
    };
  }

  /** Distance at which every LED is within the part of the picture that no panel covers. */
  #fitDistance() {
    const { width, height, top, bottom, right } = this.#size;
    const tanY = Math.tan(FOV / 2) * Math.max(0.3, (height - top - bottom) / height) * 0.96;
    const tanX = Math.tan(FOV / 2) * Math.max(0.3, (width - right) / height) * 0.93;
    const view = orbitView(this.#target, FIRST_YAW, FIRST_PITCH, 0);
    const step = 3 * Math.max(1, Math.floor(this.#positions.length / 3 / MOST_FIT_POINTS));
    let distance = this.#radius * 0.5;
    for (let i = 0; i < this.#positions.length; i += step) {
      const [px, py, pz] = [this.#positions[i], this.#positions[i + 1], this.#positions[i + 2]];
      const [x, y, z] = [0, 1, 2].map((r) => view[r] * px + view[4 + r] * py + view[8 + r] * pz + view[12 + r]);
      distance = Math.max(distance, Math.abs(x) / tanX + z, Math.abs(y) / tanY + z);
    }
    return distance;
  }
}

/** Lets the hand turn (drag), move (drag with shift or the right button) and zoom (wheel, two fingers) the camera. */
export function steer(element, camera) {
  const fingers = new Map();
  let spread = 0;

  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    spread = 0;
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    element.addEventListener(kind, (event) => {
      fingers.delete(event.pointerId);
      spread = 0;
    });
  }
  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size > 1) {
      const [a, b] = [...fingers.values()];
      const apart = Math.hypot(a.x - b.x, a.y - b.y);
      if (spread > 0) camera.zoom(spread / apart);
      spread = apart;
    } else if (event.shiftKey || event.buttons & 2) {
      camera.pan(-dx / element.clientHeight, dy / element.clientHeight);
    } else {
      camera.turn(-dx * 0.006, dy * 0.006);
    }
  });
  element.addEventListener("contextmenu", (event) => event.preventDefault());
  element.addEventListener("dblclick", () => camera.reset());
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    camera.zoom(Math.exp(Math.max(-200, Math.min(200, pixels)) * 0.0014));
  }, { passive: false });
}
