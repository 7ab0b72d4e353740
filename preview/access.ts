/** Who may speak to a preview. @module */

/** What {@link refuseStranger} goes by. */
export interface AccessRules {
  /** Whether the server listens on a loopback address only. */
  readonly loopback: boolean;
  /** The secret that must come with the request, if any. */
  readonly token?: string | undefined;
  /** Further names of this machine. */
  readonly hosts: readonly string[];
  /** Further origins that may read the SimPixel stream. */
  readonly origins: readonly string[];
}

/** What a request is for: files of the page, which hold no secret, the SimPixel stream, or all else. */
export type AccessPurpose = "page" | "stream" | "api";

/**
 * Says no to requests that another website, or somebody without the token, makes: gives the answer to them, or nothing
 * if the request may be served.
 *
 * A page on the web can have its own name resolve to 127.0.0.1, so the Host must be a name that nobody else can have;
 * and it can open WebSockets to any address, so the Origin must be the one of our own page. Tools send no Origin. The
 * SimPixel stream is only read, so SimPixel's page, served from another port of this machine, may have it.
 */
export function refuseStranger(request: Request, rules: AccessRules, purpose: AccessPurpose): Response | undefined {
  const host = parseHost(request.headers.get("host") ?? new URL(request.url).host);
  if (host === undefined || !isOwnName(host.hostname, rules)) {
    return refusal(403, `Refused: ${quote(request.headers.get("host"))} is not a name of this preview`);
  }
  const origin = request.headers.get("origin");
  if (origin !== null && !isWelcome(origin, host, rules, purpose)) {
    return refusal(403, `Refused: pages of ${quote(origin)} may not use this preview`);
  }
  if (rules.token !== undefined && purpose !== "page" && !isSame(givenToken(request), rules.token)) {
    return refusal(
      401,
      "Refused: the token is missing or wrong, open the address that was printed when the preview started",
    );
  }
}

/** Whether an address to listen on, or a name in a URL, is this machine alone. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || name === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(name);
}

function isOwnName(hostname: string, rules: AccessRules): boolean {
  if (isLoopback(hostname)) return true;
  if (rules.loopback) return false;
  const isAddress = hostname.startsWith("[") || /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname);
  return isAddress || rules.hosts.some((name) => name.toLowerCase() === hostname);
}

function isWelcome(origin: string, host: URL, rules: AccessRules, purpose: AccessPurpose): boolean {
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  if (from === undefined || !/^https?:$/.test(from.protocol)) return false;
  if (from.host === host.host) return true;
  if (purpose !== "stream") return false;
  return (rules.loopback && isLoopback(from.hostname)) || rules.origins.includes(from.origin);
}

function parseHost(host: string): URL | undefined {
  const text = `http://${host}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.pathname === "/" && url.username === "" && url.search === "" && url.hash === "" ? url : undefined;
}

function givenToken(request: Request): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return bearer ?? new URL(request.url).searchParams.get("token") ?? "";
}

/** Takes as long for a wrong first character as for a wrong last one. */
function isSame(given: string, wanted: string): boolean {
  const encoder = new TextEncoder();
  const a = encoder.encode(given);
  const b = encoder.encode(wanted);
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a[i] ?? 0) ^ b[i]!;
  return difference === 0;
}

function refusal(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function quote(text: string | null): string {
  return JSON.stringify((text ?? "").slice(0, 100));
}
