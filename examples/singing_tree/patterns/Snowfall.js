// Snowfall: flakes sink through the lights and sway. For 2D and 3D maps; lanes draw together towards the top.

export var speed = 0.25; // heights that a flake falls in a second, 0..2
export var density = 0.7; // share of the lanes in which snow falls, 0..1
export var size = 0.14; // of a flake, in heights, 0.02..0.5
export var drift = 0.3; // how far the flakes sway, 0..1
export var hue = 0.58; // 0..1
export var level = 1; // 0..1
export var ground = 0.05; // the night's own light, 0..1
export var up = 1; // 1 when y grows upwards in the map, 0 when downwards

var LANES = 24;
var clock = 0;
var starts = array(LANES * 2);
var paces = array(LANES * 2);
var chances = array(LANES * 2);

prngSeed(1859);
for (var i = 0; i < LANES * 2; i++) {
  starts[i] = prng(1);
  paces[i] = 0.7 + prng(0.6);
  chances[i] = prng(1);
}

export function beforeRender(delta) {
  clock = mod(clock + delta * speed / 1000, 1000);
}

// How bright a flake of a lane is at a height: sharp below, with a soft tail above it.
function flake(lane, height) {
  if (chances[lane] >= density) return 0;
  var above = height - 1.2 + 1.4 * mod(clock * paces[lane] + starts[lane], 1);
  return clamp(above < 0 ? 1 + above / size * 2 : 1 - above / size / 2, 0, 1);
}

export function render3D(index, x, y, z) {
  var height = up ? y : 1 - y;
  var sway = drift * 0.08 * sin(height * 5 + clock * PI2);
  var across = (x - 0.5 + sway) / (1.2 - height) + 0.5;
  var lane = mod(floor(across * LANES), LANES);
  var v = max(flake(lane, height), flake(lane + LANES, height));
  v = v * v;
  hsv(hue, 0.75 * (1 - v), ground + (level - ground) * v);
}

export function render2D(index, x, y) {
  render3D(index, x, y, 0.5);
}
