import { SoftBoard } from "../../../emulator/pixelblaze/board.ts";
import type { BoardOptions, BoardPattern } from "../../../emulator/pixelblaze/board_options.ts";
import type { Session } from "../../../emulator/pixelblaze/session.ts";
import { fakeCompile } from "./fake_pattern.ts";

export const RED = "7MuJmcy4FZbs9jGbB";
export const DIM = "qzpL3CLaMP3cqae2R";

export const SOURCES: readonly [BoardPattern, BoardPattern] = [
  { id: RED, name: "red", source: "export var red = 1\nexport function sliderRed(v) {}" },
  {
    id: DIM,
    name: "dim",
    source: "export var red = 0.2\nexport var hue = 0.1\nexport function hsvPickerTint(h,s,v) {}",
  },
];

/** A board of 4 pixels with two patterns. */
export function makeBoard(options: Partial<BoardOptions> = {}): SoftBoard {
  return new SoftBoard({ name: "Lawn", pixelCount: 4, patterns: SOURCES, compile: fakeCompile, seed: 1, ...options });
}

/** A client that keeps what it is sent: text as it is, binary as hex. */
export interface TestClient {
  readonly session: Session;
  /** What came since the last call. */
  take(): string[];
  /** Whether the board has dropped it. */
  readonly dropped: boolean;
}

export function connect(board: SoftBoard, now = 0): TestClient {
  let got: string[] = [];
  let dropped = false;
  const session = board.connect({
    send: (data) => void got.push(typeof data === "string" ? data : data.toHex()),
    dropped: () => void (dropped = true),
  }, now);
  return {
    session,
    take() {
      const taken = got;
      got = [];
      return taken;
    },
    get dropped() {
      return dropped;
    },
  };
}

/** Sends one frame at `now` and gives the answers to it. */
export function ask(client: TestClient, frame: string | Uint8Array, now = 0): string[] {
  client.take();
  client.session.receive(frame, now);
  return client.take();
}
