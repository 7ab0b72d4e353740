/** Things that come by themselves, for whoever loops over them. @module */

/**
 * Values as they come, to be looped over with `for await`. It keeps the newest few for a reader that is slow; older
 * ones are passed over, so that it never falls behind.
 */
export class Feed<T> implements AsyncIterableIterator<T> {
  readonly #limit: number;
  readonly #left: () => void;
  readonly #kept: T[] = [];
  readonly #readers: PromiseWithResolvers<IteratorResult<T>>[] = [];
  #over: { readonly error?: unknown } | undefined;

  /**
   * Begins empty.
   *
   * @param limit how many values are kept
   * @param left called once, when it is over for whatever reason
   */
  constructor(limit: number, left: () => void) {
    this.#limit = limit;
    this.#left = left;
  }

  /** Adds a value. */
  push(value: T): void {
    if (this.#over !== undefined) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) return reader.resolve({ value, done: false });
    this.#kept.push(value);
    if (this.#kept.length > this.#limit) this.#kept.shift();
  }

  /** Ends it: readers get what is kept first, then the end, or with `over.error` that error. */
  end(over: { readonly error?: unknown } = {}): void {
    if (this.#over !== undefined) return;
    // An error is told once; whoever goes on reading finds the end.
    this.#over = this.#readers.length > 0 ? {} : over;
    for (const reader of this.#readers.splice(0)) {
      if ("error" in over) reader.reject(over.error);
      else reader.resolve({ value: undefined, done: true });
    }
    this.#left();
  }

  /** The next value, once there is one. */
  next(): Promise<IteratorResult<T>> {
    const value = this.#kept.shift();
    if (value !== undefined) return Promise.resolve({ value, done: false });
    if (this.#over === undefined) {
      const reader = Promise.withResolvers<IteratorResult<T>>();
      this.#readers.push(reader);
      return reader.promise;
    }
    const { error } = this.#over;
    const failed = "error" in this.#over;
    this.#over = {};
    return failed ? Promise.reject(error) : Promise.resolve({ value: undefined, done: true });
  }

  /** Ends it, as leaving the loop does. */
  return(): Promise<IteratorResult<T>> {
    this.#kept.length = 0;
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  /** Itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }
}
