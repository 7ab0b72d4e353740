/** Runs a command in this process and keeps what it writes. @module */

/** What a command left behind. */
export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the terminal is like while a command runs. */
export interface CaptureOptions {
  /** Whether stderr is a terminal; not when left out. */
  readonly terminal?: boolean;
  /** What a person types; nobody is there when left out. */
  readonly typed?: string;
}

/** Runs `command` with the three standard streams in the hands of the test. */
export async function captured(
  command: () => Promise<number>,
  { terminal = false, typed }: CaptureOptions = {},
): Promise<Captured> {
  const decoder = new TextDecoder();
  const text = { stdout: "", stderr: "" };
  const writer = (to: "stdout" | "stderr") => (bytes: Uint8Array) => {
    text[to] += decoder.decode(bytes);
    return bytes.length;
  };
  const put = (target: object, members: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(members)) {
      Object.defineProperty(target, name, { value, configurable: true });
    }
    // What is defined on the object itself hides the real one, and is taken away again.
    return () => Object.keys(members).forEach((name) => Reflect.deleteProperty(target, name));
  };
  const restore = [
    put(Deno.stdout, {
      writeSync: writer("stdout"),
      write: (bytes: Uint8Array) => Promise.resolve(writer("stdout")(bytes)),
      isTerminal: () => false,
    }),
    put(Deno.stderr, { writeSync: writer("stderr"), isTerminal: () => terminal }),
    put(Deno.stdin, {
      isTerminal: () => typed !== undefined,
      read: (bytes: Uint8Array) => Promise.resolve(new TextEncoder().encodeInto(typed ?? "", bytes).written),
    }),
  ];
  try {
    return { code: await command(), ...text };
  } finally {
    for (const undo of restore) undo();
  }
}
