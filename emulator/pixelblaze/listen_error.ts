/** Says why a port could not be opened. @module */

/** An error for whoever starts the board, with what the system said as its cause. */
export function listenError(what: string, hostname: string, port: number, cause: unknown): Error {
  const why = cause instanceof Deno.errors.AddrInUse
    ? "the port is in use, allowed is a free one"
    : cause instanceof Deno.errors.PermissionDenied || cause instanceof Deno.errors.NotCapable
    ? "permission is missing, ports below 1024 may need root"
    : cause instanceof Error
    ? cause.message
    : String(cause);
  return new Error(`Cannot open ${what} on ${hostname}:${port}: ${why}`, { cause });
}
