/** The one-way street: who may import whom, who may touch the system, and who may ask for the time. */

import { assertEquals, assertGreater } from "@std/assert";

const ROOT = new URL("../", import.meta.url);
const FOLDERS = [
  "bench",
  "cli",
  "emulator",
  "examples",
  "preview",
  "protocol",
  "runtime",
  "shows",
  "tests",
  "tools",
  "types",
];

/** What a layer may import: other layers, `npm` packages by their names in deno.json, and `node` built-ins. */
interface Layer {
  readonly layers: readonly string[] | "any";
  readonly packages: readonly ("npm" | "node")[];
}

const RUNTIME = ["runtime/model", "runtime/time", "runtime/links", "runtime/devices"];
const BOTH = ["npm", "node"] as const;

/** The table; a file belongs to the longest name that its path begins with. */
const LAYERS: Readonly<Record<string, Layer>> = {
  "protocol": { layers: [], packages: [] },
  "runtime/model": { layers: [], packages: [] },
  "runtime/time": { layers: ["runtime/model"], packages: BOTH },
  "runtime/links": { layers: ["runtime/time"], packages: BOTH },
  "runtime/devices": { layers: ["protocol", ...RUNTIME], packages: BOTH },
  "runtime": { layers: RUNTIME, packages: BOTH },
  "shows": { layers: ["runtime/model"], packages: BOTH },
  "emulator": { layers: ["protocol", "runtime/time", "runtime/links"], packages: BOTH },
  "preview": { layers: ["protocol", "runtime/time", "runtime/model"], packages: BOTH },
  "examples": { layers: ["mod.ts"], packages: [] },
  "cli": { layers: "any", packages: BOTH },
  "main.ts": { layers: "any", packages: BOTH },
  "mod.ts": { layers: "any", packages: BOTH },
  "testing.ts": { layers: "any", packages: BOTH },
  "bench": { layers: "any", packages: BOTH },
  "tests": { layers: "any", packages: BOTH },
  "tools": { layers: "any", packages: BOTH },
  "types": { layers: [], packages: [] },
};

/** Folders and files that may touch the system through `Deno`. */
const MAY_USE_DENO = [
  ...["runtime/links/", "cli/", "main.ts", "tools/", "bench/", "tests/"],
  // Servers and loaders of the emulator.
  ...["emulator/layouts/load_layout.ts", "emulator/pixelblaze/flash_folder.ts", "emulator/pixelblaze/http_server.ts"],
  ...["emulator/pixelblaze/listen_error.ts", "emulator/pixelblaze/websocket_server.ts", "emulator/pixo/pty.ts"],
  ...["emulator/pixo/serve_pty.ts", "emulator/pixo/serve_tcp.ts"],
  // The server of the preview.
  ...["preview/server.ts", "preview/start.ts"],
];

/** Folders that may start timers and read clocks; the page runs in a browser. */
const MAY_USE_CLOCKS = ["runtime/time/", "tools/", "bench/", "tests/", "preview/page/"];

const DENO = /\bDeno\b/;
const CLOCKS =
  /\b(?:setTimeout|setInterval|setImmediate|requestAnimationFrame|AbortSignal\.timeout)\b|\bperformance\s*[.(,;)]|\bnew Date\b|\bDate\s*[.(]/;

/** An import or export with a source; names, braces and stars are all that stands before it. */
const FROM = /^(?:import|export)\s+(?:type\s+)?(?:[\w$*{}\s,]+?\sfrom\s+)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*(?:"([^"]*)"|([^\s)]))/g;

interface Source {
  /** From the root of the repository. */
  readonly path: string;
  /** Its lines, empty where they are comments. */
  readonly code: readonly string[];
  readonly imports: readonly string[];
}

function codeOf(text: string): string[] {
  let inside = false;
  return text.split("\n").map((line) => {
    const start = line.trimStart();
    if (!inside && !start.startsWith("/*")) return start.startsWith("//") ? "" : line.replace(/\s\/\/ .*$/, "");
    inside = !line.includes("*/");
    return "";
  });
}

function importsOf(code: readonly string[]): string[] {
  const text = code.join("\n");
  // A dynamic import of something that is no plain text is a file of the person who runs the show: only the CLI has those.
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, path]) => path ?? "(computed)");
  return [...[...text.matchAll(FROM)].map(([, path]) => path!), ...dynamic];
}

async function* scriptsIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (name.startsWith(".") || name === "node_modules" || name === "fixtures") continue;
    if (isDirectory) yield* scriptsIn(`${folder}${name}/`);
    else if (/\.[cm]?[jt]sx?$/.test(name)) yield `${folder}${name}`;
  }
}

async function sourceOf(path: string): Promise<Source> {
  const code = codeOf(await Deno.readTextFile(new URL(path, ROOT)));
  return { path, code, imports: importsOf(code) };
}

const paths = ["main.ts", "mod.ts", "testing.ts"];
for (const folder of FOLDERS) for await (const path of scriptsIn(`${folder}/`)) paths.push(path);
const sources = await Promise.all(paths.sort().map(sourceOf));
const PACKAGES = new Map<string, string>(
  Object.entries(JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT))).imports),
);

function layerOf(path: string): string {
  const names = Object.keys(LAYERS).filter((name) => path === name || path.startsWith(`${name}/`));
  return names.sort((a, b) => b.length - a.length)[0] ?? "nowhere";
}

/** What is wrong with an import, or undefined. */
function refusal(path: string, specifier: string): string | undefined {
  const from = layerOf(path);
  const { layers, packages } = LAYERS[from]!;
  if (specifier === "(computed)") return from === "cli" || layers === "any" ? undefined : "is not plain text";
  let target = specifier.startsWith(".") ? specifier : PACKAGES.get(specifier);
  if (specifier.startsWith("node:")) return packages.includes("node") ? undefined : `${from} may import no node:`;
  if (target === undefined) return "is not in deno.json";
  if (target.startsWith("npm:")) return packages.includes("npm") ? undefined : `${from} may import no package`;
  target = new URL(target, new URL(specifier.startsWith(".") ? path : "", ROOT)).href.slice(ROOT.href.length);
  if (target === "deno.json") return layers === "any" ? undefined : `${from} may not read deno.json`;
  const to = layerOf(target);
  if (to === "nowhere") return "is outside of the tree";
  return to === from || layers === "any" || layers.includes(to) ? undefined : `${from} may not import ${to}`;
}

Deno.test("every import is an arrow of the table in DESIGN.md", () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports.flatMap((specifier) => {
      const why = refusal(path, specifier);
      return why === undefined ? [] : [`${path}: "${specifier}" ${why}`];
    })
  );
  assertEquals(wrong, []);
});

Deno.test("imports are seen in every way they are written", () => {
  const text = [
    'import a from "./a.ts";',
    'import { b, type B } from "./b.ts";',
    'import type {\n  C,\n} from "./c.ts";',
    'import * as d from "./d.ts";',
    'import "./e.ts";',
    'export * from "./f.ts";',
    'export { g } from "./g.ts";',
    'export type { H } from "./h.ts";',
    'const i = await import("./i.ts");',
    'let j: typeof import("./j.ts");',
    "const k = await import(path);",
    ' * import l from "./l.ts";',
    '// import m from "./m.ts";',
    '/** import("./n.ts") */',
    'export const o = "./o.ts";',
    "/*",
    'import p from "./p.ts";',
    "*/",
    "export interface Q { from: 1 }",
  ].join("\n");
  const seen = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map((name) => `./${name}.ts`);
  assertEquals(importsOf(codeOf(text.replace(" * import", "/**\n * import").replace('l.ts";', 'l.ts";\n */'))), [
    ...seen,
    "(computed)",
  ]);
});

for (
  const [path, specifier, why] of [
    ["protocol/pixo/line.ts", "../errors.ts", undefined],
    ["protocol/pixo/line.ts", "../../runtime/model/mod.ts", "protocol may not import runtime/model"],
    ["protocol/pixo/line.ts", "lz-string", "protocol may import no package"],
    ["protocol/pixo/line.ts", "node:buffer", "protocol may import no node:"],
    ["runtime/model/show.ts", "zod", "runtime/model may import no package"],
    ["runtime/model/show.ts", "../time/clock.ts", "runtime/model may not import runtime/time"],
    ["runtime/time/clock.ts", "../model/times.ts", undefined],
    ["runtime/links/tcp.ts", "../model/times.ts", "runtime/links may not import runtime/model"],
    ["runtime/links/udp.ts", "node:dgram", undefined],
    ["runtime/player.ts", "./devices/outbox.ts", undefined],
    ["runtime/player.ts", "../protocol/errors.ts", "runtime may not import protocol"],
    ["shows/yaml.ts", "../runtime/time/clock.ts", "shows may not import runtime/time"],
    ["emulator/pixo/soft_pixo.ts", "../../runtime/devices/pixo.ts", "emulator may not import runtime/devices"],
    ["preview/server.ts", "../emulator/fleet.ts", "preview may not import emulator"],
    ["cli/play.ts", "../emulator/fleet.ts", undefined],
    ["examples/show.ts", "cuelight", undefined],
    ["examples/show.ts", "cuelight/protocol", "examples may not import protocol"],
    ["examples/show.ts", "../shows/builder.ts", "examples may not import shows"],
    ["shows/yaml.ts", "npm:yaml@2", "is not in deno.json"],
    ["shows/yaml.ts", "jsr:@std/yaml", "is not in deno.json"],
    ["shows/yaml.ts", "https://example.org/x.ts", "is not in deno.json"],
    ["shows/yaml.ts", "../../elsewhere/x.ts", "is outside of the tree"],
  ] as const
) {
  Deno.test(`the table ${why === undefined ? "allows" : "refuses"} ${path} -> ${specifier}`, () => {
    assertEquals(refusal(path, specifier), why);
  });
}

/** `path:line: text` of every line of code that holds a word, outside of the places that may. */
function usesOf(word: RegExp, places: readonly string[]): string[] {
  return sources.filter(({ path }) => !places.some((place) => path.startsWith(place))).flatMap(({ path, code }) =>
    code.flatMap((line, i) => word.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])
  );
}

Deno.test("Deno is used in links, servers, loaders and the CLI alone", () => {
  assertEquals(usesOf(DENO, MAY_USE_DENO), []);
});

Deno.test("timers and clocks are used in runtime/time alone", () => {
  assertEquals(usesOf(CLOCKS, MAY_USE_CLOCKS), []);
});

Deno.test("the lists of who may are no longer than they must be", () => {
  const needless = (word: RegExp, places: readonly string[]) =>
    places.filter((place) =>
      !sources.some(({ path, code }) => path.startsWith(place) && code.some((line) => word.test(line)))
    );
  assertEquals(needless(DENO, MAY_USE_DENO).filter((place) => !place.endsWith("/")), []);
  assertGreater(sources.length, 300);
});
