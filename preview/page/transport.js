// What the show is doing, and the buttons that ask it to do something else.

import { command } from "./connection.js";
import { allowSeek, formatTime, showPosition } from "./timeline.js";

const PLAY = "M8 5.5v13l11-6.5z";
const PAUSE = "M7 5.5h3.6v13H7zM13.4 5.5H17v13h-3.6z";
const RATES = [0.1, 0.25, 0.5, 1, 1.5, 2, 4];
/** How far an arrow key goes, in milliseconds. */
const STEP = 5000;

/** How long the playhead goes on by itself without a word from the show, in milliseconds. */
const MOST_GUESSED = 3000;

const find = (id) => document.getElementById(id);

export class Transport {
  #onProblem;
  #hasControls = false;
  #status = null;
  /** When the status was true, on the page's own clock. */
  #since = 0;
  /** While a drag over the timeline is being answered, the newest place wanted, if another one came. */
  #seeking = false;
  #wanted;

  constructor(onProblem) {
    this.#onProblem = onProblem;
    find("rate").append(...RATES.map((rate) => new Option(`${rate}×`, String(rate))));
    find("play").addEventListener("click", () => this.toggle());
    find("go").addEventListener("click", () => this.#send({ command: "go" }));
    find("blackout").addEventListener("click", () => this.#send({ command: "blackout" }));
    find("loop").addEventListener("click", () => this.#send({ command: "loop", loop: !this.#status?.loop }));
    find("rate").addEventListener("change", (event) => {
      this.#send({ command: "rate", rate: Number(event.target.value) });
      event.target.blur();
    });
  }

  get status() {
    return this.#status;
  }

  setControls(has) {
    this.#hasControls = has;
    for (const id of ["controls", "rate-label", "blackout"]) find(id).hidden = !has;
    allowSeek(has ? (position) => this.#seek(position) : undefined);
  }

  setStatus(status, age, now) {
    this.#status = status;
    this.#since = now - age;
    if (status === null) return;
    const { title, playing, rate, cue, waiting, loop, clock, duration } = status;
    setText("title", title);
    document.title = `${playing ? "▶ " : ""}${title} · Cuelight preview`;
    setText("cue", waiting === undefined ? cue ?? "" : `${waiting} waits for GO`);
    find("go").classList.toggle("waiting", waiting !== undefined);
    setText("duration", duration > 0 ? `/ ${formatTime(duration)}` : "");
    setText("clock-source", clock ?? "");
    setText("rate-text", !this.#hasControls && rate !== 1 ? `${rate}×` : "");
    const play = find("play");
    if (play.getAttribute("aria-label") !== (playing ? "Pause" : "Play")) {
      play.setAttribute("aria-label", playing ? "Pause" : "Play");
      find("play-icon").setAttribute("d", playing ? PAUSE : PLAY);
    }
    find("loop").hidden = !this.#hasControls || loop === undefined;
    find("loop").setAttribute("aria-pressed", String(loop === true));
    this.#showRate(rate);
  }

  /** The playhead now: between two updates it goes on by itself. */
  position(now) {
    const status = this.#status;
    if (status === null) return 0;
    const moved = status.playing ? Math.min(MOST_GUESSED, now - this.#since) * status.rate : 0;
    const position = Math.max(0, status.position + moved);
    return status.duration > 0 ? Math.min(status.duration, position) : position;
  }

  show(now) {
    const position = this.position(now);
    setText("position", formatTime(position, true));
    showPosition(position, this.#status?.duration ?? 0);
  }

  toggle() {
    if (this.#status !== null) this.#send({ command: this.#status.playing ? "pause" : "play" });
  }

  go() {
    this.#send({ command: "go" });
  }

  skip(direction, now) {
    const position = this.position(now) + direction * STEP;
    this.#seek(Math.max(0, Math.min(this.#status?.duration || Infinity, position)));
  }

  #showRate(rate) {
    const select = find("rate");
    if (document.activeElement === select) return;
    if (!RATES.includes(rate) && select.querySelector(`option[value="${rate}"]`) === null) {
      select.append(new Option(`${rate}×`, String(rate)));
    }
    select.value = String(rate);
  }

  /** A drag asks for many places; while one is asked for, only the newest of the others is kept. */
  async #seek(position) {
    this.#wanted = position;
    if (this.#seeking) return;
    this.#seeking = true;
    while (this.#wanted !== undefined) {
      const next = this.#wanted;
      this.#wanted = undefined;
      await this.#send({ command: "seek", position: next });
    }
    this.#seeking = false;
  }

  async #send(wish) {
    if (!this.#hasControls) return;
    try {
      await command(wish);
    } catch (error) {
      this.#onProblem(`The show did not take the command: ${error.message}`);
    }
  }
}

function setText(id, text) {
  const element = find(id);
  if (element.textContent !== text) element.textContent = text;
}
