/** The table of device kinds: how each is spoken to, where it is found, and what only its own language can check. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { parseEffect, parseLine } from "../../protocol/pixo/mod.ts";
import type { Connect } from "../links/link.ts";
import { tcpLink } from "../links/tcp.ts";
import { ttyLink } from "../links/tty.ts";
import { webSocketLink } from "../links/websocket.ts";
import type { Action, DeviceSpec, KindName, Problems, Show } from "../model/mod.ts";
import type { Adapter } from "./adapter.ts";
import { PixelblazeAdapter } from "./pixelblaze.ts";
import { PixoAdapter } from "./pixo.ts";

/** Gives the address of the board that calls itself `name`, or undefined while it has not been heard. */
export type FindByName = (name: string) => string | undefined;

/** A row of the table. */
export interface DeviceKind {
  /** What speaks its language. */
  adapter(): Adapter;
  /** A new connection, or undefined while the device's address is not known. @throws {RangeError} for an address of the wrong form */
  connect(spec: DeviceSpec, find: FindByName): Connect | undefined;
  /** What keeps the device from being reached at all, or undefined. */
  unreachable(spec: DeviceSpec): string | undefined;
  /** Throws for what the device's own language does not allow. */
  check(action: Action): void;
}

/** Where a Pixelblaze listens. */
const PIXELBLAZE_PORT = 81;

/** How each kind of device is handled. */
export const DEVICE_KINDS: Readonly<Record<KindName, DeviceKind>> = {
  pixelblaze: {
    adapter: () => new PixelblazeAdapter(),
    connect(spec, find) {
      const host = spec.host ?? (spec.boardName === undefined ? undefined : find(spec.boardName));
      return host === undefined ? undefined : webSocketLink(pixelblazeUrl(host));
    },
    unreachable({ name, host, boardName }) {
      if (host === undefined && boardName === undefined) {
        return `"${name}" has no host: write its address, or name: to find it on the network`;
      }
      return host === undefined || isHost(host)
        ? undefined
        : `"${host}" is no address: wanted 192.168.4.20, or 192.168.4.20:81`;
    },
    check() {},
  },
  pixo: {
    adapter: () => new PixoAdapter(),
    connect(spec) {
      const tcp = parseTcp(spec.port ?? "");
      return tcp === undefined ? ttyLink(spec.port ?? "") : tcpLink(tcp.hostname, tcp.port);
    },
    unreachable({ name, port }) {
      if (port === undefined || port === "") {
        return `"${name}" has no port: write the serial port it is on, such as /dev/ttyACM0, or tcp://host:port`;
      }
      return port.startsWith("tcp:") && parseTcp(port) === undefined
        ? `"${port}" is no address: wanted tcp://host:port`
        : undefined;
    },
    check(action) {
      if (action.do === "effects") {
        for (const [target, effect] of Object.entries(action.effects)) checkEffect(target, effect);
      }
      if (action.do === "command") parseLine(action.line);
    },
  },
};

/** Tells `problems` of every effect and command that its device would not understand. */
export function checkActions(show: Show, problems: Problems): void {
  const lists = [show.cues, ...Object.values(show.sequences)];
  for (const { actions } of lists.flat().flatMap(({ steps }) => steps)) {
    for (const action of actions) {
      for (const kind of Object.values(DEVICE_KINDS)) {
        try {
          kind.check(action);
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error;
          problems.error(`Cannot use ${action.do}: wanted ${error.wanted}, got ${error.got}`, action.where);
        }
      }
    }
  }
}

function checkEffect(target: string, effect: string): void {
  if (/^[A-Za-z0-9_-]+$/.test(target)) return void parseEffect(effect);
  throw new ProtocolError({
    protocol: "pixo effect",
    offset: 0,
    wanted: "the name of a part such as star",
    got: `"${target}"`,
  });
}

function isHost(host: string): boolean {
  return /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/.test(host) && URL.canParse(pixelblazeUrl(host));
}

/** `ws://` URL of a board given as `host` or `host:port`. */
export function pixelblazeUrl(host: string): string {
  return /:\d+$/.test(host) ? `ws://${host}` : `ws://${host}:${PIXELBLAZE_PORT}`;
}

function parseTcp(address: string): { hostname: string; port: number } | undefined {
  const match = /^tcp:\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})\/?$/.exec(address);
  const port = Number(match?.[2]);
  return match === null || port > 65535 ? undefined : { hostname: match[1]!.replace(/^\[|\]$/g, ""), port };
}
