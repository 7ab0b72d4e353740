// What the graphics card does. Light is linear throughout; only the last step turns it into what a screen wants.

const HEAD = "#version 300 es\nprecision highp float;\n";

/** LEDs as round sprites: a bright core in a soft halo. They add up, as light does. */
export const led = {
  vertex: `${HEAD}
    layout(location = 0) in vec3 place;
    layout(location = 1) in float width;
    layout(location = 2) in vec3 level;
    uniform mat4 matrix;
    uniform float pixelsPerMetre;
    uniform float mirrorAt;   // height of the floor, for the picture of the LEDs in it
    uniform float mirrored;   // 0 the LEDs, 1 their picture
    out vec3 light;
    out float core;
    void main() {
      vec3 p = place;
      p.y = mix(p.y, 2.0 * mirrorAt - p.y, mirrored);
      gl_Position = matrix * vec4(p, 1.0);
      float pixels = width * pixelsPerMetre / gl_Position.w;
      float drawn = clamp(pixels, 1.6, 120.0);
      // Sprites that cannot get smaller get dimmer instead, or distant ones would outshine near ones.
      float fade = min(1.0, pixels / drawn);
      float spread = mix(3.0, 9.0, mirrored);
      gl_PointSize = drawn * spread;
      core = 1.0 / spread;
      vec3 unlit = vec3(0.006, 0.007, 0.010);
      // Between what a LED gives off and what eyes that are used to screens take it for.
      vec3 lit = pow(level, vec3(1.6));
      float depth = max(0.0, place.y - mirrorAt);
      light = mirrored > 0.5
        ? lit * 0.030 * fade * exp(-0.9 * depth)
        : (lit * 1.25 + unlit) * mix(1.0, fade, 0.75);
    }`,
  fragment: `${HEAD}
    in vec3 light;
    in float core;
    out vec4 color;
    void main() {
      float r = length(gl_PointCoord * 2.0 - 1.0);
      if (r > 1.0) discard;
      float edge = 1.0 - r;
      float bulb = 1.0 - smoothstep(core * 0.55, core * 1.15, r);
      float halo = edge * edge * edge * 0.16;
      color = vec4(light * (bulb + halo), 1.0);
    }`,
};

/** The floor: a faint grid that fades away from the show. */
export const floor = {
  vertex: `${HEAD}
    layout(location = 0) in vec2 corner;
    uniform mat4 matrix;
    uniform vec3 middle;
    uniform float reach;
    out vec2 place;
    void main() {
      place = corner * reach;
      gl_Position = matrix * vec4(middle + vec3(place.x, 0.0, place.y), 1.0);
    }`,
  fragment: `${HEAD}
    in vec2 place;
    uniform vec3 middle;
    uniform float reach;
    uniform float spacing;
    out vec4 color;
    float lines(vec2 at) {
      vec2 near = abs(fract(at - 0.5) - 0.5) / fwidth(at);
      return 1.0 - min(min(near.x, near.y), 1.0);
    }
    void main() {
      float fade = max(0.0, 1.0 - length(place) / reach);
      fade *= fade;
      vec2 at = (place + middle.xz) / spacing;
      color = vec4(vec3(0.20, 0.27, 0.42) * (lines(at) * 0.045 + 0.006) * fade, 1.0);
    }`,
};

const SCREEN = `${HEAD}
    out vec2 at;
    void main() {
      at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
      gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
    }`;

/** Half the size, with a little blur. */
export const shrink = {
  vertex: SCREEN,
  fragment: `${HEAD}
    in vec2 at;
    uniform sampler2D image;
    uniform vec2 texel;
    out vec4 color;
    void main() {
      vec4 sum = texture(image, at) * 4.0;
      sum += texture(image, at + texel * vec2(1, 1)) + texture(image, at + texel * vec2(-1, 1));
      sum += texture(image, at + texel * vec2(1, -1)) + texture(image, at + texel * vec2(-1, -1));
      color = sum / 8.0;
    }`,
};

/** Twice the size, blurred; it is added to what is there. */
export const grow = {
  vertex: SCREEN,
  fragment: `${HEAD}
    in vec2 at;
    uniform sampler2D image;
    uniform vec2 texel;
    uniform float weight;
    out vec4 color;
    void main() {
      vec4 sum = texture(image, at + texel * vec2(2, 0)) + texture(image, at + texel * vec2(-2, 0));
      sum += texture(image, at + texel * vec2(0, 2)) + texture(image, at + texel * vec2(0, -2));
      sum += 2.0 * (texture(image, at + texel * vec2(1, 1)) + texture(image, at + texel * vec2(-1, 1)));
      sum += 2.0 * (texture(image, at + texel * vec2(1, -1)) + texture(image, at + texel * vec2(-1, -1)));
      color = sum / 12.0 * weight;
    }`,
};

/** Light and its glow over a night sky, as a screen shows it. */
export const develop = {
  vertex: SCREEN,
  fragment: `${HEAD}
    in vec2 at;
    uniform sampler2D image;
    uniform sampler2D glow;
    uniform float dim;        // 0 live, 1 stale
    uniform vec2 size;
    out vec4 color;
    float noise(vec2 p) {
      return fract(52.9829189 * fract(dot(p, vec2(0.06711056, 0.00583715))));
    }
    void main() {
      vec2 off = (at - vec2(0.5, 0.46)) * vec2(size.x / size.y, 1.0);
      float vignette = exp(-1.7 * dot(off, off));
      vec3 sky = mix(vec3(0.0008, 0.0011, 0.0022), vec3(0.0038, 0.0056, 0.0125), vignette);
      vec3 light = texture(image, at).rgb + texture(glow, at).rgb * 0.50;
      light = mix(light, vec3(dot(light, vec3(0.2126, 0.7152, 0.0722))) * 0.30, dim * 0.85);
      vec3 shown = 1.0 - exp(-1.35 * light);
      shown = pow(sky + shown * (1.0 - sky), vec3(1.0 / 2.2));
      // Without a grain, dark gradients show as steps on a screen of 8 bits.
      color = vec4(shown + (noise(gl_FragCoord.xy) - 0.5) / 255.0, 1.0);
    }`,
};
