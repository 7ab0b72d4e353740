/** The files of the page. They are taken in as text, so they need no permission to read and no build. @module */

import app from "./page/app.js" with { type: "text" };
import audio from "./page/audio.js" with { type: "text" };
import camera from "./page/camera.js" with { type: "text" };
import connection from "./page/connection.js" with { type: "text" };
import devices from "./page/devices.js" with { type: "text" };
import html from "./page/index.html" with { type: "text" };
import labels from "./page/labels.js" with { type: "text" };
import matrix from "./page/matrix.js" with { type: "text" };
import renderer from "./page/renderer.js" with { type: "text" };
import shaders from "./page/shaders.js" with { type: "text" };
import style from "./page/style.css" with { type: "text" };
import targets from "./page/targets.js" with { type: "text" };
import timeline from "./page/timeline.js" with { type: "text" };
import transport from "./page/transport.js" with { type: "text" };

const JAVASCRIPT = "text/javascript; charset=utf-8";

/** Path to media type and text. */
const FILES: ReadonlyMap<string, readonly [contentType: string, text: string]> = new Map([
  ["/", ["text/html; charset=utf-8", html]],
  ["/style.css", ["text/css; charset=utf-8", style]],
  ["/app.js", [JAVASCRIPT, app]],
  ["/audio.js", [JAVASCRIPT, audio]],
  ["/camera.js", [JAVASCRIPT, camera]],
  ["/connection.js", [JAVASCRIPT, connection]],
  ["/devices.js", [JAVASCRIPT, devices]],
  ["/labels.js", [JAVASCRIPT, labels]],
  ["/matrix.js", [JAVASCRIPT, matrix]],
  ["/renderer.js", [JAVASCRIPT, renderer]],
  ["/shaders.js", [JAVASCRIPT, shaders]],
  ["/targets.js", [JAVASCRIPT, targets]],
  ["/timeline.js", [JAVASCRIPT, timeline]],
  ["/transport.js", [JAVASCRIPT, transport]],
]);

/** Gives a file of the page, or nothing if there is none at that path. */
export function servePageFile(path: string, host: string): Response | undefined {
  const file = FILES.get(path);
  if (file === undefined) return undefined;
  const [contentType, text] = file;
  return new Response(text, {
    headers: {
      "content-type": contentType,
      "cache-control": "no-store",
      // The page is not framed, so nobody is led to press its buttons, and the token in its address goes nowhere else.
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; media-src 'self'; " +
        `connect-src 'self' ws://${host} wss://${host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
