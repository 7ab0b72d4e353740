/** What happens on UDP 1889: boards are heard, named, and kept at the right time. @module */

import {
  decodeUdpPacket,
  encodePixelblazeCommands,
  encodeTimeSync,
  ms32Difference,
  parsePixelblazeReply,
  PIXELBLAZE_UDP_PORT,
  ProtocolError,
  toMs32,
} from "../../protocol/mod.ts";
import type { Connect } from "../links/link.ts";
import { type Datagrams, openDatagrams } from "../links/udp.ts";
import { webSocketLink } from "../links/websocket.ts";
import type { Clock, Millis } from "../time/clock.ts";
import { pixelblazeUrl } from "./kinds.ts";

/** A board that has been heard. */
export interface HeardBoard {
  /** Its address. */
  readonly address: string;
  /** Its own name; undefined until it has been asked. */
  readonly name: string | undefined;
  /** When its last beacon came. */
  readonly heardAt: Millis;
  /** How far its clock is ahead of the show's, in milliseconds, the way of the packet not taken off. */
  readonly offsetMs: number;
}

/** How a {@link BoardNetwork} is opened. */
export interface NetworkOptions {
  readonly clock: Clock;
  /** Milliseconds since 1970 at the clock's 0: the time boards are given. */
  readonly origin: Millis;
  /** Default all addresses. */
  readonly hostname?: string;
  /** Default 1889, where boards send their beacons. */
  readonly port?: number;
  /** Answers beacons with the time; true when left out. */
  readonly sync?: boolean;
  /** How to reach a board at an address, to ask its name; its WebSocket when left out. */
  readonly connect?: (address: string) => Connect;
}

/** Sender of our time sync packets: any number; Firestorm and pixelblaze-client have others. */
const SENDER = 8_891;
const ASK_MS = 3000;
/** A network of strangers cannot make us remember more boards than this. */
const MOST_BOARDS = 256;

/**
 * Listens for boards. Every beacon is answered with the time, so that boards which get the same answer run in step:
 * within a few milliseconds after some seconds. A board is asked for its name once.
 */
export class BoardNetwork {
  readonly #options: NetworkOptions;
  readonly #boards = new Map<string, HeardBoard>();
  /** How to stop asking, by address. */
  readonly #asking = new Map<string, () => void>();
  #socket: Datagrams | undefined;

  private constructor(options: NetworkOptions) {
    this.#options = options;
  }

  /** @throws {Error} when the port is taken */
  static async open(options: NetworkOptions): Promise<BoardNetwork> {
    const network = new BoardNetwork(options);
    network.#socket = await openDatagrams(options.hostname ?? "0.0.0.0", options.port ?? PIXELBLAZE_UDP_PORT, {
      datagram: (bytes, hostname, port) => network.#receive(bytes, hostname, port),
      error: () => {}, // A board that went away: its next beacon tells that it is back.
    });
    return network;
  }

  /** The port it listens on. */
  get port(): number {
    return this.#socket!.port;
  }

  /** Every board heard so far. */
  get boards(): readonly HeardBoard[] {
    return [...this.#boards.values()];
  }

  /** The address from which a board that calls itself `name` was heard last, or undefined while none has been. */
  find(name: string): string | undefined {
    const named = this.boards.filter((board) => board.name === name);
    return named.sort((a, b) => b.heardAt - a.heardAt)[0]?.address;
  }

  /** Stops listening. */
  async close(): Promise<void> {
    for (const stop of [...this.#asking.values()]) stop();
    await this.#socket?.close();
  }

  #receive(bytes: Uint8Array, address: string, port: number): void {
    const { clock, origin, sync } = this.#options;
    const now = clock.now();
    let packet: ReturnType<typeof decodeUdpPacket>;
    try {
      packet = decodeUdpPacket(bytes);
    } catch (error) {
      if (error instanceof ProtocolError) return;
      throw error;
    }
    if (packet?.kind !== "beacon") return;
    const ms = toMs32(Math.floor(origin + now));
    if (sync ?? true) {
      this.#socket?.send(encodeTimeSync({ sender: SENDER, ms, id: packet.id, beaconMs: packet.ms }), port, address);
    }
    const known = this.#boards.get(address);
    if (known === undefined && this.#boards.size >= MOST_BOARDS) return;
    this.#boards.set(address, { address, name: known?.name, heardAt: now, offsetMs: ms32Difference(packet.ms, ms) });
    if (known?.name === undefined) this.#askName(address);
  }

  #askName(address: string): void {
    if (this.#asking.has(address)) return;
    const { clock } = this.#options;
    const connect = this.#options.connect?.(address) ?? webSocketLink(pixelblazeUrl(address));
    const done = () => {
      giveUp();
      link.close();
      this.#asking.delete(address);
    };
    const giveUp = clock.at(clock.now() + ASK_MS, done);
    const link = connect({
      open: () => link.send(encodePixelblazeCommands({ getConfig: true })),
      data: (data) => {
        const name = typeof data === "string" ? nameIn(data) : undefined;
        if (name === undefined) return;
        const known = this.#boards.get(address);
        if (known !== undefined) this.#boards.set(address, { ...known, name });
        done();
      },
      idle: () => {},
      lost: done,
    });
    this.#asking.set(address, done);
  }
}

function nameIn(text: string): string | undefined {
  try {
    const reply = parsePixelblazeReply(text);
    return reply.kind === "settings" ? reply.name : undefined;
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
