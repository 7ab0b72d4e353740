/** Pseudo terminals of Linux through libc. @module */

const SYMBOLS = {
  posix_openpt: { parameters: ["i32"], result: "i32" },
  grantpt: { parameters: ["i32"], result: "i32" },
  unlockpt: { parameters: ["i32"], result: "i32" },
  ptsname_r: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  open: { parameters: ["buffer", "i32"], result: "i32" },
  tcgetattr: { parameters: ["i32", "buffer"], result: "i32" },
  cfmakeraw: { parameters: ["buffer"], result: "void" },
  tcsetattr: { parameters: ["i32", "i32", "buffer"], result: "i32" },
  pipe2: { parameters: ["buffer", "i32"], result: "i32" },
  poll: { parameters: ["buffer", "usize", "i32"], result: "i32", nonblocking: true },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

// Values of the Linux headers, the same on x86-64 and arm64.
const O_RDWR = 0o2;
const O_NOCTTY = 0o400;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const TCSANOW = 0;
const POLLIN = 1;
const POLLOUT = 4;
const POLLERR = 8;
const POLLHUP = 16;
const POLLNVAL = 32;
/** More than a `struct termios` (60 bytes) needs. */
const TERMIOS_BYTES = 256;
const PATH_BYTES = 128;

/** What a {@link Pty} waits for. */
export interface PtyReady {
  /** True if there is something to read. */
  readonly readable: boolean;
  /** True if nothing will ever come again. */
  readonly broken: boolean;
}

/**
 * The master side of a new pseudo terminal in raw mode.
 *
 * It also holds the other side open, so that clients may come and go and the terminal stays.
 */
export class Pty {
  /** The path that clients open, such as `/dev/pts/3`. */
  readonly path: string;
  readonly #libc: Deno.DynamicLibrary<typeof SYMBOLS>;
  readonly #master: number;
  readonly #slave: number;
  /** A pipe whose only use is to end a wait. */
  readonly #wake: readonly [read: number, write: number];

  /** @throws {Error} if the system is not Linux or gives no terminal. */
  constructor() {
    if (Deno.build.os !== "linux") {
      throw new Error(
        `Cannot open a pseudo terminal: have ${Deno.build.os}, it is supported on Linux alone, TCP everywhere`,
      );
    }
    this.#libc = Deno.dlopen("libc.so.6", SYMBOLS);
    const opened: number[] = [];
    try {
      const { posix_openpt, grantpt, unlockpt, ptsname_r, open, pipe2 } = this.#libc.symbols;
      const keep = (what: string, file: number) => opened[opened.push(must(what, file)) - 1]!;
      this.#master = keep("posix_openpt", posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
      must("grantpt", grantpt(this.#master));
      must("unlockpt", unlockpt(this.#master));
      const path = new Uint8Array(PATH_BYTES);
      must("ptsname_r", -ptsname_r(this.#master, path, BigInt(PATH_BYTES)));
      this.path = new TextDecoder().decode(path.subarray(0, path.indexOf(0)));
      this.#slave = keep("open", open(path, O_RDWR | O_NOCTTY | O_CLOEXEC));
      this.#makeRaw();
      const ends = new Int32Array(2);
      must("pipe2", pipe2(ends, O_NONBLOCK | O_CLOEXEC));
      this.#wake = [ends[0]!, ends[1]!];
    } catch (error) {
      for (const file of opened) this.#libc.symbols.close(file);
      this.#libc.close();
      throw error;
    }
  }

  #makeRaw(): void {
    const settings = new Uint8Array(TERMIOS_BYTES);
    must("tcgetattr", this.#libc.symbols.tcgetattr(this.#slave, settings));
    this.#libc.symbols.cfmakeraw(settings);
    must("tcsetattr", this.#libc.symbols.tcsetattr(this.#slave, TCSANOW, settings));
  }

  /** Waits, on another thread, until it can be read from (or written to, if that is asked for) or {@link wake} is called. */
  async ready(alsoWritable: boolean): Promise<PtyReady> {
    // struct pollfd { int fd; short events; short revents; }
    const polled = new Int16Array(8);
    const files = new Int32Array(polled.buffer);
    files[0] = this.#master;
    polled[2] = POLLIN | (alsoWritable ? POLLOUT : 0);
    files[2] = this.#wake[0];
    polled[6] = POLLIN;
    await this.#libc.symbols.poll(polled, 2n, -1);
    return { readable: (polled[3]! & POLLIN) !== 0, broken: (polled[3]! & (POLLERR | POLLHUP | POLLNVAL)) !== 0 };
  }

  /** Ends the wait that is under way, or the next one. */
  wake(): void {
    this.#libc.symbols.write(this.#wake[1], new Uint8Array(1), 1n);
  }

  /** Reads what is there; none, or an error, is 0 bytes. */
  read(into: Uint8Array<ArrayBuffer>): number {
    return Math.max(0, Number(this.#libc.symbols.read(this.#master, into, BigInt(into.length))));
  }

  /** Writes what there is room for and gives how many bytes that were. */
  write(bytes: Uint8Array<ArrayBuffer>): number {
    return Math.max(0, Number(this.#libc.symbols.write(this.#master, bytes, BigInt(bytes.length))));
  }

  /** Takes the terminal away: clients get an error. Nothing may be waiting in {@link ready}. */
  close(): void {
    for (const file of [this.#master, this.#slave, ...this.#wake]) this.#libc.symbols.close(file);
    this.#libc.close();
  }
}

function must(what: string, result: number): number {
  if (result < 0) throw new Error(`Cannot open a pseudo terminal: ${what} failed with ${result}`);
  return result;
}
