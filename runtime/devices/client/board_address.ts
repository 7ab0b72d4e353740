/** Where a Pixelblaze is. @module */

/** The two servers of a board. */
export interface BoardAddress {
  /** For messages: as it was given, without what every address has. */
  readonly device: string;
  /** URL of its WebSocket. */
  readonly webSocket: string;
  /** Origin of its web server. */
  readonly http: string;
}

const WEBSOCKET_PORT = 81;
const HTTP_PORT = 80;
const ADDRESS = /^(?:(?:https?|wss?):\/\/)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?\/?$/;

/**
 * Reads the address of a board as people write it: `192.168.4.20`, a host name, or what stands in the browser. A port is
 * that of the WebSocket, 81 when left out; for the web server's see `httpPort`.
 *
 * @throws {RangeError} when it is none
 */
export function boardAddress(text: string, httpPort: number = HTTP_PORT): BoardAddress {
  const [, host, given] = ADDRESS.exec(text.trim()) ?? [];
  const port = Number(given ?? WEBSOCKET_PORT);
  if (host === undefined || port < 1 || port > 65535) {
    throw new RangeError(`Cannot find a board at ${JSON.stringify(text)}: wanted 192.168.4.20, or 192.168.4.20:81`);
  }
  return {
    device: given === undefined ? host : `${host}:${port}`,
    webSocket: `ws://${host}:${port}`,
    http: httpPort === HTTP_PORT ? `http://${host}` : `http://${host}:${httpPort}`,
  };
}
