// The music, in step with the show.

import { address } from "./connection.js";

/** Seconds by which the music may be off before it is set right. */
const MOST_DRIFT = 0.08;
/** Seconds between two corrections: each one is heard as a small jump. */
const LEAST_WAIT = 1;
/** Speeds at which browsers play sound. */
const [SLOWEST, FASTEST] = [0.25, 4];

const element = document.getElementById("audio");
const button = document.getElementById("listen");

let start = 0;
let listening = false;
let corrected = -Infinity;

/** Takes the place in the show where the music begins, in milliseconds; nothing if there is no music. */
export function setAudio(audio) {
  button.hidden = audio === null;
  if (audio === null) return element.removeAttribute("src");
  start = audio.start;
  const source = address("api/audio");
  if (element.src !== source) element.src = source;
}

/** Browsers let a page make sound only after a click, so it is silent until somebody asks for it. */
export function toggleListening() {
  if (button.hidden) return;
  listening = !listening;
  button.textContent = listening ? "Mute" : "Listen";
  button.setAttribute("aria-pressed", String(listening));
  if (!listening) element.pause();
}

/** Brings the music to where the show is. Called several times a second. */
export function keepInStep(position, status, live, now) {
  const time = (position - start) / 1000;
  const { playing = false, rate = 1 } = status ?? {};
  const audible = listening && live && playing && rate >= SLOWEST && rate <= FASTEST && time >= 0 &&
    !(time >= element.duration);
  if (!audible) {
    if (!element.paused) element.pause();
    return;
  }
  if (element.playbackRate !== rate) element.playbackRate = rate;
  const drift = element.currentTime - time;
  const due = now / 1000 - corrected > LEAST_WAIT;
  if (element.paused || (Math.abs(drift) > MOST_DRIFT * Math.max(1, rate) && due && !element.seeking)) {
    element.currentTime = time;
    corrected = now / 1000;
  }
  if (element.paused) {
    element.play().catch(() => {
      // The browser did not take the click for a wish to hear something: the button asks again.
      if (listening) toggleListening();
    });
  }
}

button.addEventListener("click", toggleListening);
