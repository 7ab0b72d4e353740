import { assertEquals, assertRejects } from "@std/assert";
import { parseRange, type PreviewAudio, serveAudio } from "../../preview/audio.ts";

const RANGES: [string | null, number, ReturnType<typeof parseRange>][] = [
  [null, 100, undefined],
  ["bytes=0-", 100, [0, 100]],
  ["bytes=0-0", 100, [0, 1]],
  ["bytes=10-19", 100, [10, 20]],
  ["bytes=90-500", 100, [90, 100]],
  ["bytes=-30", 100, [70, 100]],
  ["bytes=-500", 100, [0, 100]],
  ["bytes=99-99", 100, [99, 100]],
  ["bytes=100-", 100, "unsatisfiable"],
  ["bytes=-0", 100, "unsatisfiable"],
  ["bytes=0-", 0, "unsatisfiable"],
  [`bytes=${"9".repeat(400)}-`, 100, "unsatisfiable"],
  ["bytes=20-10", 100, undefined],
  ["bytes=-", 100, undefined],
  ["bytes=0-1,5-6", 100, undefined],
  ["lines=0-1", 100, undefined],
];

for (const [header, size, expected] of RANGES) {
  Deno.test(`parseRange() reads ${header?.slice(0, 20)} of ${size} bytes`, () => {
    assertEquals(parseRange(header, size), expected);
  });
}

const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => i * 7);

function recorder(): { audio: PreviewAudio; reads: [number, number][] } {
  const reads: [number, number][] = [];
  const audio: PreviewAudio = {
    contentType: "audio/ogg",
    size: bytes.length,
    read(from, to) {
      reads.push([from, to]);
      return bytes.slice(from, to);
    },
  };
  return { audio, reads };
}

function get(range?: string): Request {
  return new Request("http://localhost/api/audio", range === undefined ? {} : { headers: { range } });
}

Deno.test("serveAudio() serves the whole in parts of 256 KiB", async () => {
  const { audio, reads } = recorder();
  const response = serveAudio(get(), audio);
  assertEquals(response.status, 200);
  assertEquals(response.headers.get("content-length"), "600000");
  assertEquals(response.headers.get("accept-ranges"), "bytes");
  assertEquals(await response.bytes(), bytes);
  assertEquals(reads, [[0, 262_144], [262_144, 524_288], [524_288, 600_000]]);
});

Deno.test("serveAudio() serves a range and reads nothing else", async () => {
  const { audio, reads } = recorder();
  const response = serveAudio(get("bytes=1000-1999"), audio);
  assertEquals(response.status, 206);
  assertEquals(response.headers.get("content-range"), "bytes 1000-1999/600000");
  assertEquals(await response.bytes(), bytes.slice(1000, 2000));
  assertEquals(reads, [[1000, 2000]]);
});

Deno.test("serveAudio() answers 416 to a range behind the end", () => {
  const response = serveAudio(get("bytes=600000-"), recorder().audio);
  assertEquals([response.status, response.headers.get("content-range")], [416, "bytes */600000"]);
});

Deno.test("serveAudio() answers HEAD without reading", () => {
  const { audio, reads } = recorder();
  const response = serveAudio(new Request("http://localhost/", { method: "HEAD" }), audio);
  assertEquals([response.body, response.headers.get("content-length"), reads.length], [null, "600000", 0]);
});

Deno.test("serveAudio() accepts shorter reads and ends at an empty one", async () => {
  const short = {
    ...recorder().audio,
    size: 10,
    read: (from: number) => bytes.slice(from, from + 4 > 10 ? 10 : from + 4),
  };
  assertEquals(await serveAudio(get(), short).bytes(), bytes.slice(0, 10));
  const empty = { ...recorder().audio, size: 10, read: () => new Uint8Array() };
  await assertRejects(() => serveAudio(get(), empty).bytes(), RangeError, "got 0 bytes at 0, want 1 to 10");
});
