// The list of devices.

const WORDS = { ok: "connected", busy: "busy", lost: "lost", off: "off" };

const panel = document.getElementById("devices");
const list = document.getElementById("device-list");
const count = document.getElementById("device-count");
let shown = "";

if (matchMedia("(max-width: 760px)").matches) panel.open = false;

export function showDevices(devices) {
  const text = JSON.stringify(devices);
  if (text === shown) return;
  shown = text;
  panel.hidden = devices.length === 0;
  const well = devices.filter(({ state }) => state === "ok").length;
  count.textContent = well === devices.length ? String(well) : `${well} of ${devices.length}`;
  list.replaceChildren(...devices.map(makeRow));
}

function makeRow({ name, kind, state, detail }) {
  const row = document.createElement("li");
  const dot = piece(`dot ${state}`, "");
  dot.setAttribute("role", "img");
  dot.setAttribute("aria-label", WORDS[state] ?? state);
  dot.title = WORDS[state] ?? state;
  row.append(dot, piece("name", name), piece("kind", kind));
  if (detail) row.append(piece("detail", detail));
  return row;
}

function piece(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
