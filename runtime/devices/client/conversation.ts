/** One connection to a device and what is asked over it, one question at a time. @module */

import { ProtocolError } from "../../../protocol/errors.ts";
import type { Connect, Data, Link, LinkEvents } from "../../links/link.ts";
import type { RateWindow } from "../../model/rate_window.ts";
import type { Cancel, Clock, Millis } from "../../time/clock.ts";
import { DeviceError, type DeviceErrorCode } from "./device_error.ts";

/** What a message means to the question that is open; undefined is nothing. */
export type Heard<Answer> =
  | { readonly done: Answer }
  /** More is to be sent; the time limit begins anew. */
  | { readonly send: Data }
  /** The rest may come, or not, within this time. */
  | { readonly within: Millis }
  /** The device said no. */
  | { readonly refused: string }
  | undefined;

/** Something to ask of a device. */
export interface Question<Message, Answer> {
  /** For messages: `list the patterns`. */
  readonly task: string;
  readonly data: Data;
  /** Told when each message to the device leaves. */
  readonly sent?: (at: Millis) => void;
  /** Called for whatever comes while the question is open. Left out for what is never answered: done once it is sent. */
  readonly hear?: (message: Message) => Heard<Answer>;
  /** What to make of it that the time is over; undefined fails. */
  readonly settle?: () => Heard<Answer>;
  /** An answer that comes too late could be taken for that to a later question: the connection ends with this one. */
  readonly lateHarms?: boolean;
  /** What a person may do when there is no answer. */
  readonly hint?: string;
  /** Left out: that of the conversation. */
  readonly timeoutMs?: Millis | undefined;
}

/** What a {@link Conversation} is made of. */
export interface ConversationOptions<Message> {
  /** The device's address, for messages. */
  readonly device: string;
  readonly connect: Connect;
  readonly clock: Clock;
  /** How much may be sent. */
  readonly window: RateWindow;
  readonly connectMs: Millis;
  readonly timeoutMs: Millis;
  /** Closes it when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** What the device sent. @throws {ProtocolError} when it makes no sense */
  read(data: Data): readonly Message[];
  /** Told of every message, before the question that is open. */
  heard(message: Message): void;
  /** It is over: closed when there is no error. */
  ended(error?: unknown): void;
}

interface Job<Message> {
  readonly question: Question<Message, unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** What is to be sent next, until it is. */
  next: Data | undefined;
  until: Millis | undefined;
}

/** How often a link that is busy is looked at; not every kind tells when it is idle again. */
const BUSY_MS = 10;
/** What the runtime puts before the reason why a WebSocket did not open. */
const RUNTIME_WORDS = /^NetworkError: failed to connect to WebSocket: /;

/**
 * A connection. Questions wait for each other, because the replies of these devices say what they are and not which
 * question they belong to; what comes unasked in between is told to `heard`.
 */
export class Conversation<Message> {
  readonly #options: ConversationOptions<Message>;
  readonly #opening = Promise.withResolvers<void>();
  readonly #jobs: Job<Message>[] = [];
  readonly #link: Link;
  readonly #abort = () => this.#end("closed", "", this.#options.signal?.reason);
  #state: "connecting" | "open" | "ended" = "connecting";
  #why: { readonly code: DeviceErrorCode; readonly reason: string; readonly error?: unknown } | undefined;
  #cancel: Cancel;
  #notUnderstood = 0;

  /** Begins to connect. @throws what the signal was aborted with, or what the kind of link throws */
  constructor(options: ConversationOptions<Message>) {
    const { clock, connectMs, signal } = options;
    this.#options = options;
    // Whoever does not wait for the opening hears of it from the first question.
    this.#opening.promise.catch(() => {});
    signal?.throwIfAborted();
    signal?.addEventListener("abort", this.#abort);
    this.#cancel = clock.at(
      clock.now() + connectMs,
      () => this.#end("unreachable", `no answer within ${connectMs / 1000} s`),
    );
    this.#link = this.#connect({
      open: () => {
        this.#cancel();
        this.#state = "open";
        this.#opening.resolve();
        this.#pump();
      },
      data: (data) => this.#receive(data),
      idle: () => this.#pump(),
      lost: (reason) =>
        this.#state === "open"
          ? this.#end("lost", `connection lost: ${reason}`)
          : this.#end("unreachable", reason.replace(RUNTIME_WORDS, "")),
    });
  }

  #connect(events: LinkEvents): Link {
    try {
      return this.#options.connect(events);
    } catch (error) {
      this.#cancel();
      this.#options.signal?.removeEventListener("abort", this.#abort);
      throw error;
    }
  }

  /** Resolves once it stands. @throws {DeviceError} when it cannot */
  get opened(): Promise<void> {
    return this.#opening.promise;
  }

  /** Whether it stands. */
  get open(): boolean {
    return this.#state === "open";
  }

  /** Asks, after all that was asked before. @throws {DeviceError} when there is no answer */
  ask<Answer>(question: Question<Message, Answer>): Promise<Answer> {
    if (this.#state === "ended") return Promise.reject(this.#failure(question.task));
    return new Promise<Answer>((resolve, reject) => {
      // The answer's type is that of the question, which the list of questions forgets.
      this.#jobs.push({
        question,
        resolve: resolve as (answer: unknown) => void,
        reject,
        next: question.data,
        until: undefined,
      });
      this.#pump();
    });
  }

  /** Ends it; what is still open fails. Calling it again does nothing. */
  close(): void {
    this.#end("closed", "the client was closed");
  }

  /** Does what is due and arranges to be called again. */
  #pump(): void {
    const { clock, window, timeoutMs } = this.#options;
    while (this.#state === "open" && this.#jobs[0] !== undefined) {
      const job = this.#jobs[0];
      const limit = job.question.timeoutMs ?? timeoutMs;
      const now = clock.now();
      job.until ??= window.nextFree(now) + limit;
      if (job.next !== undefined) {
        const free = this.#link.busy ? now + BUSY_MS : window.nextFree(now);
        if (free > now && now < job.until) return this.#wakeAt(Math.min(free, job.until));
        if (free <= now) {
          window.take(now);
          this.#link.send(job.next);
          job.question.sent?.(now);
          job.next = undefined;
          job.until = now + limit;
        }
      }
      const left = job.next === undefined && !this.#link.busy;
      if (job.question.hear === undefined && left) this.#finish(job, { done: undefined });
      else if (now >= job.until) this.#timeUp(job);
      else return this.#wakeAt(job.question.hear === undefined ? Math.min(now + BUSY_MS, job.until) : job.until);
    }
    this.#cancel();
  }

  #wakeAt(when: Millis): void {
    this.#cancel();
    this.#cancel = this.#options.clock.at(when, () => this.#pump());
  }

  #receive(data: Data): void {
    let messages: readonly Message[];
    try {
      messages = this.#options.read(data);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#notUnderstood++;
      return;
    }
    for (const message of messages) {
      this.#options.heard(message);
      const job = this.#jobs[0];
      if (job !== undefined && job.next === undefined) this.#try(job, () => job.question.hear?.(message));
    }
    this.#pump();
  }

  #timeUp(job: Job<Message>): void {
    if (this.#try(job, () => job.question.settle?.())) return;
    const { question: { task, timeoutMs = this.#options.timeoutMs, lateHarms, hint } } = job;
    const junk = this.#notUnderstood === 0 ? "" : `, only ${this.#notUnderstood} messages that are not understood`;
    const reason = `no answer within ${timeoutMs / 1000} s${junk}${hint === undefined ? "" : `: ${hint}`}`;
    this.#jobs.shift();
    job.reject(new DeviceError("timeout", this.#options.device, task, reason));
    if (lateHarms) this.#end("lost", `the connection ended, because it did not answer "${task}"`);
  }

  /** Does what `hear` says; false when that is nothing. */
  #try(job: Job<Message>, hear: () => Heard<unknown>): boolean {
    try {
      const heard = hear();
      if (heard === undefined) return false;
      this.#finish(job, heard);
    } catch (error) {
      this.#jobs.shift();
      const { task } = job.question;
      job.reject(
        error instanceof ProtocolError
          ? new DeviceError("not-understood", this.#options.device, task, error.message, { cause: error })
          : error,
      );
    }
    return true;
  }

  #finish(job: Job<Message>, heard: Exclude<Heard<unknown>, undefined>): void {
    if ("send" in heard) {
      job.next = heard.send;
      job.until = undefined;
    } else if ("within" in heard) {
      job.until = this.#options.clock.now() + heard.within;
    } else {
      this.#jobs.shift();
      if ("done" in heard) job.resolve(heard.done);
      else job.reject(new DeviceError("refused", this.#options.device, job.question.task, heard.refused));
    }
  }

  #failure(task: string): unknown {
    const { code, reason, error } = this.#why!;
    return error ?? new DeviceError(code, this.#options.device, task, reason);
  }

  #end(code: DeviceErrorCode, reason: string, error?: unknown): void {
    if (this.#state === "ended") return;
    this.#why = { code, reason, error };
    this.#state = "ended";
    this.#cancel();
    this.#options.signal?.removeEventListener("abort", this.#abort);
    this.#link.close();
    this.#opening.reject(this.#failure("connect"));
    for (const job of this.#jobs.splice(0)) job.reject(this.#failure(job.question.task));
    this.#options.ended(code === "closed" && error === undefined ? undefined : this.#failure("listen"));
  }
}
