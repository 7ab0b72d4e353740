import { answerHttp } from "../../../../emulator/pixelblaze/http_routes.ts";
import type { SoftBoard } from "../../../../emulator/pixelblaze/board.ts";
import { type MemoryBoard, memoryBoard } from "../../../../emulator/pixelblaze/memory_board.ts";
import { PixelblazeClient } from "../../../../runtime/devices/client/pixelblaze_client.ts";
import type { PixelblazeClientOptions } from "../../../../runtime/devices/client/pixelblaze_options.ts";
import type { AskHttp } from "../../../../runtime/links/http.ts";
import type { Data } from "../../../../runtime/links/link.ts";
import { type MemoryLink, memoryLink } from "../../../../runtime/links/memory.ts";
import { ManualClock } from "../../../../runtime/time/manual_clock.ts";

/** Moves the clock from timer to timer until the promise is settled. */
export async function settle<T>(clock: ManualClock, promise: Promise<T>, withinMs = 120_000): Promise<T> {
  const limit = clock.now() + withinMs;
  let over = false;
  promise.then(() => over = true, () => over = true);
  for (;;) {
    // Promises that wait for each other need some turns to get from one timer to the next.
    for (let turn = 0; turn < 30 && !over; turn++) await Promise.resolve();
    if (over) return await promise;
    if (clock.next === undefined || clock.next > limit) throw new Error(`still open at ${clock.now()} ms`);
    clock.advanceTo(clock.next);
  }
}

/** The error a promise is rejected with, and when. */
export async function failure(
  clock: ManualClock,
  promise: Promise<unknown>,
): Promise<{ error: unknown; after: number }> {
  const from = clock.now();
  try {
    await settle(clock, promise);
  } catch (error) {
    return { error, after: clock.now() - from };
  }
  throw new Error("it did not fail");
}

/** A software board's web server without sockets. */
export function memoryHttp(board: SoftBoard, clock: ManualClock): AskHttp {
  return (message, { signal }) => {
    signal?.throwIfAborted();
    const { status, body, reboots } = answerHttp(board, message, "127.0.0.2", clock.now());
    if (reboots) board.reboot(clock.now());
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? []);
    return Promise.resolve({ status, bytes });
  };
}

/** A client of a software board in memory, on a manual clock. */
export async function softClient(
  board: SoftBoard,
  options: PixelblazeClientOptions = {},
  seed = 1,
): Promise<{ clock: ManualClock; twin: MemoryBoard; client: PixelblazeClient }> {
  const clock = new ManualClock();
  const twin = memoryBoard(board, clock, seed);
  const client = await settle(
    clock,
    PixelblazeClient.connect("192.168.4.20", {
      clock,
      connect: twin.connect,
      http: memoryHttp(board, clock),
      random: () => 0.5,
      ...options,
    }),
  );
  return { clock, twin, client };
}

/** A board that does what a test says. */
export interface ScriptedBoard {
  readonly clock: ManualClock;
  readonly link: MemoryLink;
  /** What it was sent, with the time. */
  readonly got: { readonly at: number; readonly data: Data }[];
  send(data: Data): void;
}

/** Runs `answer` for each message that comes. */
export function scripted(answer: (data: string, board: ScriptedBoard) => void): ScriptedBoard {
  const clock = new ManualClock();
  let reply = (_data: Data) => {};
  const got: { at: number; data: Data }[] = [];
  const link = memoryLink({
    accept(send) {
      reply = send;
      return {
        receive(data) {
          got.push({ at: clock.now(), data });
          answer(String(data), board);
        },
        closed() {},
      };
    },
  }, clock);
  const board: ScriptedBoard = { clock, link, got, send: (data) => reply(data) };
  return board;
}

/** A client of a scripted board. */
export async function scriptedClient(
  answer: (data: string, board: ScriptedBoard) => void,
  options: PixelblazeClientOptions = {},
): Promise<ScriptedBoard & { client: PixelblazeClient }> {
  const board = scripted(answer);
  const { clock, link } = board;
  const noHttp: AskHttp = () => Promise.reject(new Error("no web server in this test"));
  const client = await settle(
    clock,
    PixelblazeClient.connect("192.168.4.20", { clock, connect: link.connect, http: noHttp, ...options }),
  );
  return { ...board, client };
}
