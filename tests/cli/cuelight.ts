/** Runs the command in a folder of its own, as a person would. @module */

const ROOT = new URL("../../", import.meta.url);
const CONFIG = new URL("deno.json", ROOT).pathname;

/** What a run left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a folder with some files and takes it away again. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  run: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.mkdir(`${folder}/${name}`.replace(/\/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function command(
  args: readonly string[],
  folder: string,
  script: string,
  env: Record<string, string> = {},
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", `--config=${CONFIG}`, script, ...args],
    cwd: folder,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs `cuelight`, or a script of the folder, to its end. */
export async function cuelight(
  args: readonly string[],
  folder: string,
  script: string = new URL("main.ts", ROOT).pathname,
  env: Record<string, string> = {},
): Promise<Ran> {
  const { code, stdout, stderr } = await command(args, folder, script, env).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** Starts `cuelight` and waits until it has told `sign`. */
export async function started(
  args: readonly string[],
  folder: string,
  sign: string,
): Promise<{ kill(signal: Deno.Signal): void; readonly ended: Promise<Ran> }> {
  const child = command(args, folder, new URL("main.ts", ROOT).pathname).spawn();
  let stderr = "";
  let seen = () => {};
  const told = new Promise<void>((resolve) => seen = resolve);
  const reading = (async () => {
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      stderr += text;
      if (stderr.includes(sign)) seen();
    }
    seen();
  })();
  const stdout = new Response(child.stdout).text();
  await told;
  const ended = Promise.all([child.status, stdout, reading]).then(([{ code }, out]) => ({ code, stdout: out, stderr }));
  return { kill: (signal) => child.kill(signal), ended };
}

/** A TCP port that nobody uses now. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
