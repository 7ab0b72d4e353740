// Glory: rays stream down from the top and open like a fan. For 2D and 3D maps.

export var reach = 1; // how far down the light has come, 0..1: ramp it to let the light in
export var speed = 0.5; // of the streaming, 0..4
export var rays = 5; // 1..12
export var hue = 0.13; // 0..1
export var level = 1; // 0..1
export var soft = 0.5; // 0 is sharp rays, 1 one even light
export var up = 1; // 1 when y grows upwards in the map, 0 when downwards

var clock = 0;

export function beforeRender(delta) {
  clock = mod(clock + delta * speed / 1000, 1000);
}

export function render3D(index, x, y, z) {
  var below = up ? 1 - y : y;
  var fan = (x - 0.5) / (below + 0.2);
  var ray = wave(fan * rays + 0.25 + 0.1 * wave(clock / 8));
  ray = soft + (1 - soft) * ray * ray;
  var stream = 0.55 + 0.45 * wave(below * 1.5 - clock + wave(fan * 2));
  var front = clamp((reach * 1.25 - below) * 4, 0, 1);
  var v = ray * stream * front;
  // The front of the light is white.
  var white = front * (1 - front) * 3;
  hsv(hue - 0.05 * below, 0.9 - 0.5 * v - 0.3 * white, level * v * v);
}

export function render2D(index, x, y) {
  render3D(index, x, y, 0.5);
}
