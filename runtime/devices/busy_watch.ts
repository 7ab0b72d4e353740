/** Sees that a link takes nothing any more: a serial port whose device hangs, say. @module */

/** A link that is busy for so long is told of. */
const LONGEST_MS = 3000;

/** Watches whether one link is busy. */
export class BusyWatch {
  #since: number | undefined;
  #told = false;

  /** The link has taken everything. */
  idle(): void {
    this.#since = undefined;
    this.#told = false;
  }

  /** Tells people, once, of a link that has been busy for long; gives when to look again, Infinity for never. */
  look(busy: boolean, now: number, notice: (message: string) => void): number {
    if (!busy) this.#since = undefined;
    else this.#since ??= now;
    if (this.#since === undefined || this.#told) return Infinity;
    if (now < this.#since + LONGEST_MS) return this.#since + LONGEST_MS;
    this.#told = true;
    notice(`has taken no data for ${LONGEST_MS / 1000} s: if it hangs, unplug it and plug it in again`);
    return Infinity;
  }
}
