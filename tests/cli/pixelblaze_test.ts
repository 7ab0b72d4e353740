import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { pixelblazeCommand } from "../../cli/pixelblaze.ts";
import { serveBoard } from "../../emulator/pixelblaze/serve_board.ts";
import type { SoftBoard } from "../../emulator/pixelblaze/board.ts";
import type { BoardOptions } from "../../emulator/pixelblaze/board_options.ts";
import { decodeEpe, decodePatternFile, decodePbb, encodePatternFile } from "../../protocol/mod.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { DIM, makeBoard, RED, SOURCES } from "../emulator/pixelblaze/board_fixture.ts";
import { type Captured, captured, type CaptureOptions } from "./captured.ts";

/** What a stranger may call a pattern: clears the screen, sets the title, turns the direction of writing. */
const EVIL = "\x1b[2J\x9b31mevil\x07\u202egnp";

interface Bench {
  readonly board: SoftBoard;
  readonly address: string;
  /** A folder that is taken away afterwards. */
  readonly folder: string;
  run(args: readonly string[], options?: CaptureOptions): Promise<Captured>;
}

/** A software board on free ports, and a folder. */
async function onBoard(test: (bench: Bench) => Promise<void>, options: Partial<BoardOptions> = {}): Promise<void> {
  const folder = await Deno.makeTempDir();
  const board = makeBoard(options);
  const clock = new RealClock();
  const running = await serveBoard(board, { hostname: "127.0.0.1", wsPort: 0, httpPort: 0, clock });
  try {
    await test({
      board,
      folder,
      address: running.address,
      run: ([name, ...rest], how) =>
        captured(() => pixelblazeCommand([running.address, name!, ...rest, `--http-port=${running.httpPort}`]), how),
    });
  } finally {
    await running.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
}

/** Runs without a board. */
function bare(args: readonly string[]): Promise<Captured> {
  return captured(() => pixelblazeCommand(args));
}

const REFUSED: readonly [args: string[], code: number, told: RegExp][] = [
  [[], 2, /^Which board\? cuelight pixelblaze 192\.168\.4\.20 list/],
  [["list"], 2, /^Which board is to list\?/],
  [["127.0.0.1:9"], 2, /^What is 127\.0\.0\.1:9 to do\? One of list, show/],
  [["127.0.0.1:9", "lst"], 2, /^Unknown command "lst": did you mean "list"\?/],
  [["127.0.0.1:9", "list", "x"], 2, /^"x" is too much: wanted cuelight pixelblaze ADDRESS list\n$/],
  [["127.0.0.1:9", "activate"], 2, /^Too little is said: wanted cuelight pixelblaze ADDRESS activate PATTERN\n$/],
  [["127.0.0.1:9", "list", "--save"], 2, /^--save says nothing to list/],
  [["127.0.0.1:9", "list", "--jsn"], 2, /^Unknown option --jsn: did you mean "json"\?/],
  [["127.0.0.1:9", "list", "--timeout=0"], 2, /^--timeout is "0": wanted a number from 0\.05 to 600/],
  [["127.0.0.1:9", "list", "--timeout="], 2, /^--timeout has no value/],
  [["127.0.0.1:9", "vars", "speed"], 2, /^"speed" sets nothing: wanted NAME=VALUE/],
  [["127.0.0.1:9", "vars", "speed=fast"], 2, /^speed is "fast": wanted a number such as 0\.5 or 50%/],
  [["127.0.0.1:9", "config", "brightnes=1"], 2, /^There is no setting "brightnes": did you mean "brightness"\?/],
  [["127.0.0.1:9", "config", "brightness=200%"], 2, /^brightness is "200%": wanted a number from 0 to 1/],
  [["127.0.0.1:9", "playlist", "nxt"], 2, /^Unknown action "nxt": did you mean "next"\?/],
  [["127.0.0.1:9", "playlist", "play", "0"], 2, /^Play which entry\? "0" is none/],
  [["127.0.0.1:9", "playlist", "mode", "loud"], 2, /^Unknown mode "loud": wanted one of off, shuffle, playlist/],
  [["127.0.0.1:9", "controls", "a=1", "--pattern=x"], 2, /^Only controls of the pattern that runs can be set/],
  [["127.0.0.1:9", "put", "no-such-file.pbp"], 3, /^Cannot read no-such-file\.pbp: there is no such file/],
  [["127.0.0.1:9", "restore", "no-such-file.pbb"], 3, /^Cannot read no-such-file\.pbb: there is no such file/],
  [["127.0.0.1:9", "put", "x", "config.json"], 2, /^"config\.json" is no path on a board: it begins with \//],
  [["127.0.0.1:9", "backup", "/"], 3, /^Cannot write \/: it is a folder/],
  [["a b", "list"], 2, /^Cannot find a board at "a b": wanted 192\.168\.4\.20/],
  [
    ["127.0.0.1:9", "list"],
    3,
    /^Cannot connect to 127\.0\.0\.1:9: tcp connect error; is it on, and on this network\?\n$/,
  ],
];

for (const [args, code, told] of REFUSED) {
  Deno.test(`cuelight pixelblaze ${args.join(" ")} is refused with ${code}`, async () => {
    const result = await bare(args);
    assertMatch(result.stderr, told);
    assertEquals([result.code, result.stdout], [code, ""]);
  });
}

Deno.test("cuelight pixelblaze --help teaches, for each command too", async () => {
  const { code, stdout } = await bare(["--help"]);
  assertEquals(code, 0);
  const names = [...stdout.matchAll(/^ {2}([a-z]+)(?: [\w\[/].*)? {2,}\S/gm)].map(([, name]) => name!);
  assertEquals(names.length >= 13, true, names.join());
  for (const name of names) {
    const help = await bare([name, "--help"]);
    assertEquals([help.code, help.stderr], [0, ""]);
    assertStringIncludes(help.stdout, `cuelight pixelblaze ADDRESS ${name}`);
    assertStringIncludes(help.stdout, "exit codes: 0 all went well");
  }
});

Deno.test("cuelight pixelblaze list prints the patterns", async () => {
  await onBoard(async ({ run }) => {
    const human = await run(["list"]);
    assertEquals(human, {
      code: 0,
      stdout: `   pattern  id\n*  red      ${RED}\n   dim      ${DIM}\n`,
      stderr: "",
    });
    const json = await run(["list", "--json"]);
    assertEquals(JSON.parse(json.stdout), [{ name: "red", id: RED, runs: true }, {
      name: "dim",
      id: DIM,
      runs: false,
    }]);
  });
});

Deno.test("cuelight pixelblaze lets no board command the terminal", async () => {
  await onBoard(async ({ run, folder }) => {
    const outputs = [
      await run(["list"]),
      await run(["list", "--json"]),
      await run(["show"]),
      await run(["activate", EVIL]),
      await run(["config"]),
      await run(["config", "--json"]),
      await run(["backup", `${folder}/x.pbb`], { terminal: true }),
      await run(["reboot"]),
      await run(["delete", EVIL]),
      await run(["activate", "gnp"]),
    ];
    for (const { stdout, stderr } of outputs) {
      // The line that is written over has codes of its own.
      const own = ["\r\x1b[K", "\x1b[36m", "\x1b[0m"];
      const text = own.reduce((left, code) => left.replaceAll(code, ""), stdout + stderr);
      // deno-lint-ignore no-control-regex -- control characters are exactly what must not be there
      assertEquals(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/.test(text), false, JSON.stringify(text));
    }
    assertStringIncludes(outputs[0]!.stdout, "\\x1b[2J\\x9b31mevil\\x07\\u202egnp");
    assertEquals(JSON.parse(outputs[1]!.stdout)[0].name, EVIL);
  }, { name: EVIL, patterns: [{ id: RED, name: EVIL, source: "" }] });
});

Deno.test("cuelight pixelblaze show prints what the board is", async () => {
  await onBoard(async ({ run, address }) => {
    const { stdout, code } = await run(["show", "--stats"]);
    assertEquals(code, 0);
    for (const line of [/^name +Lawn$/m, /^firmware +3\.40$/m, /^pixels +4$/m, /^pattern +red$/m, /^error +none$/m]) {
      assertMatch(stdout, line);
    }
    const json = JSON.parse((await run(["show", "--json"])).stdout);
    assertEquals([json.address, json.settings.name, json.stats], [address, "Lawn", undefined]);
  });
});

Deno.test("cuelight pixelblaze activate starts a pattern, and says what is near", async () => {
  await onBoard(async ({ run, board, address }) => {
    assertEquals(await run(["activate", "dim"]), { code: 0, stdout: "dim runs\n", stderr: "" });
    assertEquals(board.state.playingId, DIM);
    const wrong = await run(["activate", "rid"]);
    assertEquals(wrong.code, 3);
    assertEquals(wrong.stderr, `Cannot find the pattern "rid" on ${address}: did you mean "red"?\n`);
  });
});

Deno.test("cuelight pixelblaze vars and controls print and set", async () => {
  await onBoard(async ({ run, board }) => {
    assertEquals((await run(["vars"])).stdout, "red  1\n");
    assertEquals(await run(["vars", "red=25%"]), { code: 0, stdout: "", stderr: "" });
    const wrong = await run(["vars", "rad=1"]);
    assertEquals([wrong.code, wrong.stderr], [
      2,
      'The pattern that runs exports no variable "rad": did you mean "red"?\n',
    ]);
    // The board sets it at its next frame.
    let vars = {};
    for (let turn = 0; turn < 100 && !("red" in vars && vars.red === 0.25); turn++) {
      vars = JSON.parse((await run(["vars", "--json"])).stdout);
    }
    assertEquals(vars, { red: 0.25 });
    assertEquals((await run(["controls"])).stdout, "sliderRed  0\n");
    const unknown = await run(["controls", "red=0.5"]);
    assertEquals([unknown.code, unknown.stderr.startsWith('There is no control "red": names begin with')], [2, true]);
    const before = board.flashWrites;
    assertEquals((await run(["controls", "sliderRed=0.5"])).code, 0);
    assertEquals(board.flashWrites, before);
    assertEquals((await run(["controls"])).stdout, "sliderRed  0.5\n");
    assertEquals((await run(["controls", "sliderRed=0.75", "--save"])).code, 0);
    assertEquals(board.flashWrites, before + 1);
    assertEquals(JSON.parse((await run(["controls", "--pattern=red", "--json"])).stdout), { sliderRed: 0.75 });
  });
});

Deno.test("cuelight pixelblaze playlist prints and changes the playlist", async () => {
  await onBoard(async ({ run, board }) => {
    assertEquals((await run(["playlist"])).stderr, "The playlist is empty\nsequencer: off\n");
    assertEquals((await run(["playlist", "set", "red=60", "dim"])).code, 0);
    assertEquals((await run(["playlist", "add", "red=90.5"])).code, 0);
    assertEquals((await run(["playlist", "mode", "playlist"])).code, 0);
    assertEquals((await run(["playlist", "play", "2"])).stdout, "dim runs\n");
    const shown = await run(["playlist"]);
    assertEquals(
      shown.stdout,
      "      pattern  plays for\n   1  red      60 s\n*  2  dim      30 s\n   3  red      90.5 s\n",
    );
    assertEquals(shown.stderr, "sequencer: playlist, running\n");
    assertEquals((await run(["playlist", "next"])).stdout, "red runs\n");
    const none = await run(["playlist", "play", "4"]);
    assertEquals([none.code, none.stderr], [2, 'Play which entry? "4" is none: the playlist has 3\n']);
    assertEquals(JSON.parse((await run(["playlist", "play", "2", "--json"])).stdout).activeProgram.name, "dim");
    assertEquals(JSON.parse((await run(["playlist", "next", "--json"])).stdout).activeProgram.name, "red");
    assertEquals((await run(["playlist", "pause"])).code, 0);
    assertEquals(JSON.parse((await run(["playlist", "--json"])).stdout).runSequencer, false);
    assertEquals((await run(["playlist", "resume"])).code, 0);
    assertEquals(board.state.sequencer.running, true);
    assertEquals((await run(["playlist", "clear"])).code, 0);
    assertEquals(board.state.sequencer.playlist, []);
    assertEquals((await run(["playlist", "set", "nope"])).code, 3);
  });
});

Deno.test("cuelight pixelblaze config prints and sets settings", async () => {
  await onBoard(async ({ run, board }) => {
    assertMatch((await run(["config"])).stdout, /^brightness +1$/m);
    const set = [
      "config",
      "brightness=40%",
      "name=Front = lawn",
      "autoOffStart=22:30",
      "networkPowerSave=on",
      "cpuSpeed=160",
    ];
    assertEquals(await run(set), { code: 0, stdout: "", stderr: "" });
    const { brightness, name, autoOffStart, networkPowerSave, cpuSpeed } = board.state.settings;
    assertEquals([brightness, name, autoOffStart, networkPowerSave, cpuSpeed], [
      0.4,
      "Front = lawn",
      "22:30",
      true,
      160,
    ]);
    assertEquals(JSON.parse((await run(["config", "--json"])).stdout).name, "Front = lawn");
  });
  await onBoard(async ({ run }) => {
    const refused = await run(["config", "cpuSpeed=160"]);
    assertEquals([refused.code, /has no setting "cpuSpeed"/.test(refused.stderr)], [3, true]);
  }, { firmware: "2.29" });
});

Deno.test("cuelight pixelblaze get copies patterns and files off the board", async () => {
  await onBoard(async ({ run, folder, board }) => {
    const epe = `${folder}/red.epe`;
    assertMatch((await run(["get", "red", epe])).stderr, /red\.epe: \d+ bytes\n$/);
    assertEquals(decodeEpe(await Deno.readTextFile(epe)).source, SOURCES[0].source);
    const told = await run(["get", "red", `${folder}/red.pbp`, "--json"]);
    const { size: bytes } = await Deno.stat(`${folder}/red.pbp`);
    assertEquals([told.stderr, JSON.parse(told.stdout)], ["", { file: `${folder}/red.pbp`, bytes }]);
    assertEquals(decodePatternFile(await Deno.readFile(`${folder}/red.pbp`)).name, "red");
    assertEquals((await run(["get", "red", "-"])).stdout, SOURCES[0].source);
    assertEquals((await run(["get", "/obconf.dat", `${folder}/expanders`])).code, 0);
    assertEquals(await Deno.readFile(`${folder}/expanders`), board.state.flash.read("/obconf.dat"));

    const again = await run(["get", "dim", epe]);
    assertEquals(again.code, 2);
    assertStringIncludes(again.stderr, "red.epe? Nobody is there to ask: say --yes if you are sure");
    const no = await run(["get", "dim", epe], { typed: "n\n" });
    assertEquals([no.code, /Nothing was done\n$/.test(no.stderr)], [3, true]);
    assertEquals(decodeEpe(await Deno.readTextFile(epe)).name, "red");
    assertEquals((await run(["get", "dim", epe], { typed: "yes\n" })).code, 0);
    assertEquals((await run(["get", "red", epe, "--yes"])).code, 0);
    assertEquals(decodeEpe(await Deno.readTextFile(epe)).name, "red");
    assertEquals((await run(["get", "/no/such", `${folder}/none`])).code, 3);
    const nowhere = await run(["get", "red", `${folder}/no/red.epe`]);
    assertMatch(nowhere.stderr, /^Cannot write .*: there is no such folder\n$/);
    assertEquals(await namesIn(folder), ["expanders", "red.epe", "red.pbp"]);
  });
});

Deno.test("cuelight pixelblaze put stores patterns and files, and delete takes them away", async () => {
  await onBoard(async ({ run, folder, board }) => {
    const pattern = {
      name: "new",
      jpeg: new Uint8Array(),
      byteCode: Uint8Array.of(1, 2),
      source: "export var red = 0.5",
    };
    await Deno.writeFile(`${folder}/new.pbp`, encodePatternFile(pattern));
    assertMatch((await run(["put", `${folder}/new.pbp`])).stdout, /^new is stored as \w{17}\n$/);
    assertEquals((await run(["activate", "new"])).code, 0);
    assertEquals((await run(["put", `${folder}/new.pbp`])).code, 2);
    const again = await run(["put", `${folder}/new.pbp`, "--yes", "--json"]);
    assertEquals(JSON.parse(again.stdout), { name: "new", id: board.state.playingId });

    await Deno.writeTextFile(`${folder}/Glow.js`, "export var red = 0.1");
    const refused = await run(["put", `${folder}/Glow.js`]);
    assertEquals(refused.code, 2);
    assertStringIncludes(refused.stderr, "has no bytecode, which only a board's own web page makes");
    assertEquals((await run(["put", `${folder}/Glow.js`, "--source-only"])).code, 0);
    assertEquals((await run(["list"])).stdout.includes("Glow"), true);

    await Deno.writeTextFile(`${folder}/note`, "hello");
    assertEquals((await run(["put", `${folder}/note`])).code, 2);
    assertEquals((await run(["put", `${folder}/note`, "/note"])).stdout, "/note: 5 bytes\n");
    assertStringIncludes((await run(["put", `${folder}/note`, "/note"])).stderr, "Replace /note on 127.0.0.1:");
    await Deno.writeFile(`${folder}/huge`, new Uint8Array(5 << 20));
    const huge = await run(["put", `${folder}/huge`, "/huge"]);
    assertEquals(huge.code, 3);
    assertMatch(huge.stderr, /^Cannot write \/huge on 127\.0\.0\.1:\d+: it has no room for it \(413\)\n$/);
    await Deno.writeTextFile(`${folder}/bad.pbp`, "not a pattern at all");
    assertEquals((await run(["put", `${folder}/bad.pbp`])).code, 3);

    assertEquals((await run(["delete", "/note"])).code, 2);
    assertEquals((await run(["delete", "/note", "--yes"])).code, 0);
    assertEquals(board.state.flash.read("/note"), undefined);
    assertEquals((await run(["delete", "Glow"], { typed: "y\n" })).code, 0);
    assertEquals((await run(["list"])).stdout.includes("Glow"), false);
  });
});

Deno.test("cuelight pixelblaze backup and restore copy everything, with a bar on a terminal", async () => {
  let file = "";
  let text = "";
  await onBoard(async ({ run, folder }) => {
    file = `${folder}/lawn.pbb`;
    await run(["config", "brightness=0.25", "--save"]);
    const quiet = await run(["backup", file]);
    assertMatch(quiet.stderr, /lawn\.pbb: \d+ files, \d+ B\n$/);
    assertEquals([quiet.code, quiet.stdout, quiet.stderr.includes("█")], [0, "", false]);
    text = await Deno.readTextFile(file);
    assertEquals(decodePbb(text).has(`/p/${RED}`), true);
    const shown = await run(["backup", file, "--yes", "--json"], { terminal: true });
    assertMatch(shown.stderr, /backing up .*█.* \d+\/\d+ files, \d+ B {2}\/p\//);
    assertEquals(JSON.parse(shown.stdout).file, file);
  });
  await onBoard(async ({ run, folder, board }) => {
    file = `${folder}/lawn.pbb`;
    await Deno.writeTextFile(file, text);
    const asked = await run(["restore", file]);
    assertEquals([asked.code, board.flashWrites, board.reboots], [2, 0, 0]);
    assertMatch(asked.stderr, /^Restore \d+ files of .*lawn\.pbb on "Other" \(127\.0\.0\.1:\d+\)\? For good: /);
    const restored = await run(["restore", file, "--exact"], { typed: "y\n", terminal: true });
    assertEquals(restored.code, 0, restored.stderr);
    assertMatch(restored.stderr, /restoring .*█/);
    assertMatch(restored.stderr, /\d+ files written, \d+ were the same, 0 deleted\n"Lawn" \(.*\) is back\n$/);
    assertEquals([board.reboots, board.name, board.state.settings.brightness], [1, "Lawn", 0.25]);
    const again = await run(["restore", file, "--yes", "--no-reboot", "--json"]);
    const { written, rebooted } = JSON.parse(again.stdout);
    assertEquals([written, rebooted, board.reboots], [[], false, 1]);
    await Deno.writeTextFile(file, "{}");
    assertEquals((await run(["restore", file, "--yes"])).code, 3);
  }, { name: "Other", patterns: [] });
});

Deno.test("cuelight pixelblaze backup leaves no file when the board goes away in the middle", async () => {
  await onBoard(async ({ folder, address }) => {
    let asked = 0;
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
      if (url.endsWith("/list")) return new Response("/a\t1\n/b\t1\n/c\t1\n");
      return new Response(++asked < 3 ? "x" : null, { status: asked < 3 ? 200 : 500 });
    });
    const file = `${folder}/half.pbb`;
    const result = await captured(() =>
      pixelblazeCommand([address, "backup", file, `--http-port=${server.addr.port}`])
    );
    await server.shutdown();
    assertEquals([result.code, result.stderr], [
      3,
      `Cannot read /c on ${address}: its web server answered with status 500\n`,
    ]);
    assertEquals(await namesIn(folder), []);
  });
});

Deno.test("cuelight pixelblaze restore says how to go on when it breaks off", async () => {
  await onBoard(async ({ folder, address }) => {
    const file = `${folder}/two.pbb`;
    await Deno.writeTextFile(file, '{"files":{"/a":"eA==","/b":"eA=="}}');
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      ({ method }) => new Response("", { status: method === "POST" ? 500 : 200 }),
    );
    const args = [address, "restore", file, "--yes", `--http-port=${server.addr.port}`];
    const result = await captured(() => pixelblazeCommand(args));
    await server.shutdown();
    assertEquals(result.code, 3);
    assertMatch(result.stderr, /The restore broke off: run it again, what is written already is left alone\n$/);
  });
});

Deno.test("cuelight pixelblaze reboot asks, restarts, and waits until the board is back", async () => {
  await onBoard(async ({ run, board }) => {
    const asked = await run(["reboot"]);
    assertMatch(
      asked.stderr,
      /^Restart "Lawn" \(127\.0\.0\.1:\d+\)\? What was not saved is gone\. Nobody is there to ask/,
    );
    assertEquals([asked.code, board.reboots], [2, 0]);
    const done = await run(["reboot", "--yes"]);
    assertEquals([done.code, board.reboots], [0, 1]);
    assertMatch(done.stderr, /^"Lawn" \(.*\) is back\n$/);
    const json = await run(["reboot", "--yes", "--json"]);
    assertEquals([json.stderr, JSON.parse(json.stdout).rebooted, board.reboots], ["", true, 2]);
  });
});
