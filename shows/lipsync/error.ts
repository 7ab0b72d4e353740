/** The error every lip-sync importer throws, and no other. @module */

/** Where in a file a {@link LipsyncError} was met. */
export interface LipsyncErrorPlace {
  /** The line of the file, from 1. */
  readonly line?: number | undefined;
  /** The record that the line-less formats name instead, e.g. `words[3]`. */
  readonly record?: string | undefined;
}

/** A lip-sync file, phoneme list or mapping that cannot be used. */
export class LipsyncError extends Error {
  /** What `catch` tells it by. */
  override readonly name = "LipsyncError";
  /** The line of the file, from 1, where one is known. */
  readonly line?: number;
  /** The record that the line-less formats name instead, e.g. `words[3]`. */
  readonly record?: string;

  /** The message may quote the file; control characters in it become spaces. */
  constructor(message: string, place: LipsyncErrorPlace = {}, options?: ErrorOptions) {
    // Part of the message is a stranger's text, and messages are printed on terminals.
    super(message.replace(/\p{Cc}+/gu, " "), options);
    if (place.line !== undefined) this.line = place.line;
    if (place.record !== undefined) this.record = place.record;
  }
}
