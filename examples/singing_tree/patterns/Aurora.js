// Aurora: northern lights hang in folds and wander. For 2D and 3D maps.

export var speed = 0.4; // 0..4
export var hue = 0.36; // of the lower edge, 0..1
export var spread = 0.45; // change of hue from the lower edge to the top, -1..1
export var folds = 2; // of the curtain, 0.5..6
export var base = 0.15; // height of the lower edge, 0..1
export var level = 0.9; // 0..1
export var up = 1; // 1 when y grows upwards in the map, 0 when downwards

var clock = 0;

export function beforeRender(delta) {
  clock = mod(clock + delta * speed / 1000, 1000);
}

export function render3D(index, x, y, z) {
  var height = up ? y : 1 - y;
  var fold = x + 0.3 * wave(clock / 8 + z * 0.7) + 0.15 * wave(x * 1.5 - clock / 5 + height * 0.3);
  var curtain = 0.25 + 0.75 * wave(fold * folds + clock / 10);
  var above = height - base - 0.2 * wave(fold * 1.5 - clock / 4) + 0.1;
  // A bright hem, and rays that fade as they rise.
  var v = above < 0 ? clamp(1 + above * 8, 0, 1) : clamp(1.1 - above * 0.75, 0.3, 1);
  v = v * curtain * (0.7 + 0.3 * wave(fold * folds * 5 + clock / 2));
  hsv(hue + spread * clamp(above, 0, 1), 1 - 0.25 * v, level * v * v);
}

export function render2D(index, x, y) {
  render3D(index, x, y, 0.5);
}
