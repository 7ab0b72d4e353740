// Bell swing: a beam hangs from the top and swings like a bell. For 2D and 3D maps.
// It starts in the middle when the pattern starts, so start it on a beat.

export var period = 2.88; // seconds there and back, 0.5..10
export var swing = 0.42; // how far, 0..1; at 0.5 it reaches the edge
export var width = 0.16; // of the beam, 0.02..1
export var hue = 0.11; // 0..1
export var level = 1; // 0..1
export var strike = 0; // a flash of everything: set it to 1 and ramp it back to 0
export var up = 1; // 1 when y grows upwards in the map, 0 when downwards

var phase = 0;
var lean = 0;
var pace = 0;

export function beforeRender(delta) {
  phase = mod(phase + delta / 1000 / max(period, 0.1), 1);
  lean = swing * sin(PI2 * phase);
  pace = abs(cos(PI2 * phase));
}

export function render3D(index, x, y, z) {
  var below = up ? 1 - y : y;
  var off = abs(x - 0.5 - below * lean);
  // The beam widens as it falls, and trails where it moves fast.
  var v = clamp(1 - off / (width * (0.4 + below) * (0.7 + 0.5 * pace)), 0, 1);
  v = v * v + 0.04;
  var flash = strike * (1 - 0.5 * below);
  hsv(hue, 0.85 - 0.5 * max(v * v, flash), clamp(level * v + flash, 0, 1));
}

export function render2D(index, x, y) {
  render3D(index, x, y, 0.5);
}
