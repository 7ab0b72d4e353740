// Pictures that are drawn into before the screen: one of full size for the light, and ever smaller ones for its glow.

const LEVELS = 5;

export class Targets {
  #gl;
  #isFloat;
  /** The light. */
  full;
  /** Its glow, each half the size of the one before. */
  glow = [];

  constructor(gl) {
    this.#gl = gl;
    // Without this a light has no more than 8 bits: bright cores lose their colour, but it still works.
    this.#isFloat = gl.getExtension("EXT_color_buffer_float") !== null ||
      gl.getExtension("EXT_color_buffer_half_float") !== null;
  }

  resize(width, height) {
    for (const target of [this.full, ...this.glow]) this.#drop(target);
    this.full = this.#make(width, height);
    this.glow = [];
    for (let level = 1; level <= LEVELS; level++) {
      this.glow.push(this.#make(Math.max(2, width >> level), Math.max(2, height >> level)));
    }
  }

  #make(width, height) {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    const [format, type] = this.#isFloat ? [gl.RGBA16F, gl.HALF_FLOAT] : [gl.RGBA8, gl.UNSIGNED_BYTE];
    gl.texImage2D(gl.TEXTURE_2D, 0, format, width, height, 0, gl.RGBA, type, null);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR);
    const buffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    return { texture, buffer, width, height };
  }

  #drop(target) {
    if (target === undefined) return;
    this.#gl.deleteFramebuffer(target.buffer);
    this.#gl.deleteTexture(target.texture);
  }
}
