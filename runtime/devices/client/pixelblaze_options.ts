/** What a Pixelblaze client is given, and what it gives. @module */

import type { Fields, PIXELBLAZE_SETTABLE, PixelblazeReplyBody } from "../../../protocol/mod.ts";
import type { AskHttp } from "../../links/http.ts";
import type { Connect } from "../../links/link.ts";
import type { Clock, Millis } from "../../time/clock.ts";

/** How a Pixelblaze client connects. */
export interface PixelblazeClientOptions {
  /** Closes the client when it is aborted; whatever is open then fails with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for the connection, 3000 ms when left out. */
  readonly connectMs?: Millis | undefined;
  /** How long to wait for an answer, 5000 ms when left out. */
  readonly timeoutMs?: Millis | undefined;
  /** How long to wait for the web server, 15000 ms when left out. */
  readonly httpTimeoutMs?: Millis | undefined;
  /** Messages a second at most, 10 when left out: the makers advise against more. */
  readonly rateHz?: number | undefined;
  /** Port of the web server, 80 when left out. */
  readonly httpPort?: number | undefined;
  /** The clock of all time limits, the machine's when left out. */
  readonly clock?: Clock | undefined;
  /** Another way to the board than its WebSocket, a memory link say. */
  readonly connect?: Connect | undefined;
  /** Another way to its web server. */
  readonly http?: AskHttp | undefined;
  /** Gives numbers from 0 up to 1, for ids of new patterns. */
  readonly random?: (() => number) | undefined;
}

/** What can be set on a board. Levels 0..1, times in ms. */
export type SettableSettings = Fields<typeof PIXELBLAZE_SETTABLE>;

/** What a board tells of itself once a second. */
export type PixelblazeStats = PixelblazeReplyBody<"stats">;

/** Another board that a board has heard of. */
export type PixelblazePeer = NonNullable<PixelblazeReplyBody<"peers">["peers"]>[number];
