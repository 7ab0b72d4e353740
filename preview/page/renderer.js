// Draws LEDs with WebGL2: the light of each, its glow, and a floor under them.

import * as shaders from "./shaders.js";
import { Targets } from "./targets.js";

/** Pixels of the picture for one of the screen; the next one is taken when drawing is slow. */
const SHARPNESS = [2, 1, 0.75, 0.5];
/** A browser that asks for pictures less often than this on average, in milliseconds, has too much to draw. */
const SLOW = 45;
const REQUESTS_TO_JUDGE = 40;
/** With more LEDs than this, their picture in the floor is left out. */
const MOST_MIRRORED = 30_000;

export class Renderer {
  #canvas;
  #gl;
  #programs = {};
  #targets;
  #leds = { count: 0, vertexArray: null, levels: null };
  #floor = { vertexArray: null, middle: [0, 0, 0], reach: 1, spacing: 1 };
  #sharpness = SHARPNESS[0];
  #pace = { total: 0, requests: 0, last: 0 };

  /** Throws an error that can be shown if the browser cannot draw. */
  constructor(canvas) {
    this.#canvas = canvas;
    const gl = canvas.getContext("webgl2", { antialias: false, alpha: false, depth: false });
    if (gl === null) throw new Error("This browser cannot draw the lights: it has no WebGL2, or it is turned off");
    this.#gl = gl;
    this.#targets = new Targets(gl);
    for (const [name, source] of Object.entries(shaders)) this.#programs[name] = link(gl, source);
    this.#sharpness = Math.min(SHARPNESS[0], devicePixelRatio);
    this.#floor.vertexArray = makeFloor(gl);
    canvas.addEventListener("webglcontextlost", () => location.reload());
  }

  /** Takes places (x, y, z of each LED in metres) and widths (of each LED in metres). */
  setLayout(positions, widths) {
    const gl = this.#gl;
    if (this.#leds.vertexArray) gl.deleteVertexArray(this.#leds.vertexArray);
    const vertexArray = gl.createVertexArray();
    gl.bindVertexArray(vertexArray);
    attribute(gl, 0, 3, positions);
    attribute(gl, 1, 1, widths);
    const levels = attribute(gl, 2, 3, new Uint8Array(positions.length));
    this.#leds = { count: widths.length, vertexArray, levels };
    this.#layFloor(positions);
  }

  /** Takes r, g, b of the first LEDs, or of all. */
  setColors(rgb) {
    if (this.#leds.levels === null) return;
    const gl = this.#gl;
    const known = rgb.subarray(0, 3 * this.#leds.count);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#leds.levels);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, known);
  }

  /** Draws what the camera sees; `dim` is 0 for live and 1 for stale. */
  draw({ matrix, eye, pixelsPerMetre }, dim) {
    if (this.#leds.count === 0) return;
    this.#fitCanvas();
    const gl = this.#gl;
    const { full, glow } = this.#targets;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    this.#into(full);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.#drawFloor(matrix);
    const scale = pixelsPerMetre * (full.height / this.#canvas.clientHeight);
    if (eye[1] > this.#floor.middle[1] && this.#leds.count <= MOST_MIRRORED) this.#drawLeds(matrix, scale, 1);
    this.#drawLeds(matrix, scale, 0);

    gl.disable(gl.BLEND);
    [full, ...glow].reduce((from, to) => this.#filter("shrink", from, to));
    gl.enable(gl.BLEND);
    [...glow].reverse().reduce((from, to) => this.#filter("grow", from, to, 1.15));
    gl.disable(gl.BLEND);
    this.#develop(full, glow[0], dim);
  }

  /** The browser asks for a picture, drawn or not: a slow machine gets a coarser one instead of a jerky one. */
  paced(now) {
    const pace = this.#pace;
    const elapsed = now - pace.last;
    pace.last = now;
    if (elapsed > 500) return;
    pace.total += elapsed;
    if (++pace.requests < REQUESTS_TO_JUDGE) return;
    const coarser = SHARPNESS.find((step) => step < this.#sharpness);
    if (pace.total / pace.requests > SLOW && coarser !== undefined) this.#sharpness = coarser;
    pace.total = pace.requests = 0;
  }

  #fitCanvas() {
    const width = Math.max(8, Math.round(this.#canvas.clientWidth * this.#sharpness));
    const height = Math.max(8, Math.round(this.#canvas.clientHeight * this.#sharpness));
    if (this.#targets.full?.width === width && this.#targets.full.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#targets.resize(width, height);
  }

  #drawLeds(matrix, pixelsPerMetre, mirrored) {
    const gl = this.#gl;
    const { program, at } = this.#programs.led;
    gl.useProgram(program);
    gl.uniformMatrix4fv(at("matrix"), false, matrix);
    gl.uniform1f(at("pixelsPerMetre"), pixelsPerMetre);
    gl.uniform1f(at("mirrorAt"), this.#floor.middle[1]);
    gl.uniform1f(at("mirrored"), mirrored);
    gl.bindVertexArray(this.#leds.vertexArray);
    gl.drawArrays(gl.POINTS, 0, this.#leds.count);
  }

  #drawFloor(matrix) {
    const gl = this.#gl;
    const { program, at } = this.#programs.floor;
    gl.useProgram(program);
    gl.uniformMatrix4fv(at("matrix"), false, matrix);
    gl.uniform3fv(at("middle"), this.#floor.middle);
    gl.uniform1f(at("reach"), this.#floor.reach);
    gl.uniform1f(at("spacing"), this.#floor.spacing);
    gl.bindVertexArray(this.#floor.vertexArray);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #filter(name, from, to, weight) {
    const gl = this.#gl;
    const { program, at } = this.#programs[name];
    this.#into(to);
    gl.useProgram(program);
    gl.bindTexture(gl.TEXTURE_2D, from.texture);
    gl.uniform2f(at("texel"), 0.5 / from.width, 0.5 / from.height);
    if (weight !== undefined) gl.uniform1f(at("weight"), weight);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return to;
  }

  #develop(image, glow, dim) {
    const gl = this.#gl;
    const { program, at } = this.#programs.develop;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, image.width, image.height);
    gl.useProgram(program);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, glow.texture);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, image.texture);
    gl.uniform1i(at("image"), 0);
    gl.uniform1i(at("glow"), 1);
    gl.uniform1f(at("dim"), dim);
    gl.uniform2f(at("size"), image.width, image.height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #into(target) {
    this.#gl.bindFramebuffer(this.#gl.FRAMEBUFFER, target.buffer);
    this.#gl.viewport(0, 0, target.width, target.height);
  }

  /** The floor lies a little under the lowest LED, with lines at a round distance. */
  #layFloor(positions) {
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    positions.forEach((value, i) => {
      low[i % 3] = Math.min(low[i % 3], value);
      high[i % 3] = Math.max(high[i % 3], value);
    });
    const extent = Math.max(0.1, ...low.map((value, axis) => high[axis] - value));
    this.#floor.middle = [(low[0] + high[0]) / 2, low[1] - extent * 0.03, (low[2] + high[2]) / 2];
    this.#floor.reach = extent * 2.2;
    const power = 10 ** Math.floor(Math.log10(extent / 4));
    this.#floor.spacing = power * (extent / 4 / power >= 5 ? 5 : extent / 4 / power >= 2 ? 2 : 1);
  }
}

function makeFloor(gl) {
  const vertexArray = gl.createVertexArray();
  gl.bindVertexArray(vertexArray);
  attribute(gl, 0, 2, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]));
  return vertexArray;
}

/** Bytes are taken as levels from 0 to 1, and will change often. */
function attribute(gl, location, size, data) {
  const isBytes = data instanceof Uint8Array;
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, data, isBytes ? gl.DYNAMIC_DRAW : gl.STATIC_DRAW);
  gl.enableVertexAttribArray(location);
  gl.vertexAttribPointer(location, size, isBytes ? gl.UNSIGNED_BYTE : gl.FLOAT, isBytes, 0, 0);
  return buffer;
}

function link(gl, { vertex, fragment }) {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  const locations = new Map();
  const at = (name) => {
    if (!locations.has(name)) locations.set(name, gl.getUniformLocation(program, name));
    return locations.get(name);
  };
  return { program, at };
}
