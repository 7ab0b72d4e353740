/** A Pixelblaze in software: messages and times in, messages and colours out. No sockets, no timers. @module */

import { parsePixelblazeCommands } from "../../protocol/pixelblaze/commands.ts";
import { encodePreviewFrame } from "../../protocol/pixelblaze/preview.ts";
import { encodePixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import { decodeUdpPacket, encodeBeacon } from "../../protocol/pixelblaze/udp.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { BoardOptions } from "./board_options.ts";
import { BoardState } from "./board_state.ts";
import type { BoardStats } from "./board_stats.ts";
import { obey } from "./commands.ts";
import { Session, type SessionCarrier, type SessionHost, whyIgnored } from "./session.ts";
import { isWithin } from "./wall_clock.ts";

const DEFAULT_FPS = 40;
const DEFAULT_MAX_SESSIONS = 5;
const STATS_MS = 1000;
/** Previews leave at most this often, whatever the frame rate. */
const PREVIEW_MS = 33;

/**
 * A software Pixelblaze.
 *
 * It is synchronous and knows no time but the times it is given: the same calls give the same answers. Whoever runs it
 * calls {@link tick} at or after {@link nextDue}; each call renders at most one frame, so a board that was not called
 * for long skips to now.
 */
export class SoftBoard {
  readonly #state: BoardState;
  readonly #host: SessionHost;
  readonly #sessions = new Set<Session>();
  readonly #frameMs: Millis;
  #sessionCount = 0;
  #nextFrame: Millis;
  #nextStats: Millis;
  #nextPreview: Millis;
  #framesAtStats = 0;

  constructor(options: BoardOptions) {
    this.#state = new BoardState(options);
    this.#frameMs = 1000 / (options.fps ?? DEFAULT_FPS);
    this.#nextFrame = this.#state.bootedAt;
    this.#nextPreview = this.#state.bootedAt;
    this.#nextStats = this.#state.bootedAt + STATS_MS;
    this.#host = {
      received: (session, data, now) => this.#received(session, data, now),
      closed: (session) => void this.#sessions.delete(session),
      frozen: false,
      delayMs: 0,
    };
  }

  /** The board's parts, for servers and tests. */
  get state(): BoardState {
    return this.#state;
  }

  get name(): string {
    return this.#state.settings.name;
  }

  get pixelCount(): number {
    return this.#state.settings.pixelCount;
  }

  /** What it noticed. */
  get stats(): BoardStats {
    return this.#state.stats;
  }

  /** Connections that stand. */
  get sessions(): number {
    return this.#sessions.size;
  }

  /** Why a connection would be refused now; undefined if it would not. */
  refusal(): string | undefined {
    const most = this.#state.options.maxSessions ?? DEFAULT_MAX_SESSIONS;
    return this.#sessions.size < most ? undefined : `it has ${this.#sessions.size} connections, allowed are ${most}`;
  }

  /**
   * Opens a connection.
   *
   * @throws {Error} If the board takes no more connections: see {@link refusal}.
   */
  connect(carrier: SessionCarrier | SessionCarrier["send"]): Session {
    const refusal = this.refusal();
    if (refusal !== undefined) throw new Error(`Cannot connect to board "${this.name}": ${refusal}`);
    const session = new Session(
      ++this.#sessionCount,
      this.#host,
      typeof carrier === "function" ? { send: carrier } : carrier,
    );
    this.#sessions.add(session);
    return session;
  }

  /** Does what is due: late messages, the sequencer, one frame, previews, statistics. */
  tick(now: Millis): void {
    for (const session of this.#sessions) session.flush(now);
    if (now >= this.#nextFrame) {
      this.#nextFrame = nextTime(this.#nextFrame, this.#frameMs, now);
      this.#frame(now);
    }
    if (now >= this.#nextStats) {
      this.#sendStats(now);
      this.#nextStats = nextTime(this.#nextStats, STATS_MS, now);
    }
  }

  /** When {@link tick} has something to do next; may be past. */
  nextDue(): Millis {
    let due = Math.min(this.#nextFrame, this.#nextStats);
    for (const session of this.#sessions) due = Math.min(due, session.due ?? due);
    return due;
  }

  /**
   * What the LEDs show at `now`: three bytes a pixel, red green blue, after both brightnesses. A copy.
   * Renders a frame if one is due.
   */
  frame(now: Millis): Uint8Array {
    this.tick(now);
    const { rgb } = this.#state.player;
    const level = this.#isOff(now) ? 0 : this.#state.settings.brightness * this.#state.settings.maxBrightness;
    return Uint8Array.from(rgb, (value) => Math.round(value * level));
  }

  /** The beacon to send now, for a board with this id. */
  beacon(id: number, now: Millis): Uint8Array<ArrayBuffer> {
    return encodeBeacon({ id, ms: this.#state.clock.beaconSent(now) });
  }

  /** A packet that came to the board's UDP port. What is not for it, or no packet, is passed over. */
  receiveUdp(bytes: Uint8Array, id: number, now: Millis): void {
    try {
      const packet = decodeUdpPacket(bytes);
      if (packet?.kind === "timeSync" && packet.id === id) {
        this.#state.clock.sync({ ms: packet.ms, echoedMs: packet.beaconMs }, now);
      }
    } catch (error) {
      this.#state.log("ignored", whyIgnored(error), now);
    }
  }

  #received(session: Session, data: string | Uint8Array, now: Millis): void {
    const { stats } = this.#state;
    stats.noteReceived(session.id, data, now);
    try {
      if (typeof data === "string") this.#obey(session, data, now);
    } catch (error) {
      this.#state.log("ignored", whyIgnored(error), now);
    }
  }

  #obey(session: Session, frame: string, now: Millis): void {
    const { commands, ignored } = parsePixelblazeCommands(frame);
    if (ignored.length > 0) {
      this.#state.log("ignored", `Passed over ${ignored.slice(0, 8).map((name) => name.slice(0, 32)).join(", ")}`, now);
    }
    let acks = 0;
    let wantsState = false;
    const send = (data: string | Uint8Array) => session.send(data, now);
    obey({
      board: this.#state,
      now,
      commands,
      save: commands.save === true,
      send,
      ack: () => void acks++,
      state: () => void (wantsState = true),
    });
    if (wantsState) send(encodePixelblazeReply(this.#state.sequencerReply(now)));
    if (this.#state.options.ackEachCommand !== true) acks = Math.min(acks, 1);
    while (acks-- > 0) send(encodePixelblazeReply({ kind: "ack", ack: 1 }));
  }

  #frame(now: Millis): void {
    const state = this.#state;
    if (state.sequencer.due !== undefined && now >= state.sequencer.due && state.playNext(now)) this.#sendState(now);
    if (state.paused) return;
    state.frameAt = now;
    const applied = state.player.frame(state.clock.ms(now), now);
    if (applied !== undefined) state.stats.noteApplied({ at: now, waited: now - applied.at, values: applied.values });
    state.stats.noteFrame();
    const { wanted } = state;
    state.wanted = undefined;
    if (wanted !== undefined && (wanted === "next" ? state.playNext(now) : state.playPosition(wanted, now))) {
      this.#sendState(now);
    }
    if (state.sendUpdates && this.#sessions.size > 0 && now >= this.#nextPreview) {
      this.#nextPreview = now + PREVIEW_MS;
      this.#broadcast(encodePreviewFrame(state.player.rgb), now);
    }
  }

  #sendState(now: Millis): void {
    this.#broadcast(encodePixelblazeReply(this.#state.sequencerReply(now)), now);
  }

  #sendStats(now: Millis): void {
    const { player, flash, stats, sendUpdates, settings, bootedAt } = this.#state;
    const seconds = (now - this.#nextStats + STATS_MS) / 1000;
    const fps = (stats.frames - this.#framesAtStats) / seconds;
    this.#framesAtStats = stats.frames;
    if (!sendUpdates) return;
    const message = encodePixelblazeReply({
      kind: "stats",
      fps,
      vmerr: player.fault?.vmerr ?? 0,
      vmerrpc: player.fault?.vmerrpc ?? -1,
      mem: player.memoryLeft,
      exp: settings.exp,
      renderType: player.renderType,
      uptime: Math.floor(now - bootedAt),
      storageUsed: flash.used,
      storageSize: flash.size,
      rr0: 1,
      rr1: 14,
      rebootCounter: 0,
    });
    this.#broadcast(message, now);
  }

  #broadcast(data: string | Uint8Array, now: Millis): void {
    for (const session of this.#sessions) session.send(data, now);
  }

  #isOff(now: Millis): boolean {
    const { autoOffEnable, autoOffStart, autoOffEnd } = this.#state.settings;
    if (!autoOffEnable) return false;
    const time = this.#state.wallClock(now);
    return time !== undefined && isWithin(time, autoOffStart, autoOffEnd);
  }
}

/** The next of a row of times that is after `now`; the row starts anew at `now` when it has fallen behind by a whole step. */
function nextTime(due: Millis, step: Millis, now: Millis): Millis {
  return due + step > now ? due + step : now + step;
}
