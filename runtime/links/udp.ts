/** Datagrams, for beacons and time sync. @module */

import { createSocket } from "node:dgram";

/** An open UDP socket. */
export interface Datagrams {
  /** The port it is bound to. */
  readonly port: number;
  /** Sends; what cannot be sent is told as an error, and what is sent after the close is dropped. */
  send(bytes: Uint8Array, port: number, hostname: string): void;
  /** Frees the port. Calling it again does nothing. */
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
      let closing: Promise<void> | undefined;
      resolve({
        port: socket.address().port,
        send(bytes, toPort, toHost) {
          if (closing !== undefined) return;
          try {
            socket.send(bytes, toPort, toHost, (error) => {
              if (error) events.error(error.message);
            });
          } catch (error) {
            // Thrown for a port such as 0, which a packet may well claim to come from.
            events.error((error as Error).message);
          }
        },
        close: () => closing ??= new Promise((done) => socket.close(() => done())),
      });
    });
  });
}
