/** How a command for devices ends when the device does not do what it is asked. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { DeviceError } from "../../runtime/devices/client/device_error.ts";
import { couldNotRun, EXIT, Exit, guarded, messageOf, usage } from "../exit.ts";
import { plain } from "./plain.ts";

/** What a person may do about a device that cannot be reached. */
const UNREACHABLE = "is it on, and on this network?";

/**
 * Runs a command to its exit code. What a device may have put into a message cannot command the terminal; a value that
 * the device's language does not allow is wrong usage.
 */
export async function deviceCommand(run: () => Promise<number>): Promise<number> {
  return await guarded(async () => {
    try {
      return await run();
    } catch (error) {
      throw exitOf(error);
    }
  });
}

/** The end of the command that an error means. */
export function exitOf(error: unknown): Exit {
  if (error instanceof Exit) return new Exit(error.code, plain(error.message));
  if (error instanceof DeviceError) {
    const hint = error.code === "unreachable" && /^[\w[]/.test(error.device) ? `; ${UNREACHABLE}` : "";
    return couldNotRun(plain(error.message) + hint);
  }
  if (error instanceof RangeError || error instanceof ProtocolError) return usage(plain(error.message));
  return new Exit(EXIT.couldNotRun, plain(error instanceof Error ? messageOf(error) : String(error)));
}
