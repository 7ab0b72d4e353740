import { assertEquals, assertStringIncludes } from "@std/assert";
import { importLipsync, MAX_FILE_BYTES, toMouths, writePgo } from "../../../shows/lipsync/mod.ts";
import { bytesOf, fixture, fixtureText } from "./fixtures.ts";

const FIXTURES = new URL("../../fixtures/lipsync/", import.meta.url).pathname;
const RUNNER = new URL("run_command.ts", import.meta.url).pathname;

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", RUNNER, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

Deno.test("phonemesCommand() prints phones and mouths", async () => {
  assertEquals(await run("phonemes", "joy to the world"), {
    code: 0,
    out: "WORD   PHONES     MOUTHS      FROM\n" +
      "joy    JH OY1     etc wq      dictionary\n" +
      "to     T UW1      etc u       dictionary\n" +
      "the    DH AH      etc ai      dictionary\n" +
      "world  W ER1 L D  wq e l etc  dictionary\n",
    err: "",
  });
});

Deno.test("phonemesCommand() prints JSON, with another mapping and one's own words", async () => {
  const { code, out } = await run(
    "phonemes",
    "--json",
    "--mapping=refined",
    `--dictionary=${FIXTURES}user_words.txt`,
    "grinchy",
    "boy",
  );
  assertEquals(code, 0);
  assertEquals(JSON.parse(out), [
    {
      word: "grinchy",
      phones: ["etc", "AI", "etc", "MBP", "E"],
      mouths: ["etc", "ai", "etc", "mbp", "e"],
      source: "own",
    },
    { word: "boy", phones: ["B", "OY1"], mouths: ["mbp", "o", "e"], source: "dictionary" },
  ]);
});

Deno.test("lipsyncCommand() prints a picture and a table", async () => {
  const { code, out, err } = await run("lipsync", `${FIXTURES}joy.pgo`);
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, "joy.pgo: pgo, 22 mouths in 0:03.898, voice Tree\n\n  0:00.0   ▂oooo▂•▂█");
  assertStringIncludes(out, "\n0:00.190  etc    125 ms  joy\n0:00.315  wq     375 ms\n");
});

Deno.test("lipsyncCommand() prints JSON with the track as toMouths() makes it, notes on stderr", async () => {
  const { code, out, err } = await run("lipsync", `${FIXTURES}joy_gentle.json`, "--json", "--lead=0", "--hold=100");
  assertEquals(code, 0);
  const { format, voice, track } = JSON.parse(out);
  assertEquals([format, voice], ["gentle", "Voice 1"]);
  assertEquals(track, toMouths(importLipsync(fixture("joy_gentle.json")), { lead: 0, minimumHold: 100 }));
  assertStringIncludes(err, 'joy_gentle.json: words[1]: note: "to" was not found in the sound and is left out\n');
});

Deno.test("lipsyncCommand() writes another format, of one voice when it is told", async () => {
  const { code, out } = await run("lipsync", `${FIXTURES}noche.pgo`, "--to=xtiming", "--voice=coro");
  assertEquals(code, 0);
  assertEquals(importLipsync(bytesOf(out)).voices.map(({ name }) => name), ["Coro"]);
});

Deno.test("lipsyncCommand() writes into a file", async () => {
  const file = await Deno.makeTempFile();
  try {
    assertEquals(await run("lipsync", `${FIXTURES}joy.dat`, "--to=pgo", "--fps=30", `--out=${file}`), {
      code: 0,
      out: "",
      err: "",
    });
    assertEquals(importLipsync(await Deno.readFile(file)).fps, 30);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("lipsyncCommand() never writes over the file that it reads, however it is called", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/joy.pgo`;
    await Deno.writeTextFile(file, fixtureText("joy.pgo"));
    for (const out of [file, `${folder}/../${folder.split("/").at(-1)}/./joy.pgo`]) {
      const { code, err } = await run("lipsync", file, "--to=pgo", "--fps=10", `--out=${out}`);
      assertEquals([code, err], [2, `--out is ${out}: that is the file that is read\n`]);
    }
    assertEquals(await Deno.readTextFile(file), fixtureText("joy.pgo"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("lipsyncCommand() reads what another program writes", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", RUNNER, "lipsync", "-", "--to=pgo"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(fixture("joy.pgo"));
  await writer.close();
  const { code, stdout } = await child.output();
  assertEquals([code, new TextDecoder().decode(stdout)], [0, writePgo(importLipsync(fixture("joy.pgo")))]);
});

Deno.test("lipsyncCommand() reads no more of a file than it takes", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.truncate(file, MAX_FILE_BYTES + 1);
    const { code, err } = await run("lipsync", file);
    assertEquals([code, err], [1, `${file}: error: It has more than 33554432 bytes, which are the most\n`]);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("lipsyncCommand() moves everything by an offset below 0, joined to its option or not", async () => {
  const { out } = await run("lipsync", `${FIXTURES}joy.pgo`, "--json", "--offset", "-100");
  const { track } = JSON.parse(out);
  assertEquals(track, toMouths(importLipsync(fixture("joy.pgo")), { offset: -100 }));
  assertEquals((await run("lipsync", `${FIXTURES}joy.pgo`, "--json", "--offset=-100")).out, out);
});

Deno.test("lipsyncCommand() tells which voice it writes where there is room for one", async () => {
  const { code, out, err } = await run("lipsync", `${FIXTURES}noche.pgo`, "--to=audacity");
  assertEquals(code, 0);
  assertStringIncludes(err, 'noche.pgo: note: audacity takes one voice, which is "Niño": name another with --voice\n');
  assertEquals(out, (await run("lipsync", `${FIXTURES}noche.pgo`, "--to=audacity", "--voice=0")).out);
  assertEquals((await run("lipsync", `${FIXTURES}noche.pgo`, "--to=pgo")).err, "");
});

Deno.test("lipsyncCommand() tells of a voice that has nothing to sing", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, "0.00\tX\n5.00\tX\n");
    for (const more of [[], ["--to=audacity"]]) {
      const { code, err } = await run("lipsync", file, ...more);
      assertEquals([code, err], [0, `${file}: note: the voice has nothing to sing, its mouth only rests\n`]);
    }
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("lipsyncCommand() names phones that it does not know, and words that it cannot say", async () => {
  const file = await Deno.makeTempFile();
  try {
    const rows = "0,1,AA1,phones,a\n1,2,PT,phones,a\n2,3,B,phones,a\n3,4,IY,phones,a\n5,6,雪,words,b\n";
    await Deno.writeTextFile(file, `Begin,End,Label,Type,Speaker\n${rows}`);
    const { code, err } = await run("lipsync", file);
    assertEquals(code, 0);
    assertEquals(
      err.replaceAll(file, "file"),
      [
        'file: note: "雪" has letters that are not Latin, they are not sung',
        'file: note: the phoneme "PT" at 1.00 s is not in the arpabet set and shown as etc\n',
      ].join("\n"),
    );
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("lipsyncCommand() tells the line of a mistake and ends with 1", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, fixtureText("joy.pgo").replace("joy 6 17 2", "joy 6 17 two"));
    const { code, out, err } = await run("lipsync", file);
    assertEquals([code, out], [1, ""]);
    assertEquals(
      err,
      `${file}:13: error: Cannot read the Papagayo project: a word is "joy 6 17 two", allowed is "word start end phonemes"\n`,
    );
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("lipsyncCommand() lets no escape code of a file reach the terminal", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, "[00:01.00]joy \x1b[31m\x07to\n[00:02]\n");
    assertEquals((await run("lipsync", file)).out.includes("\x1b"), false);
    await Deno.writeTextFile(file, "<timing\x1b[31m>");
    assertEquals((await run("lipsync", file)).err.includes("\x1b"), false);
  } finally {
    await Deno.remove(file);
  }
});

const WRONG: readonly (readonly [string[], number, string])[] = [
  [["lipsync"], 2, "Which file? cuelight lipsync verse1.pgo"],
  [["lipsync", "a", "b"], 2, 'One file at a time: "b" is too much'],
  [["lipsync", "a", "--vioce=1"], 2, 'Unknown option --vioce=1: did you mean "voice"?'],
  [["lipsync", "a", "--lead=soon"], 2, '--lead is "soon": wanted a number from 0 to 500'],
  [["lipsync", "a", "--to=mp3"], 2, '--to is "mp3": wanted one of pgo, xtiming, rhubarb, rhubarb-json, audacity'],
  [["lipsync", "a", "--out=b"], 2, "--out needs --to with a format"],
  [["lipsync", "a", "--to=pgo", "--json"], 2, "--json and --to do not go together"],
  [
    ["lipsync", `${FIXTURES}joy.pgo`, "--to=pgo", "--out=/no_such_folder/a"],
    3,
    "Cannot write /no_such_folder/a: there",
  ],
  [["lipsync", `${FIXTURES}joy.pgo`, "--to=pgo", `--out=${FIXTURES}`], 3, "it is a folder"],
  [["lipsync", `${FIXTURES}joy.pgo`, "--lead", "-60"], 2, '--lead is "-60": wanted a number from 0 to 500'],
  [["lipsync", `${FIXTURES}joy.pgo`, "--offset", "-x"], 2, "Unknown option -x"],
  [["lipsync", `${FIXTURES}joy.pgo`, "--track=Lyrics"], 1, 'Cannot take the track "Lyrics": the file is pgo'],
  [["lipsync", `${FIXTURES}noche.pgo`, "--to=rhubarb", "--voice=all"], 2, "--to rhubarb takes one voice: name it"],
  [["lipsync", "-"], 1, "-: error: Cannot read the lip-sync file: it is empty"],
  [["lipsync", "no_such_file"], 3, "Cannot read no_such_file: there is no such file"],
  [["lipsync", FIXTURES], 3, "it is a folder"],
  [["lipsync", `${FIXTURES}joy.pgo`, "--voice=Ann"], 1, 'Cannot find the voice "Ann": the file has 0 "Tree"'],
  [["phonemes"], 2, 'Which words? cuelight phonemes "joy to the world"'],
  [["phonemes", "--mapping=disney", "joy"], 2, '--mapping is "disney": wanted one of xlights, papagayo-ng, refined'],
];

for (const [args, code, message] of WRONG) {
  Deno.test(`${args.join(" ").replace(FIXTURES, "")}: exit code ${code}`, async () => {
    const result = await run(...args);
    assertStringIncludes(result.err, message);
    assertEquals([result.code, result.out], [code, ""]);
  });
}

for (const command of ["lipsync", "phonemes"]) {
  Deno.test(`${command} --help teaches every option, on lines that fit`, async () => {
    const { code, out } = await run(command, "--help");
    assertEquals(code, 0);
    assertEquals(out.split("\n").filter((line) => line.length > 120), []);
    for (const option of ["--mapping", "--dictionary", "--json", "exit codes: 0"]) assertStringIncludes(out, option);
  });
}
