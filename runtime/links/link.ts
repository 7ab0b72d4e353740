/** What every link is to the devices above it: a way to one device that opens once, carries data, and ends once. @module */

/** Text for a WebSocket text message or serial lines; bytes for a binary message, and for what a serial line brings. */
export type Data = string | Uint8Array;

/** What a link tells. After `lost` it tells nothing more. */
export interface LinkEvents {
  /** It can carry data. Told at most once. */
  open(): void;
  /** Something came from the device. For a line transport: any part of the stream, not whole lines. */
  data(data: Data): void;
  /** Everything sent so far has left; {@link Link.busy} is false again. */
  idle(): void;
  /** It never opened, or it broke, and why. Told at most once, and not after {@link Link.close}. */
  lost(reason: string): void;
}

/** One connection. It is not used again after it is lost or closed. */
export interface Link {
  /** True while something sent has not left yet; a sender that can wait, waits. */
  readonly busy: boolean;
  /** Sends, or drops what cannot be sent: a link that is not open never throws and never stores. */
  send(data: Data): void;
  /** Ends it without waiting for the other side; what was sent before still leaves. Calling it again does nothing. */
  close(): void;
}

/** Starts one connection. Events come later, never inside this call. */
export type Connect = (events: LinkEvents) => Link;
