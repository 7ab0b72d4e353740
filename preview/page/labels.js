// The names of the fixtures, above them.

import { transform } from "./matrix.js";

/** How far above a fixture its name is, as part of its height, and at least in metres. */
const LIFT = 0.04;

export class Labels {
  #box;
  #labels = [];

  constructor(box) {
    this.#box = box;
  }

  setFixtures(fixtures) {
    this.#labels = fixtures.map((fixture) => {
      const element = document.createElement("span");
      element.textContent = fixture.name;
      return { element, anchor: findAnchor(fixture.points) };
    });
    this.#box.replaceChildren(...this.#labels.map(({ element }) => element));
  }

  toggle() {
    this.#box.hidden = !this.#box.hidden;
  }

  place(matrix, width, height) {
    if (this.#box.hidden) return;
    for (const { element, anchor } of this.#labels) {
      const [x, y, , w] = transform(matrix, ...anchor);
      const left = (x / w * 0.5 + 0.5) * width;
      const top = (0.5 - y / w * 0.5) * height;
      const seen = w > 0 && left > 0 && left < width && top > 0 && top < height;
      element.style.visibility = seen ? "visible" : "hidden";
      if (seen) {
        element.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px) translate(-50%, -100%)`;
      }
    }
  }
}

/** The middle of the top of a fixture. */
function findAnchor(points) {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  points.forEach((value, i) => {
    low[i % 3] = Math.min(low[i % 3], value);
    high[i % 3] = Math.max(high[i % 3], value);
  });
  return [(low[0] + high[0]) / 2, high[1] + LIFT * (high[1] - low[1]) + LIFT, (low[2] + high[2]) / 2];
}
