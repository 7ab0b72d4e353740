// Twinkle: stars come and go, each at its own pace. For lights in any arrangement.

export var speed = 0.5; // twinkles of a star in a second, 0..4
export var density = 0.5; // share of the stars that shine, 0..1
export var hue = 0.12; // 0..1
export var spread = 0.08; // how far the stars' hues stray, 0..1
export var saturation = 0.5; // 0 is white, 1 full colour
export var level = 1; // brightness of a star, 0..1
export var glow = 0.03; // brightness between the stars, 0..1

var clock = 0;
var starts = array(pixelCount);
var paces = array(pixelCount);

prngSeed(1818);
for (var i = 0; i < pixelCount; i++) {
  starts[i] = prng(1);
  paces[i] = 0.6 + prng(0.8);
}

export function beforeRender(delta) {
  clock = mod(clock + delta * speed / 1000, 1000);
}

export function render(index) {
  var turn = clock * paces[index] + starts[index];
  // Each turn a star decides anew whether it shines.
  var shines = mod(floor(turn) * 0.618 + starts[index] * 7, 1) < density;
  var v = shines ? triangle(turn) : 0;
  hsv(hue + spread * (paces[index] - 1), saturation, glow + (level - glow) * v * v * v);
}
