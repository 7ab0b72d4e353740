/** All that a Pixelblaze can be asked, for scripts that want no show. @module */

import {
  type FlashFiles,
  type NamedNumbers,
  PIXELBLAZE_SETTABLE,
  type PixelblazeCommands,
  type PixelblazeSettings,
  type PreviewFrame,
} from "../../../protocol/mod.ts";
import { httpLink } from "../../links/http.ts";
import { webSocketLink } from "../../links/websocket.ts";
import type { Millis } from "../../time/clock.ts";
import { RealClock } from "../../time/real_clock.ts";
import { BoardAccess } from "./board_access.ts";
import { boardAddress } from "./board_address.ts";
import {
  acknowledged,
  asking,
  askingConfig,
  bodyOf,
  type PixelblazeConfig,
  type PixelblazeMessage,
  telling,
} from "./board_messages.ts";
import { BoardStreams, type StreamKind, type StreamOptions } from "./board_streams.ts";
import { DeviceError } from "./device_error.ts";
import { backUp, type BackupOptions, restore, type Restored, type RestoreOptions } from "./pixelblaze_backup.ts";
import { PixelblazeFiles } from "./pixelblaze_files.ts";
import { PixelblazeFirmware } from "./pixelblaze_firmware.ts";
import type {
  PixelblazeClientOptions,
  PixelblazePeer,
  PixelblazeStats,
  SettableSettings,
} from "./pixelblaze_options.ts";
import { PixelblazePatterns } from "./pixelblaze_patterns.ts";
import { PixelblazePixels } from "./pixelblaze_pixels.ts";
import { PixelblazeSequencer, type PixelblazeState, type SaveOptions } from "./pixelblaze_sequencer.ts";
import { PixelblazeWifi } from "./pixelblaze_wifi.ts";
import { waiting } from "./waiting.ts";

const STATS: StreamKind<PixelblazeStats> = {
  task: "stream the statistics",
  limit: 8,
  needsUpdates: true,
  pick: (message) => bodyOf(message, "stats"),
};
const PREVIEWS: StreamKind<PreviewFrame> = {
  task: "stream the colours",
  limit: 1,
  needsUpdates: true,
  pick: (message) => message.kind === "preview" ? { pixelCount: message.pixelCount, rgb: message.rgb } : undefined,
};
const CHANGES: StreamKind<PixelblazeState> = {
  task: "stream the changes",
  limit: 32,
  pick: (message) => bodyOf(message, "sequencer"),
};
const MESSAGES: StreamKind<PixelblazeMessage> = { task: "stream the messages", limit: 256, pick: (message) => message };

/** Commands that are acknowledged by themselves. */
const ACKNOWLEDGED = ["ping", "pause", "setControls", "setCode"] as const;
/** How often a board that is away is looked for. */
const LOOK_AGAIN_MS: Millis = 500;

/**
 * A connection to one Pixelblaze.
 *
 * Every method resolves when the board has answered, or acknowledged what has no answer, and rejects with a
 * {@link DeviceError} when it did not in time, or with a RangeError for a value that boards do not take. They may be
 * called without waiting for each other: they are done in order, at most 10 messages a second. Nothing is written to
 * flash that does not say so in its name or is asked to by `save`.
 */
export class PixelblazeClient implements AsyncDisposable {
  /** Its address. */
  readonly address: string;
  /** Stored patterns. */
  readonly patterns: PixelblazePatterns;
  /** Shuffle and playlist. */
  readonly sequencer: PixelblazeSequencer;
  /** Pixel map and output expanders. */
  readonly pixels: PixelblazePixels;
  /** Files in flash. */
  readonly files: PixelblazeFiles;
  /** The network it is in. */
  readonly wifi: PixelblazeWifi;
  /** Its firmware. */
  readonly firmware: PixelblazeFirmware;
  readonly #board: BoardAccess;
  readonly #streams = new BoardStreams(() => this.#board);
  /** Whether this board sends the third answer to getConfig. */
  #tellsExpanders = true;

  private constructor(address: string, options: PixelblazeClientOptions) {
    const { device, webSocket, http } = boardAddress(address, options.httpPort);
    const clock = options.clock ?? new RealClock();
    this.address = device;
    this.#board = new BoardAccess({
      device,
      clock,
      connect: options.connect ?? webSocketLink(webSocket),
      http: options.http ?? httpLink(http, clock),
      rateHz: options.rateHz ?? 10,
      connectMs: options.connectMs ?? 3000,
      timeoutMs: options.timeoutMs ?? 5000,
      httpTimeoutMs: options.httpTimeoutMs ?? 15_000,
      signal: options.signal,
      heard: (message) => this.#streams.heard(message),
      ended: (error) => this.#streams.ended(error),
    });
    this.patterns = new PixelblazePatterns(this.#board, options.random ?? Math.random);
    this.sequencer = new PixelblazeSequencer(this.#board);
    this.files = new PixelblazeFiles(this.#board);
    this.pixels = new PixelblazePixels(this.#board, this.files);
    this.wifi = new PixelblazeWifi(this.#board);
    this.firmware = new PixelblazeFirmware(this.#board);
  }

  /**
   * Connects to a board: `192.168.4.20`, a host name, `host:port` for a WebSocket that is not on port 81.
   *
   * @throws {DeviceError} when nobody is there
   * @throws {RangeError} when it is no address
   */
  static async connect(address: string, options: PixelblazeClientOptions = {}): Promise<PixelblazeClient> {
    const client = new PixelblazeClient(address, options);
    await client.#board.connect();
    return client;
  }

  /** Whether the connection stands, as far as is known. */
  get connected(): boolean {
    return this.#board.open;
  }

  /** Ends the connection; what is still open fails, streams end. Calling it again does nothing. */
  close(): Promise<void> {
    this.#board.close();
    return Promise.resolve();
  }

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * Connects anew, and tries until the board is there: after a reboot, or when the connection was lost.
   *
   * @param withinMs how long to try, 30 s when left out
   * @throws {DeviceError} when it is not there by then
   */
  async reconnect(withinMs: Millis = 30_000): Promise<void> {
    const { clock } = this.#board;
    const until = clock.now() + withinMs;
    for (;;) {
      try {
        return await this.#board.connect();
      } catch (error) {
        if (!(error instanceof DeviceError) || clock.now() + LOOK_AGAIN_MS >= until) throw error;
      }
      await waiting(clock, LOOK_AGAIN_MS);
    }
  }

  /**
   * Sends any commands in one frame, and waits for the acknowledgement; what they are answered with comes by
   * {@link messages}.
   *
   * @throws {RangeError} for more than one of ping, pause, setControls and setCode: boards differ in how often they
   * acknowledge that
   */
  async send(commands: PixelblazeCommands): Promise<void> {
    const own = ACKNOWLEDGED.filter((name) => commands[name] !== undefined);
    if (own.length > 1) throw new RangeError(`Cannot send ${own.join(" and ")} in one frame: allowed is one of them`);
    const task = "send commands";
    await this.#board.ask(own.length === 1 ? acknowledged(task, commands) : telling(task, commands));
  }

  /** How long a message there and back takes. */
  async ping(): Promise<Millis> {
    const { clock } = this.#board;
    let sent = clock.now();
    await this.#board.ask({ ...acknowledged("ping", { ping: true }), sent: (at) => sent = at });
    return clock.now() - sent;
  }

  /** Settings, what runs, and expanders. */
  async getConfig(): Promise<PixelblazeConfig> {
    const config = await this.#board.ask(askingConfig("read the settings", this.#tellsExpanders));
    this.#tellsExpanders = config.expanders !== undefined;
    return config;
  }

  /** The settings as they are now. */
  async getSettings(): Promise<PixelblazeSettings> {
    return await this.#board.settingsNow();
  }

  /**
   * Sets any of the settings. Name, time zone, what the web page shows and the like are kept by the board in any case, the
   * others after a restart only with `save`.
   *
   * @throws {DeviceError} with the code `refused` for a setting that this firmware does not have
   */
  async setSettings(settings: SettableSettings, { save = false }: SaveOptions = {}): Promise<void> {
    const known = await this.#board.settings();
    const names = Object.keys(settings);
    const task = `set ${names.join(", ")}`;
    const missing = names.find((name) => Object.hasOwn(PIXELBLAZE_SETTABLE, name) && !Object.hasOwn(known, name));
    if (missing !== undefined) {
      const reason = `firmware ${known.ver ?? "of an unknown version"} has no setting "${missing}"`;
      throw new DeviceError("refused", this.address, task, reason);
    }
    await this.#board.ask(telling(task, { ...settings, save }));
  }

  /** Sets the brightness of the slider, 0..1. */
  async setBrightness(brightness: number, { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(telling("set the brightness", { brightness, save }));
  }

  /** Sets the limit of the brightness, 0..1. */
  async setMaxBrightness(maxBrightness: number, { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(telling("set the highest brightness", { maxBrightness, save }));
  }

  /** The exported variables of the pattern that runs. */
  async getVars(): Promise<NamedNumbers> {
    return await this.#board.ask(asking("read the variables", { getVars: true }, (one) => bodyOf(one, "vars")?.vars));
  }

  /** Sets exported variables of the pattern that runs: numbers, arrays as a whole. Names it does not have do nothing. */
  async setVars(setVars: NamedNumbers): Promise<void> {
    await this.#board.ask(telling("set variables", { setVars }));
  }

  /** The live values of the running pattern's controls; for stored ones see `patterns.getControls`. */
  async getControls(): Promise<NamedNumbers> {
    return (await this.sequencer.state()).activeProgram?.controls ?? {};
  }

  /** Sets controls of the pattern that runs: sliders 0..1, pickers three numbers 0..1. With `save` it keeps them all. */
  async setControls(setControls: NamedNumbers, { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(acknowledged("set controls", { setControls, save }));
  }

  /** Stops the pattern where it is, or lets it go on. */
  async pause(pause: boolean): Promise<void> {
    await this.#board.ask(acknowledged(pause ? "pause" : "go on", { pause }));
  }

  /** The other boards it has heard of. */
  async getPeers(): Promise<readonly PixelblazePeer[]> {
    return await this.#board.ask(asking("list its peers", { getPeers: true }, (one) => bodyOf(one, "peers")?.peers));
  }

  /** What the board tells of itself once a second. Like {@link previews} it switches the board's updates on. */
  stats(options: StreamOptions = {}): AsyncIterableIterator<PixelblazeStats> {
    return this.#streams.start(STATS, options);
  }

  /**
   * The colours it shows, of up to 1024 pixels, as they come; a slow reader gets the latest. The board has one switch for
   * updates, which all its clients share: it is on from the first stream's beginning to the last one's end.
   */
  previews(options: StreamOptions = {}): AsyncIterableIterator<PreviewFrame> {
    return this.#streams.start(PREVIEWS, options);
  }

  /** What runs, whenever the board says so: when that changes, and when it is asked. */
  changes(options: StreamOptions = {}): AsyncIterableIterator<PixelblazeState> {
    return this.#streams.start(CHANGES, options);
  }

  /** Everything the board sends, answers too, as messages. */
  messages(options: StreamOptions = {}): AsyncIterableIterator<PixelblazeMessage> {
    return this.#streams.start(MESSAGES, options);
  }

  /** Restarts the board. The connection ends: see {@link reconnect}. */
  async reboot(): Promise<void> {
    await this.#board.requestOk("reboot", { kind: "reboot" });
    this.#board.close();
  }

  /** Every file of the board but its own web page, for `encodePbb`. */
  async backup(options: BackupOptions = {}): Promise<FlashFiles> {
    return await backUp(this.address, this.files, options);
  }

  /**
   * Writes a backup, as of `decodePbb`, over what the board has. Files that are the same already are left alone, so a
   * restore that broke off can be done again. The board reads its files when it starts: {@link reboot} it afterwards.
   */
  async restore(backup: FlashFiles, options: RestoreOptions = {}): Promise<Restored> {
    return await restore(this.address, this.files, backup, options);
  }
}
