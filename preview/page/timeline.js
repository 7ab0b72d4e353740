// Position in the show: where it is, its cues, and going elsewhere.

const bar = document.getElementById("timeline");
const fill = document.getElementById("fill");
const knob = document.getElementById("knob");
const marks = document.getElementById("marks");
const tip = document.getElementById("tip");

let cues = [];
let duration = 0;
let onSeek;
let drawn = "";

/** Milliseconds as minutes, seconds and, if asked for, tenths. */
export function formatTime(time, tenths = false) {
  const whole = Math.max(0, tenths ? Math.floor(time / 100) / 10 : Math.floor(time / 1000));
  const seconds = (whole % 60).toFixed(tenths ? 1 : 0).padStart(tenths ? 4 : 2, "0");
  return `${Math.floor(whole / 60)}:${seconds}`;
}

export function setCues(newCues) {
  cues = newCues.toSorted((a, b) => a.at - b.at);
  drawMarks();
}

/** Makes the bar a control, or takes that back. */
export function allowSeek(seek) {
  onSeek = seek;
  bar.classList.toggle("live", seek !== undefined);
  bar.tabIndex = seek === undefined ? -1 : 0;
}

export function showPosition(position, newDuration) {
  if (newDuration !== duration) {
    duration = newDuration;
    bar.classList.toggle("endless", duration <= 0);
    bar.setAttribute("aria-valuemax", String(Math.round(duration / 1000)));
    drawMarks();
  }
  const part = duration > 0 ? Math.min(1, position / duration) : 0;
  fill.style.transform = `scaleX(${part})`;
  knob.style.transform = `translateX(${part * bar.clientWidth}px)`;
  const seconds = String(Math.round(position / 1000));
  if (bar.getAttribute("aria-valuenow") !== seconds) {
    bar.setAttribute("aria-valuenow", seconds);
    bar.setAttribute("aria-valuetext", formatTime(position));
  }
}

/** Marks are drawn, not built of elements: a show may have ten thousand cues. */
function drawMarks() {
  const ratio = Math.min(2, devicePixelRatio);
  const [width, height] = [Math.round(bar.clientWidth * ratio), Math.round(bar.clientHeight * ratio)];
  drawn = `${width} ${height}`;
  marks.width = width;
  marks.height = height;
  const context = marks.getContext("2d");
  context.fillStyle = "rgb(255 255 255 / 45%)";
  if (duration <= 0) return;
  for (const x of new Set(cues.map(({ at }) => Math.round(at / duration * width)))) {
    context.fillRect(Math.max(0, x - ratio / 2), height * 0.22, ratio, height * 0.56);
  }
}

function timeAt(event) {
  const { left, width } = bar.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width)) * duration;
}

function showTip(event) {
  if (duration <= 0 || onSeek === undefined) return;
  const time = timeAt(event);
  const cue = cues.findLast(({ at }) => at <= time);
  tip.textContent = cue === undefined ? formatTime(time) : `${formatTime(time)}  ${cue.name}`;
  tip.hidden = false;
  const { left, width } = bar.getBoundingClientRect();
  const half = tip.offsetWidth / 2;
  tip.style.left = `${Math.min(width - half, Math.max(half, event.clientX - left))}px`;
}

bar.addEventListener("pointerdown", (event) => {
  if (onSeek === undefined || duration <= 0) return;
  bar.setPointerCapture(event.pointerId);
  onSeek(timeAt(event));
});
bar.addEventListener("pointermove", (event) => {
  showTip(event);
  if (onSeek !== undefined && bar.hasPointerCapture(event.pointerId)) onSeek(timeAt(event));
});
bar.addEventListener("pointerleave", () => {
  tip.hidden = true;
});
new ResizeObserver(() => {
  const ratio = Math.min(2, devicePixelRatio);
  if (drawn !== `${Math.round(bar.clientWidth * ratio)} ${Math.round(bar.clientHeight * ratio)}`) drawMarks();
}).observe(bar);
