/** A software Pixo on a pseudo terminal, as if plugged in by USB. @module */

import type { Clock } from "../../runtime/time/clock.ts";
import { type PixoServer, PixoSession } from "./pixo_server.ts";
import { Pty } from "./pty.ts";
import type { SoftPixo } from "./soft_pixo.ts";

/** How a {@link servePty} is reached. */
export interface ServePtyOptions {
  /** Where to put a symbolic link to the terminal, for a path that stays the same; a link that is there is replaced. */
  readonly linkPath?: string;
}

/** Replies that nobody reads are kept up to here; whole ones beyond it are dropped, as by a full device. */
const MAX_UNREAD = 65_536;

/**
 * Serves a Pixo on a new pseudo terminal (Linux; needs every permission, because it calls libc and terminals are special
 * files). The address is the path to open. Like a port in real life it is in raw mode, and clients come and go.
 *
 * @throws {Error} if the system is not Linux or gives no terminal.
 * @throws {Deno.errors.AlreadyExists} if something that is not a link is at `linkPath`.
 */
export async function servePty(pixo: SoftPixo, clock: Clock, options: ServePtyOptions = {}): Promise<PixoServer> {
  const { linkPath } = options;
  const pty = new Pty();
  try {
    if (linkPath !== undefined) await placeLink(pty.path, linkPath);
  } catch (error) {
    pty.close();
    throw error;
  }
  const stop = { asked: false };
  const running = run(pty, new PixoSession(pixo, clock), stop).finally(() => pty.close());
  const close = async () => {
    if (!stop.asked) {
      stop.asked = true;
      pty.wake();
      if (linkPath !== undefined) await removeLink(pty.path, linkPath);
    }
    await running;
  };
  return { address: pty.path, close, [Symbol.asyncDispose]: close };
}

async function run(pty: Pty, session: PixoSession, stop: { readonly asked: boolean }): Promise<void> {
  const bytes = new Uint8Array(4096);
  let unread: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  while (!stop.asked) {
    const { readable, broken } = await pty.ready(unread.length > 0);
    if (stop.asked || broken) return;
    // Before reading, so that new replies find the room that has become free.
    unread = writeSome(pty, unread);
    const count = readable ? pty.read(bytes) : 0;
    const replies = session.receive(bytes.subarray(0, count));
    if (unread.length + replies.length <= MAX_UNREAD) unread = writeSome(pty, join(unread, replies));
  }
}

/** Writes what there is room for and gives the rest. */
function writeSome(pty: Pty, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.length === 0 ? bytes : bytes.slice(pty.write(bytes));
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

async function placeLink(target: string, linkPath: string): Promise<void> {
  const there = await Deno.lstat(linkPath).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (there?.isSymlink) await Deno.remove(linkPath);
  await Deno.symlink(target, linkPath);
}

/** Removes the link if it still leads to `target`; another server may have replaced it. */
async function removeLink(target: string, linkPath: string): Promise<void> {
  const leads = await Deno.readLink(linkPath).catch(() => undefined);
  if (leads === target) await Deno.remove(linkPath);
}
