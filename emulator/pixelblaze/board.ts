/** A Pixelblaze in software: messages and times in, messages and colours out. No sockets, no timers. @module */

import { encodePreviewFrame } from "../../protocol/pixelblaze/preview.ts";
import { encodePixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import { encodeBeacon } from "../../protocol/pixelblaze/udp.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { BoardOptions } from "./board_options.ts";
import { type BoardBody, BoardState } from "./board_state.ts";
import { BoardStats } from "./board_stats.ts";
import { dimmed } from "./brightness.ts";
import { type BoardFault, BoardFaults, faultText, type ScheduledFault } from "./faults.ts";
import { MemoryFlash } from "./flash.ts";
import { receiveDatagram, receiveMessage } from "./receive.ts";
import type { Session, SessionCarrier } from "./session.ts";
import { SessionHub } from "./session_hub.ts";
import { statsReply } from "./stats_reply.ts";
import { isWithin } from "./wall_clock.ts";

const DEFAULT_FPS = 40;
const DEFAULT_MAX_SESSIONS = 5;
const STATS_MS = 1000;
/** Previews leave at most this often, whatever the frame rate. */
const PREVIEW_MS = 33;
/** What a frame takes at most where frames take their time: a board that seems dead helps nobody. */
const LONGEST_FRAME_MS = 1000;
/** How long a reboot takes. */
export const BOOT_MS = 2000;

/**
 * A software Pixelblaze.
 *
 * It is synchronous and knows no time but the times it is given: the same calls give the same answers. Whoever runs it
 * calls {@link tick} at or after {@link nextDue}; each call renders at most one frame, so a board that was not called
 * for long skips to now.
 */
export class SoftBoard {
  readonly #body: BoardBody;
  readonly #sessions: SessionHub;
  readonly #faults = new BoardFaults();
  readonly #frameMs: Millis;
  readonly #writesAtStart: number;
  #state: BoardState;
  #reboots = 0;
  #onlineAt: Millis;
  #nextFrame: Millis;
  #nextStats: Millis;
  #nextPreview: Millis;
  #framesAtStats = 0;
  #statsAt: Millis;

  /**
   * Boots it.
   *
   * @throws {RangeError} If the pixel count is not a whole number within 0..32767, or the patterns do not fit.
   */
  constructor(options: BoardOptions) {
    const { name, pixelCount, fps = DEFAULT_FPS } = options;
    if (!(Number.isInteger(pixelCount) && pixelCount >= 0 && pixelCount <= 32767)) {
      throw new RangeError(`Cannot make board "${name}": got ${pixelCount} pixels, allowed are 0 to 32767`);
    }
    if (!(fps > 0 && fps <= 1000)) {
      throw new RangeError(`Cannot make board "${name}": got ${fps} frames a second, allowed are more than 0 to 1000`);
    }
    this.#body = { options, flash: options.flash ?? new MemoryFlash(), stats: new BoardStats(options.onLog) };
    this.#onlineAt =
      this.#nextFrame =
      this.#nextPreview =
      this.#statsAt =
        options.now ?? 0;
    this.#nextStats = this.#onlineAt + STATS_MS;
    this.#frameMs = 1000 / fps;
    this.#state = new BoardState(this.#body, this.#onlineAt);
    this.#writesAtStart = this.#body.flash.writes;
    this.#sessions = new SessionHub({
      received: (session, data, now) => {
        this.stats.noteReceived(session.id, data, now);
        receiveMessage(this.#state, session, data, now);
      },
      frozen: (now) => this.frozen(now),
      delayMs: (now) => this.#faults.delayMs(now),
    });
  }

  /**
   * The board's parts, for its servers and tests; other ones after a reboot.
   *
   * @internal
   */
  get state(): BoardState {
    return this.#state;
  }

  /** The name it has now; clients can change it. */
  get name(): string {
    return this.#state.settings.name;
  }

  /** How many pixels it has now; clients can change it. */
  get pixelCount(): number {
    return this.#state.settings.pixelCount;
  }

  /** The pattern it runs, or would run if it could; its id is null for code that is not stored. */
  get playing(): { readonly id: string | null; readonly name: string } | undefined {
    const { pattern } = this.#state.player;
    return pattern && { id: pattern.id, name: pattern.name };
  }

  /** The exported variables of the running pattern, as of the last frame. */
  get vars(): Readonly<Record<string, number | readonly number[]>> {
    return this.#state.player.vars();
  }

  /** What its clock shows, in ms. */
  clockMs(now: Millis): Millis {
    return this.#state.clock.ms(now);
  }

  /** What it noticed. */
  get stats(): BoardStats {
    return this.#body.stats;
  }

  /** Files written or removed since the board was made. */
  get flashWrites(): number {
    return this.#body.flash.writes - this.#writesAtStart;
  }

  /** Connections that stand. */
  get sessions(): number {
    return this.#sessions.size;
  }

  /** How often it has rebooted. */
  get reboots(): number {
    return this.#reboots;
  }

  /** Whether it runs, and is not about to start. */
  online(now: Millis): boolean {
    return now >= this.#onlineAt;
  }

  /** Whether nothing goes in or out. */
  frozen(now: Millis): boolean {
    return this.#faults.has("freeze", now);
  }

  /** Why a connection would be refused now; undefined if it would not. */
  refusal(now: Millis): string | undefined {
    const most = this.#body.options.maxSessions ?? DEFAULT_MAX_SESSIONS;
    if (!this.online(now)) return "it is starting";
    if (this.#faults.has("refuse", now)) return "it refuses connections";
    return this.#sessions.size < most ? undefined : `it has ${this.#sessions.size} connections, allowed are ${most}`;
  }

  /**
   * Opens a connection.
   *
   * @throws {Error} If the board takes none: see {@link refusal}.
   */
  connect(carrier: SessionCarrier | SessionCarrier["send"], now: Millis): Session {
    const refusal = this.refusal(now);
    if (refusal !== undefined) throw new Error(`Cannot connect to board "${this.name}": ${refusal}`);
    return this.#sessions.open(typeof carrier === "function" ? { send: carrier } : carrier);
  }

  /** Does what is due: faults, late messages, the sequencer, one frame, previews, statistics. */
  tick(now: Millis): void {
    for (let fault = this.#faults.take(now); fault !== undefined; fault = this.#faults.take(now)) {
      this.fault(fault, now);
    }
    this.#sessions.flush(now);
    if (!this.online(now)) return;
    this.#remember(now);
    if (now >= this.#nextFrame) {
      this.#frame(now);
      this.#nextFrame = nextTime(this.#nextFrame, this.#frameTime(), now);
    }
    if (now >= this.#nextStats) {
      this.#nextStats = nextTime(this.#nextStats, STATS_MS, now);
      this.#sendStats(now);
    }
  }

  /** When {@link tick} has something to do next; may be past. */
  nextDue(now: Millis): Millis {
    const own = this.online(now) ? Math.min(this.#nextFrame, this.#nextStats) : this.#onlineAt;
    return Math.min(own, this.#sessions.due, this.#faults.due(now) ?? Infinity);
  }

  /**
   * What the LEDs show at `now`: three bytes a pixel, red green blue, after both brightnesses. A copy.
   * Renders a frame if one is due.
   */
  frame(now: Millis): Uint8Array<ArrayBuffer> {
    this.tick(now);
    const { brightness, maxBrightness } = this.#state.settings;
    const level = this.online(now) && !this.#isOff(now) ? brightness * maxBrightness : 0;
    return dimmed(this.#state.player.rgb, level);
  }

  /** The beacon to send now, for a board with this id; undefined while it is not running, or follows another board. */
  beacon(id: number, now: Millis): Uint8Array<ArrayBuffer> | undefined {
    if (!this.online(now) || this.frozen(now) || this.#state.following) return undefined;
    return encodeBeacon({ id, ms: this.#state.clock.beaconSent(now) });
  }

  /** A packet that came to the board's UDP port. What is not for it, or no packet, is passed over. */
  receiveUdp(bytes: Uint8Array, id: number, now: Millis): void {
    if (this.online(now) && !this.frozen(now)) receiveDatagram(this.#state, bytes, id, now);
  }

  /** Has something go wrong now. */
  fault(fault: BoardFault, now: Millis): void {
    this.#faults.begin(fault, now);
    this.#state.log("note", `Fault: ${faultText(fault)}`, now);
    if (fault.kind === "drop") this.#sessions.dropAll();
    if (fault.kind === "reboot") this.reboot(now);
    if (fault.kind === "outOfMemory") this.#remember(now);
    if (fault.kind !== "clock") return;
    if (fault.shiftMs !== undefined) this.#state.clock.shift(fault.shiftMs);
    if (fault.driftPpm !== undefined) this.#state.clock.setDrift(fault.driftPpm, now);
  }

  /** Has things go wrong at their times. */
  scheduleFaults(faults: readonly ScheduledFault[]): void {
    this.#faults.schedule(faults);
  }

  /** Ends every fault that is in force or to come. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /** Restarts from flash. Connections break, and the board is away for {@link BOOT_MS}. */
  reboot(now: Millis): void {
    this.#sessions.dropAll();
    this.#reboots++;
    this.#onlineAt = now + BOOT_MS;
    this.#nextFrame = this.#nextPreview = this.#statsAt = this.#onlineAt;
    this.#nextStats = this.#onlineAt + STATS_MS;
    this.#state = new BoardState(this.#body, this.#onlineAt);
  }

  /** Runs out of memory, or has it back, as the faults say. */
  #remember(now: Millis): void {
    const state = this.#state;
    const without = this.#faults.has("outOfMemory", now);
    if (without === state.outOfMemory) return;
    state.outOfMemory = without;
    const { pattern } = state.player;
    if (pattern === undefined) return;
    if (without) state.stop(pattern, "out of memory", now);
    else if (typeof pattern.id === "string") state.play(pattern.id, now);
  }

  /** How long the last frame takes. */
  #frameTime(): Millis {
    const { modelFrameRate = false } = this.#body.options;
    return modelFrameRate
      ? Math.max(this.#frameMs, Math.min(this.#state.player.frameMs, LONGEST_FRAME_MS))
      : this.#frameMs;
  }

  #frame(now: Millis): void {
    const state = this.#state;
    const due = state.sequencerDue;
    if (due !== undefined && now >= due && state.playNext(now)) this.#sendState(now);
    if (state.paused) return;
    state.frameAt = now;
    const applied = state.player.frame(state.clock.ms(now), now);
    if (applied !== undefined) this.stats.noteApplied({ at: now, waited: now - applied.at, values: applied.values });
    this.stats.noteFrame();
    state.noteFault(now);
    const { wanted } = state;
    state.wanted = undefined;
    if (wanted !== undefined && (wanted === "next" ? state.playNext(now) : state.playPosition(wanted, now))) {
      this.#sendState(now);
    }
    if (state.sendUpdates && this.#sessions.size > 0 && now >= this.#nextPreview) {
      this.#nextPreview = nextTime(this.#nextPreview, PREVIEW_MS, now);
      this.#sessions.broadcast(encodePreviewFrame(state.player.rgb), now);
    }
  }

  #sendState(now: Millis): void {
    this.#sessions.broadcast(encodePixelblazeReply(this.#state.sequencerReply(now)), now);
  }

  #sendStats(now: Millis): void {
    const fps = (this.stats.frames - this.#framesAtStats) / ((now - this.#statsAt) / 1000);
    this.#framesAtStats = this.stats.frames;
    this.#statsAt = now;
    if (this.#state.sendUpdates) {
      this.#sessions.broadcast(encodePixelblazeReply(statsReply(this.#state, fps, this.#reboots, now)), now);
    }
  }

  #isOff(now: Millis): boolean {
    const { autoOffEnable, autoOffStart, autoOffEnd } = this.#state.settings;
    const time = autoOffEnable ? this.#state.wallClock(now) : undefined;
    return time !== undefined && isWithin(time, autoOffStart, autoOffEnd);
  }
}

/** The next of a row of times, after `now`; the row starts anew at `now` when it has fallen behind by a whole step. */
function nextTime(due: Millis, step: Millis, now: Millis): Millis {
  return due + step > now ? due + step : now + step;
}
