/** Where a Pixo is. @module */

import type { Connect } from "../../links/link.ts";
import { tcpLink } from "../../links/tcp.ts";
import { ttyLink } from "../../links/tty.ts";

const TCP = /^tcp:\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})\/?$/;

/**
 * The way to a port: `/dev/ttyACM0`, or `tcp://host:port` for a port on another machine.
 *
 * @throws {RangeError} when it is neither
 */
export function pixoPort(port: string, baud: number | undefined): Connect {
  const [, host, number] = TCP.exec(port) ?? [];
  if (host !== undefined && Number(number) >= 1 && Number(number) <= 65535) {
    return tcpLink(host.replace(/^\[|\]$/g, ""), Number(number));
  }
  if (port === "" || /^\w+:\/\//.test(port)) {
    throw new RangeError(`Cannot find a Pixo at ${JSON.stringify(port)}: wanted /dev/ttyACM0, or tcp://host:port`);
  }
  return ttyLink(port, baud === undefined ? {} : { baud });
}
