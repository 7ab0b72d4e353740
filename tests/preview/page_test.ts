import { assert, assertEquals } from "@std/assert";
import { type Browser, chromium, type Page } from "playwright-core";
import {
  type Preview,
  type PreviewCommand,
  type PreviewOptions,
  type PreviewStatus,
  startPreview,
} from "../../preview/mod.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";

/** Where a Chromium may be; the page is tried in the first that there is. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PATIENCE = 20_000;

const executablePath = PLACES.find(exists);
const why = executablePath === undefined ? ` (skipped: there is no Chromium in ${PLACES.join(", ")})` : "";

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

const FIXTURES = [
  {
    name: "wall",
    points: Array.from({ length: 400 }, (_, i) => [i % 20 * 0.05, Math.floor(i / 20) * 0.05, 0] as const),
  },
  { name: "star", points: [[0.5, 1.2, 0] as const] },
];

const STATUS: PreviewStatus = {
  title: "Silent Night",
  position: 61_500,
  duration: 120_000,
  playing: false,
  rate: 1,
  cue: "Verse 2",
  devices: [{ name: "wall", kind: "pixelblaze", state: "lost", detail: "No answer" }],
};

async function start(more: Partial<PreviewOptions> = {}): Promise<Preview> {
  const preview = await startPreview({ port: 0, clock: new RealClock(), fixtures: FIXTURES, ...more });
  preview.status(STATUS);
  return preview;
}

function paint(preview: Preview, color: readonly number[]): void {
  for (const { name, points } of FIXTURES) preview.setFrame(name, Uint8Array.from(points.flatMap(() => color)));
}

/** Waits in the page itself: its Content-Security-Policy, which stays in force, lets nobody evaluate text there. */
async function waitFor(page: Page, expression: string): Promise<void> {
  await page.evaluate(`(async () => {
    const end = performance.now() + ${PATIENCE};
    while (!(${expression})) {
      if (performance.now() > end) throw new Error(${JSON.stringify(`Waited in vain for ${expression}`)});
      await new Promise((done) => setTimeout(done, 20));
    }
  })()`);
}

/** Mean red, green and blue of the middle of the picture, as it is on the screen. */
async function look(page: Page): Promise<number[]> {
  const png = await page.screenshot({ clip: { x: 300, y: 200, width: 200, height: 150 } });
  return await page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${new Uint8Array(png).toBase64()}";
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const sums = [0, 0, 0];
    data.forEach((value, i) => { if (i % 4 < 3) sums[i % 4] += value; });
    return sums.map((sum) => sum / (data.length / 4));
  })()`);
}

async function withPage(run: (page: Page, errors: string[]) => Promise<void>): Promise<void> {
  const browser: Browser = await chromium.launch({ executablePath: executablePath!, args: SWITCHES });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await run(page, errors);
  } finally {
    await browser.close();
  }
}

/** The browser's driver keeps pipes and timers of its own beyond the end of a test. */
const settings = { ignore: executablePath === undefined, sanitizeOps: false, sanitizeResources: false };

Deno.test({ ...settings, name: `the preview page draws the LEDs and shows what the show is doing${why}` }, async () => {
  await using preview = await start();
  paint(preview, [255, 0, 0]);
  await withPage(async (page, errors) => {
    await page.goto(preview.url);
    await waitFor(page, "cuelight.ledCount === 401 && cuelight.color(400)[0] === 255");
    await waitFor(page, "document.querySelectorAll('#labels span').length > 0");
    assertEquals(await page.locator("#labels span").allTextContents(), ["wall", "star"]);
    await waitFor(page, "document.getElementById('title').textContent === 'Silent Night'");
    assertEquals(await page.locator("#position").textContent(), "1:01.5");
    assertEquals(await page.locator("#duration").textContent(), "/ 2:00");
    assertEquals(await page.locator("#cue").textContent(), "Verse 2");
    assertEquals(await page.locator("#device-list .dot").getAttribute("class"), "dot lost");
    assertEquals(await page.locator("#notice").isVisible(), false);
    assertEquals(await page.locator("#play").isVisible(), false);
    assertEquals(await page.locator("#listen").isVisible(), false);

    await waitFor(page, "document.getElementById('health-text').textContent.startsWith('Live · 401 LEDs')");
    const red = await look(page);
    paint(preview, [0, 0, 255]);
    await waitFor(page, "cuelight.color(0)[2] === 255");
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    const blue = await look(page);
    assert(red[0]! > 2 * red[2]! && blue[2]! > 2 * blue[0]!, `the picture was ${red} and then ${blue}`);
    assertEquals(errors, []);
  });
});

Deno.test({ ...settings, name: `the preview page asks the show for what its keys and buttons say${why}` }, async () => {
  const heard: PreviewCommand[] = [];
  await using preview = await start({ onCommand: (command) => void heard.push(command) });
  await withPage(async (page, errors) => {
    await page.goto(preview.url);
    await page.locator("#play").waitFor({ timeout: PATIENCE });
    const expect = async (command: PreviewCommand, act: () => Promise<unknown>) => {
      const answered = page.waitForResponse("**/api/command", { timeout: PATIENCE });
      await act();
      await answered;
      assertEquals(heard.splice(0), [command]);
    };
    await expect({ command: "play" }, () => page.keyboard.press("Space"));
    await expect({ command: "play" }, () => page.click("#play"));
    await expect({ command: "play" }, () => page.keyboard.press("Space"));
    await expect({ command: "seek", position: 66_500 }, () => page.keyboard.press("ArrowRight"));
    await expect({ command: "go" }, () => page.click("#go"));
    await expect({ command: "play" }, () => page.keyboard.press("Space"));
    await expect({ command: "rate", rate: 0.5 }, () => page.selectOption("#rate", "0.5"));
    const bar = (await page.locator("#timeline").boundingBox())!;
    await expect(
      { command: "seek", position: 60_000 },
      () => page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2),
    );
    assertEquals(errors, []);
  });
});

/** A WAV file of 8 bits and 8000 samples a second: a quiet tone. */
function makeTone(seconds: number): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const bytes = new Uint8Array(44 + rate * seconds).map((_, i) => 128 + 8 * Math.sin(i / 3));
  const view = new DataView(bytes.buffer);
  const encoder = new TextEncoder();
  bytes.set(encoder.encode("RIFF....WAVEfmt "));
  view.setUint32(4, bytes.length - 8, true);
  view.setUint32(16, 16, true);
  view.setUint32(20, 0x0001_0001, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint32(32, 0x0008_0001, true);
  bytes.set(encoder.encode("data"), 36);
  view.setUint32(40, bytes.length - 44, true);
  return bytes;
}

Deno.test({ ...settings, name: `the preview page keeps the music in step with the show${why}` }, async () => {
  const tone = makeTone(100);
  await using preview = await start({
    audio: { contentType: "audio/wav", size: tone.length, start: 500, read: (from, to) => tone.slice(from, to) },
  });
  const element = "document.getElementById('audio')";
  const inStep = `!${element}.paused && Math.abs(1000 * ${element}.currentTime + 500 - cuelight.position) < 80`;
  await withPage(async (page, errors) => {
    await page.goto(preview.url);
    preview.status({ ...STATUS, playing: true, position: 20_000 });
    await waitFor(page, "cuelight.position > 20_000 && cuelight.position < 25_000");
    assertEquals(await page.evaluate(`${element}.paused`), true);
    preview.status({ ...STATUS, playing: true, position: 30_000 });
    await page.click("#listen");
    await waitFor(page, inStep);
    preview.status({ ...STATUS, playing: true, position: 50_000, rate: 2 });
    await waitFor(page, `cuelight.position > 50_000 && ${element}.playbackRate === 2 && ${inStep}`);
    preview.status({ ...STATUS, playing: false, position: 60_000 });
    await waitFor(page, `${element}.paused`);
    assertEquals(await page.locator("#listen").textContent(), "Mute");
    assertEquals(errors, []);
  });
});

Deno.test({ ...settings, name: `the preview page says when it is stale, and comes back by itself${why}` }, async () => {
  const first = await start();
  const port = Number(new URL(first.url).port);
  await withPage(async (page) => {
    await page.goto(first.url);
    await waitFor(page, "cuelight.ledCount === 401 && cuelight.stale === false");
    await first.close();
    await page.locator("#notice").waitFor({ timeout: PATIENCE });
    assertEquals(
      await page.locator("#notice").textContent(),
      "No frames for 3 s: the show has stopped or the connection is lost. Trying to reconnect",
    );
    assertEquals(await page.locator("#health-text").textContent(), "Stale");
    await using second = await start({ port, fixtures: FIXTURES.slice(0, 1) });
    second.setFrame("wall", new Uint8Array(1200).fill(7));
    await waitFor(page, "cuelight.ledCount === 400 && cuelight.color(399)[0] === 7 && cuelight.stale === false");
    await page.locator("#notice").waitFor({ state: "hidden", timeout: PATIENCE });
    await waitFor(page, "document.querySelectorAll('#labels span').length === 1");
  });
});

Deno.test(
  { ...settings, name: `the preview page passes its token on, and says so when it has none${why}` },
  async () => {
    await using preview = await start({ token: "a secret of the show" });
    paint(preview, [1, 2, 3]);
    await withPage(async (page) => {
      await page.goto(preview.url);
      await waitFor(page, "cuelight.ledCount === 401 && cuelight.color(0)[2] === 3");
      await page.goto("about:blank");
      await page.goto(preview.url.replace(/#.*/, ""));
      await waitFor(
        page,
        "document.getElementById('notice').textContent.startsWith('Refused: the token is missing or wrong')",
      );
      assertEquals(await page.evaluate("cuelight.ledCount"), 0);
    });
  },
);
