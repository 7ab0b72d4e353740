// Candle glow: warm light from below that breathes and flickers. For 2D and 3D maps.

export var level = 0.8; // 0..1
export var hue = 0.06; // of the edge of the light, 0..1; its heart is yellower
export var flicker = 0.4; // 0 is calm, 1 a draughty night
export var speed = 1; // 0..4
export var reach = 0.8; // how high the light climbs, 0..1
export var up = 1; // 1 when y grows upwards in the map, 0 when downwards

var clock = 0;
var breath = 0;

export function beforeRender(delta) {
  clock = mod(clock + delta * speed / 1000, 1000);
  // Three waves that meet seldom make a flame that never seems to repeat.
  breath = (wave(clock / 2) + wave(clock / 1.25) * 0.6 + wave(clock / 0.8) * 0.4) / 2;
}

export function render3D(index, x, y, z) {
  var height = up ? y : 1 - y;
  var lick = wave(x * 1.5 + wave(z + clock / 4) + clock / 2);
  var top = reach * (1.25 - flicker * (0.35 * breath + 0.3 * lick));
  var v = clamp((top - height) * 1.6 + 0.08, 0, 1);
  v = v * (1 - flicker * 0.5 * wave(index * 0.37 + clock / 1.6) * breath);
  hsv(hue + 0.05 * v * v, 1 - 0.3 * v * v * v, level * v * v);
}

export function render2D(index, x, y) {
  render3D(index, x, y, 0.5);
}
