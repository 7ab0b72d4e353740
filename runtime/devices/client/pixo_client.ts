/** All that a Pixo can be asked, for scripts that want no show. @module */

import {
  COMMANDS,
  effectOn,
  type EyesState,
  type FaceState,
  formatCommand,
  type MouthShape,
  parseEffect,
  type PixoCommand,
  type PixoEffect,
  type PixoInfo,
  type PixoReply,
  type RepliedName,
  type ReplyItem,
  type ReplyOf,
  ReplyReader,
} from "../../../protocol/pixo/mod.ts";
import type { CommandName, CommandOf } from "../../../protocol/pixo/mod.ts";
import type { Connect } from "../../links/link.ts";
import { RateWindow } from "../../model/rate_window.ts";
import type { Clock, Millis } from "../../time/clock.ts";
import { RealClock } from "../../time/real_clock.ts";
import { Conversation } from "./conversation.ts";
import { Feed } from "./feed.ts";
import { pixoLines, rawLine } from "./pixo_lines.ts";
import { pixoPort } from "./pixo_port.ts";

/** How a {@link PixoClient} connects. */
export interface PixoClientOptions {
  /** Closes the client when it is aborted; whatever is open then fails with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for the port to open, 3000 ms when left out. */
  readonly connectMs?: Millis | undefined;
  /** How long to wait for a reply, 2000 ms when left out. */
  readonly timeoutMs?: Millis | undefined;
  /** Lines a second at most, 25 when left out. */
  readonly rateHz?: number | undefined;
  /** Bits a second of a serial port, 115200 when left out; USB devices do not care. */
  readonly baud?: number | undefined;
  /** The clock of all time limits, the machine's when left out. */
  readonly clock?: Clock | undefined;
  /** Another way to the device than its port, a memory link say. */
  readonly connect?: Connect | undefined;
}

/** The network a device joins; what is left out stays as it is. */
export interface PixoWifi {
  /** The name of the network. */
  readonly ssid?: string;
  /** Its password. It is in no error and no log. */
  readonly password?: string;
  /** Whether the device joins it. */
  readonly enabled?: boolean;
}

const SILENT = "set it to Command mode, and check its port";
const MOST_REPLIES = 64;
const ENCODER = new TextEncoder();

/**
 * A connection to one Pixo.
 *
 * What has a reply resolves with it, and rejects with a DeviceError when none comes in time. Effects and faces have no
 * reply: those resolve once they are sent, and nobody can say whether the device shows them. Methods may be called
 * without waiting for each other: they are done in order, at most 25 lines a second.
 */
export class PixoClient implements AsyncDisposable {
  /** Where it is. */
  readonly port: string;
  readonly #conversation: Conversation<ReplyItem>;
  readonly #clock: Clock;
  readonly #feeds = new Set<Feed<PixoReply>>();
  #echoes = 0;

  private constructor(port: string, options: PixoClientOptions) {
    const reader = new ReplyReader();
    this.port = port;
    this.#clock = options.clock ?? new RealClock();
    this.#conversation = new Conversation<ReplyItem>({
      device: port,
      connect: options.connect ?? pixoPort(port, options.baud),
      clock: this.#clock,
      window: new RateWindow(options.rateHz ?? 25),
      connectMs: options.connectMs ?? 3000,
      timeoutMs: options.timeoutMs ?? 2000,
      signal: options.signal,
      read: (data) => reader.push(typeof data === "string" ? ENCODER.encode(data) : data),
      heard: (item) => {
        if (item.kind === "reply") { for (const feed of [...this.#feeds]) feed.push(item.reply); }
      },
      ended: (error) => {
        for (const feed of [...this.#feeds]) feed.end(error === undefined ? {} : { error });
      },
    });
  }

  /**
   * Opens a port: `/dev/ttyACM0`, or `tcp://host:port` for one on another machine.
   *
   * @throws {DeviceError} when it does not open
   * @throws {RangeError} when it is no port
   */
  static async connect(port: string, options: PixoClientOptions = {}): Promise<PixoClient> {
    const client = new PixoClient(port, options);
    await client.#conversation.opened;
    return client;
  }

  /** Whether the port is open. */
  get connected(): boolean {
    return this.#conversation.open;
  }

  /** Closes the port; what is still open fails, streams end. Calling it again does nothing. */
  close(): Promise<void> {
    this.#conversation.close();
    return Promise.resolve();
  }

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What it tells of itself. */
  async info(): Promise<PixoInfo> {
    const { reply: _, ...info } = await this.#reply(
      "read its info",
      { command: "info" },
      (reply) => reply.reply === "info" ? reply : undefined,
    );
    return info;
  }

  /** The name that people give it. */
  async getName(): Promise<string> {
    return (await this.ask({ command: "name" })).name;
  }

  /** Sets that name; gives what the device took. */
  async setName(name: string): Promise<string> {
    return (await this.ask({ command: "name", name })).name;
  }

  /** What kind of device it is. */
  async getPersona(): Promise<string> {
    return (await this.ask({ command: "persona" })).persona;
  }

  /** Has it be another kind of device, in full once it is switched off and on. */
  async setPersona(persona: string): Promise<string> {
    return (await this.ask({ command: "persona", persona })).persona;
  }

  /** Its serial number. */
  async getSerial(): Promise<string> {
    return (await this.ask({ command: "serial" })).serial;
  }

  /** Sets the brightness, 0..1 of the range the device is set to: 0 is dim, not dark. Gives what the device took. */
  async setBrightness(level: number): Promise<number> {
    return (await this.ask({ command: "brightness", percent: level * 100 })).percent / 100;
  }

  /** Sets the brightness outright: 0 is dark, 0.5 bright, above that LEDs may warm up. Gives what the device took. */
  async setBrightnessRaw(raw: number): Promise<number> {
    return (await this.ask({ command: "brightness_raw", raw })).raw;
  }

  /** Sets the network it joins, for devices that have Wi-Fi. */
  async setWifi({ ssid, password, enabled }: PixoWifi): Promise<void> {
    if (ssid !== undefined) await this.ask({ command: "wifi_ssid", ssid });
    if (password !== undefined) await this.ask({ command: "wifi_password", password });
    if (enabled !== undefined) await this.ask({ command: "wifi_enabled", enabled });
  }

  /** How long a text there and back takes. */
  async ping(): Promise<Millis> {
    const text = `cuelight-${++this.#echoes}`;
    let sent = this.#clock.now();
    await this.#reply(
      "ping",
      { command: "echo", text },
      (reply) => reply.reply === "echo" && reply.text === text ? reply : undefined,
      (at) => sent = at,
    );
    return this.#clock.now() - sent;
  }

  /** Has it say a text, and gives what it says. */
  async echo(text: string): Promise<string> {
    return (await this.ask({ command: "echo", text })).text ?? "";
  }

  /**
   * Shows an effect, such as `chase|250|R|W`, on a part of the device or on all of it.
   *
   * @throws {ProtocolError} that says what should stand where, when it is no effect
   */
  async effect(effect: string | PixoEffect, target?: string): Promise<void> {
    await this.send(effectOn(typeof effect === "string" ? parseEffect(effect).effect : effect, target));
  }

  /** Turns a part black, or all of it. */
  async off(target?: string): Promise<void> {
    await this.send(effectOn({ command: "off" }, target));
  }

  /** Takes the effect off a part, or off all of it. */
  async clear(target?: string): Promise<void> {
    await this.send(effectOn({ command: "clear" }, target));
  }

  /** Sets eyes and mouth at once. */
  async face(target: FaceState): Promise<void> {
    await this.send({ command: "face", target });
  }

  /** Sets the eyes; `blink` closes them for about 100 ms. */
  async eyes(target: EyesState): Promise<void> {
    await this.send({ command: "eyes", target });
  }

  /** Sets the mouth. */
  async mouth(target: MouthShape): Promise<void> {
    await this.send({ command: "mouth", target });
  }

  /** Sends commands, in as few lines as fit; resolves once they are sent. Replies come by {@link replies}. */
  async send(...commands: PixoCommand[]): Promise<void> {
    const task = `send ${commands.map(({ command }) => command).join(", ")}`;
    await Promise.all(pixoLines(commands).map((data) => this.#conversation.ask<void>({ task, data })));
  }

  /** Sends a line as it stands, whatever it says; resolves once it is sent. Replies come by {@link replies}. */
  async sendLine(line: string): Promise<void> {
    await this.#conversation.ask<void>({ task: "send a line", data: rawLine(line) });
  }

  /** Sends a command that has a reply, and gives that. */
  async ask<Name extends RepliedName<CommandName>>(command: CommandOf<Name>): Promise<ReplyOf<Name>> {
    const name: CommandName = command.command;
    if (!("reply" in COMMANDS[name])) throw new RangeError(`Cannot ask ${name}: devices do not reply to it`);
    return await this.#reply(`ask ${name}`, command, (reply) =>
      // A reply of this name is the reply to this command.
      reply.reply === name ? reply as ReplyOf<Name> : undefined);
  }

  /** What the device replies, and what it tells unasked. */
  replies({ signal }: { readonly signal?: AbortSignal } = {}): AsyncIterableIterator<PixoReply> {
    const stop = () => feed.end({ error: signal?.reason });
    const feed = new Feed<PixoReply>(MOST_REPLIES, () => {
      signal?.removeEventListener("abort", stop);
      this.#feeds.delete(feed);
    });
    if (signal?.aborted) stop();
    else if (!this.connected) feed.end();
    else {
      signal?.addEventListener("abort", stop);
      this.#feeds.add(feed);
    }
    return feed;
  }

  #reply<Reply extends PixoReply>(
    task: string,
    command: PixoCommand,
    pick: (reply: PixoReply) => Reply | undefined,
    sent?: (at: Millis) => void,
  ): Promise<Reply> {
    return this.#conversation.ask({
      task,
      data: `${formatCommand(command)}\n`,
      hint: SILENT,
      ...sent && { sent },
      hear: (item) => {
        const done = item.kind === "reply" ? pick(item.reply) : undefined;
        return done === undefined ? undefined : { done };
      },
    });
  }
}
