/** Datagrams, for beacons and time sync. @module */

import { createSocket } from "node:dgram";

/** An open UDP socket. */
export interface Datagrams {
  /** The port it is bound to. */
  readonly port: number;
  send(bytes: Uint8Array, port: number, hostname: string): void;
  close(): Promise<void>;
}

/** What an open UDP socket tells. */
export interface DatagramEvents {
  datagram(bytes: Uint8Array, hostname: string, port: number): void;
  error(reason: string): void;
}

/**
 * Binds a UDP socket; several programs may share a port.
 *
 * @throws {Error} when the port is taken by a program that does not share it, or may not be bound
 */
export function openDatagrams(hostname: string, port: number, events: DatagramEvents): Promise<Datagrams> {
  const socket = createSocket({ type: hostname.includes(":") ? "udp6" : "udp4", reuseAddr: true });
  return new Promise((resolve, reject) => {
    socket.once("error", (error) => {
      socket.close();
      reject(new Error(`Cannot listen on UDP ${hostname}:${port}: ${error.message}`, { cause: error }));
    });
    socket.bind(port, hostname, () => {
      socket.removeAllListeners("error");
      socket.on("error", (error) => events.error(error.message));
      socket.on("message", (bytes, from) => events.datagram(new Uint8Array(bytes), from.address, from.port));
      resolve({
        port: socket.address().port,
        send: (bytes, toPort, toHost) => {
          socket.send(bytes, toPort, toHost, (error) => {
            if (error) events.error(error.message);
          });
        },
        close: () => new Promise((done) => socket.close(() => done())),
      });
    });
  });
}
