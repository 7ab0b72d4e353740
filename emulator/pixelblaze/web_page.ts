/** The page a software board shows in a browser, as the gzip file it lies in flash as. @module */

import { crc32 } from "../../protocol/pixelblaze/crc32.ts";

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Software Pixelblaze</title>
<p>This is a software Pixelblaze. It answers what a board answers on its websocket, HTTP and UDP ports, but has no editor:
the editor and its compiler are part of the real firmware.</p>
<ul>
<li><a href="/list">Files</a></li>
<li><a href="/wifistatus">Network</a></li>
</ul>
</html>
`;

const GZIP_HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
const LAST_STORED_BLOCK = 1;

/** The page as a gzip file of one stored block. */
export function webPage(): Uint8Array {
  const page = new TextEncoder().encode(PAGE);
  const file = new Uint8Array(GZIP_HEADER.length + 5 + page.length + 8);
  const view = new DataView(file.buffer);
  file.set(GZIP_HEADER);
  let at = GZIP_HEADER.length;
  view.setUint8(at, LAST_STORED_BLOCK);
  view.setUint16(at + 1, page.length, true);
  view.setUint16(at + 3, ~page.length & 0xffff, true);
  file.set(page, at += 5);
  view.setUint32(at += page.length, crc32(page), true);
  view.setUint32(at + 4, page.length, true);
  return file;
}
