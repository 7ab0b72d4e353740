/** Colours and a line that is written over, where there is a terminal. @module */

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** A line of what was asked for, on stdout. */
export function print(text: string): void {
  writeAll(Deno.stdout, `${text}\n`);
}

/** A line for the person watching, on stderr. */
export function tell(text: string): void {
  writeAll(Deno.stderr, `${text}\n`);
}

function writeAll(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) sent += to.writeSync(bytes.subarray(sent));
  } catch (error) {
    // Whoever read it, `head` say, has gone.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Writes to stderr: what a person watches. Results go to stdout. */
export class Terminal {
  readonly isTerminal: boolean;
  readonly #colours: boolean;
  #live = "";

  /** @param colours on a terminal by default, unless NO_COLOR is set */
  constructor(colours?: boolean) {
    this.isTerminal = Deno.stderr.isTerminal();
    this.#colours = colours ?? (this.isTerminal && !Deno.noColor);
    this.paint = this.paint.bind(this);
  }

  /** Text in a colour, or as it is where there are no colours. */
  paint(colour: keyof typeof CODES, text: string): string {
    return this.#colours ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text;
  }

  /** A whole line, above the live one. */
  line(text: string): void {
    this.#write(this.#live === "" ? `${text}\n` : `\r\x1b[K${text}\n${this.#live}`);
  }

  /** The line that is written over; only on a terminal. */
  live(text: string): void {
    if (!this.isTerminal) return;
    this.#live = cut(text, columns());
    this.#write(`\r\x1b[K${this.#live}`);
  }

  /** Ends the live line. */
  endLive(): void {
    if (this.#live !== "") this.#write("\r\x1b[K");
    this.#live = "";
  }

  #write(text: string): void {
    writeAll(Deno.stderr, text);
  }
}

/** Width of a terminal that does not tell. */
const USUAL_COLUMNS = 100;

function columns(): number {
  try {
    return Deno.consoleSize().columns || USUAL_COLUMNS;
  } catch {
    return USUAL_COLUMNS;
  }
}

/** Cuts to a width, colour codes not counted. */
function cut(text: string, width: number): string {
  let shown = 0;
  let out = "";
  // deno-lint-ignore no-control-regex -- escape codes are what is looked for
  for (const part of text.split(/(\x1b\[\d+m)/)) {
    if (part.startsWith("\x1b[")) out += part;
    else {
      out += part.slice(0, Math.max(0, width - 1 - shown));
      shown += part.length;
    }
  }
  return out;
}

/** Rows in columns, the first row being the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => rows.reduce((widest, row) => Math.max(widest, (row[i] ?? "").length), 0));
  return rows.map((row) =>
    row.map((cell, i) => i === row.length - 1 ? cell : cell.padEnd(widths[i]!)).join("  ").trimEnd()
  ).join("\n");
}
