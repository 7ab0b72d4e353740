/** The error of a device that did not do what it was asked. @module */

/**
 * Why a device did not do what it was asked:
 *
 * - `unreachable`: there was no connection to begin with
 * - `lost`: the connection broke
 * - `closed`: the client was closed
 * - `timeout`: no answer came in time
 * - `refused`: the device said no
 * - `not-understood`: the answer makes no sense
 * - `unknown`: the device has no such pattern or file
 */
export type DeviceErrorCode =
  | "unreachable"
  | "lost"
  | "closed"
  | "timeout"
  | "refused"
  | "not-understood"
  | "unknown";

/**
 * A device did not do what it was asked. The message is for people: `Cannot set variables on 192.168.4.20: no answer
 * within 5 s`.
 */
export class DeviceError extends Error {
  /** Tells it from other errors. */
  override readonly name = "DeviceError";
  /** Why. */
  readonly code: DeviceErrorCode;
  /** The address of the device. */
  readonly device: string;
  /** What it was to do: `set variables`. */
  readonly task: string;
  /** What came in between: `no answer within 5 s`. May hold text that the device sent. */
  readonly reason: string;

  /** Makes the message from the parts. */
  constructor(code: DeviceErrorCode, device: string, task: string, reason: string, options?: ErrorOptions) {
    super(`Cannot ${task} ${task === "connect" ? "to" : "on"} ${device}: ${reason}`, options);
    this.code = code;
    this.device = device;
    this.task = task;
    this.reason = reason;
  }
}
