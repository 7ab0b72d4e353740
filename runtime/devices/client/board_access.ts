/** How the parts of a Pixelblaze client reach their board. @module */

import { type BoardRequest, encodeBoardRequest, generationOf, type PixelblazeSettings } from "../../../protocol/mod.ts";
import type { Connect } from "../../links/link.ts";
import { type AskHttp, HttpError, type HttpReply } from "../../links/http.ts";
import { RateWindow } from "../../model/rate_window.ts";
import type { Clock, Millis } from "../../time/clock.ts";
import { askingConfig, BoardReader, bodyOf, type PixelblazeMessage } from "./board_messages.ts";
import { Conversation, type Question } from "./conversation.ts";
import { DeviceError } from "./device_error.ts";

/** What {@link BoardAccess} is made of. */
export interface BoardAccessOptions {
  readonly device: string;
  readonly connect: Connect;
  readonly http: AskHttp;
  readonly clock: Clock;
  readonly rateHz: number;
  readonly connectMs: Millis;
  readonly timeoutMs: Millis;
  readonly httpTimeoutMs: Millis;
  readonly signal?: AbortSignal | undefined;
  heard(message: PixelblazeMessage): void;
  ended(error?: unknown): void;
}

/** How one request may differ from the others. */
export interface RequestLimits {
  readonly timeoutMs?: Millis | undefined;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Larger than any flash. */
const MOST_BYTES = 16 << 20;

/** A board's WebSocket and web server. One connection after the other; the limit of messages holds over all of them. */
export class BoardAccess {
  readonly device: string;
  readonly clock: Clock;
  readonly #options: BoardAccessOptions;
  readonly #window: RateWindow;
  #conversation: Conversation<PixelblazeMessage> | undefined;
  #settings: PixelblazeSettings | undefined;

  constructor(options: BoardAccessOptions) {
    this.device = options.device;
    this.clock = options.clock;
    this.#options = options;
    this.#window = new RateWindow(options.rateHz);
  }

  /** Whether the WebSocket stands. */
  get open(): boolean {
    return this.#conversation?.open ?? false;
  }

  /** Opens the WebSocket, if need be instead of one that is open. */
  async connect(): Promise<void> {
    this.close();
    this.#settings = undefined;
    const reader = new BoardReader();
    const conversation: Conversation<PixelblazeMessage> = new Conversation({
      ...this.#options,
      window: this.#window,
      read: (data) => reader.read(data),
      heard: (message) => {
        this.#settings = bodyOf(message, "settings") ?? this.#settings;
        this.#options.heard(message);
      },
      ended: (error) => {
        if (this.#conversation === conversation) this.#options.ended(error);
      },
    });
    this.#conversation = conversation;
    await conversation.opened;
  }

  close(): void {
    this.#conversation?.close();
  }

  /** Asks over the WebSocket. */
  async ask<Answer>(question: Question<PixelblazeMessage, Answer>): Promise<Answer> {
    return await this.#conversation!.ask(question);
  }

  /** The settings as the board told them last on this connection: good enough for what never changes. */
  async settings(): Promise<PixelblazeSettings> {
    return this.#settings ?? await this.settingsNow();
  }

  /** The settings as they are now. */
  async settingsNow(): Promise<PixelblazeSettings> {
    return (await this.ask(askingConfig("read the settings", false))).settings;
  }

  /** Which firmware it has; a version that is not known is taken for the newest. */
  async generation(): Promise<"v2" | "v3"> {
    return generationOf((await this.settings()).ver ?? "") ?? "v3";
  }

  /** Asks the web server; whatever its status. */
  async request(task: string, request: BoardRequest, limits: RequestLimits = {}): Promise<HttpReply> {
    const { signal: own } = this.#options;
    const { signal, timeoutMs = this.#options.httpTimeoutMs, maxBytes = MOST_BYTES } = limits;
    const signals = [own, signal].filter((one) => one !== undefined);
    try {
      return await this.#options.http(encodeBoardRequest(request), {
        timeoutMs,
        maxBytes,
        ...signals.length > 0 && { signal: AbortSignal.any(signals) },
      });
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const code = error.code === "too-large" ? "not-understood" : error.code;
      throw new DeviceError(code, this.device, task, error.message, { cause: error });
    }
  }

  /** Asks the web server for what must be answered with 200; gives the body. */
  async requestOk(task: string, request: BoardRequest, limits: RequestLimits = {}): Promise<Uint8Array<ArrayBuffer>> {
    const { status, bytes } = await this.request(task, request, limits);
    if (status >= 200 && status < 300) return bytes;
    // Too large by itself (413), or for what is left of the flash (507).
    if (status === 413 || status === 507) {
      throw new DeviceError("refused", this.device, task, `it has no room for it (${status})`);
    }
    throw status === 404
      ? new DeviceError("unknown", this.device, task, "its web server has no such thing (404)")
      : new DeviceError("refused", this.device, task, `its web server answered with status ${status}`);
  }
}
