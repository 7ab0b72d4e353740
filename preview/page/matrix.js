// Matrices of 4 x 4 in columns, as WebGL has them.

/** What the camera sees: the shifts move the picture to the right and up, by parts of half its size. */
export function perspective(fovY, aspect, near, far, shiftX, shiftY) {
  const f = 1 / Math.tan(fovY / 2);
  const depth = near - far;
  // deno-fmt-ignore
  return new Float32Array([
    f / aspect, 0, 0, 0,
    0, f, 0, 0,
    -shiftX, -shiftY, (far + near) / depth, -1,
    0, 0, (2 * far * near) / depth, 0,
  ]);
}

/** The world as seen from an orbit: turned by yaw and pitch around a target, from a distance. */
export function orbitView(target, yaw, pitch, distance) {
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  const right = [cy, 0, -sy];
  const up = [-sy * sp, cp, -cy * sp];
  const back = [sy * cp, sp, cy * cp];
  const move = (axis) => -(axis[0] * target[0] + axis[1] * target[1] + axis[2] * target[2]);
  // deno-fmt-ignore
  return new Float32Array([
    right[0], up[0], back[0], 0,
    right[1], up[1], back[1], 0,
    right[2], up[2], back[2], 0,
    move(right), move(up), move(back) - distance, 1,
  ]);
}

/** The product: `b` first, then `a`. */
export function multiply(a, b) {
  const product = new Float32Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += a[4 * k + row] * b[4 * column + k];
      product[4 * column + row] = sum;
    }
  }
  return product;
}

/** A point after the matrix: x, y, z and w, not yet divided. */
export function transform(m, x, y, z) {
  return [0, 1, 2, 3].map((row) => m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row]);
}
