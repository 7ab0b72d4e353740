import { assertEquals, assertStringIncludes } from "@std/assert";
import { type AccessPurpose, type AccessRules, isLoopback, refuseStranger } from "../../preview/access.ts";

const LOCAL: AccessRules = { loopback: true, hosts: [], origins: [] };
const OPEN: AccessRules = {
  loopback: false,
  token: "sixteen letters!",
  hosts: ["Show.local"],
  origins: ["http://simpixel.io"],
};

interface Row {
  readonly name: string;
  readonly rules: AccessRules;
  readonly purpose?: AccessPurpose;
  readonly query?: string;
  readonly headers: Record<string, string>;
  /** Status of the refusal, or 0 for a welcome. */
  readonly status: number;
}

const ROWS: Row[] = [
  { name: "its own page", rules: LOCAL, headers: { host: "127.0.0.1:1337" }, status: 0 },
  { name: "its own page by name", rules: LOCAL, headers: { host: "localhost:1337" }, status: 0 },
  { name: "its own page over IPv6", rules: LOCAL, headers: { host: "[::1]:1337" }, status: 0 },
  {
    name: "another port in the Host, as behind a tunnel",
    rules: LOCAL,
    headers: { host: "localhost:8080" },
    status: 0,
  },
  { name: "a name that was made to point here", rules: LOCAL, headers: { host: "rebind.evil.example" }, status: 403 },
  { name: "an address of the network on loopback", rules: LOCAL, headers: { host: "192.168.1.5:1337" }, status: 403 },
  {
    name: "a Host that only begins like loopback",
    rules: LOCAL,
    headers: { host: "127.0.0.1.evil.example" },
    status: 403,
  },
  { name: "a Host with a path in it", rules: LOCAL, headers: { host: "localhost/evil.example" }, status: 403 },
  { name: "a Host with a name before it", rules: LOCAL, headers: { host: "localhost@evil.example" }, status: 403 },
  { name: "an empty Host", rules: LOCAL, headers: { host: "" }, status: 403 },
  {
    name: "the same Origin",
    rules: LOCAL,
    headers: { host: "localhost:1337", origin: "http://localhost:1337" },
    status: 0,
  },
  {
    name: "another website",
    rules: LOCAL,
    headers: { host: "localhost:1337", origin: "http://evil.example" },
    status: 403,
  },
  {
    name: "another port of this machine",
    rules: LOCAL,
    headers: { host: "localhost:1337", origin: "http://localhost:80" },
    status: 403,
  },
  { name: "a sandboxed page", rules: LOCAL, headers: { host: "localhost:1337", origin: "null" }, status: 403 },
  {
    name: "an extension",
    rules: LOCAL,
    headers: { host: "localhost:1337", origin: "chrome-extension://localhost:1337" },
    status: 403,
  },
  {
    name: "SimPixel's page from another port, for the stream",
    rules: LOCAL,
    purpose: "stream",
    headers: { host: "localhost:1337", origin: "http://127.0.0.1:8000" },
    status: 0,
  },
  {
    name: "another website, for the stream",
    rules: LOCAL,
    purpose: "stream",
    headers: { host: "localhost:1337", origin: "https://evil.example" },
    status: 403,
  },
  {
    name: "a sandboxed page, for the stream",
    rules: LOCAL,
    purpose: "stream",
    headers: { host: "localhost:1337", origin: "null" },
    status: 403,
  },
  {
    name: "an address and the token",
    rules: OPEN,
    headers: { host: "192.168.1.5:1337", authorization: "Bearer sixteen letters!" },
    status: 0,
  },
  {
    name: "the token in the query",
    rules: OPEN,
    query: "?token=sixteen%20letters!",
    headers: { host: "192.168.1.5:1337" },
    status: 0,
  },
  { name: "no token", rules: OPEN, headers: { host: "192.168.1.5:1337" }, status: 401 },
  { name: "no token from loopback", rules: OPEN, headers: { host: "localhost:1337" }, status: 401 },
  {
    name: "a wrong token",
    rules: OPEN,
    query: "?token=sixteen%20letters?",
    headers: { host: "[fe80::1]:1337" },
    status: 401,
  },
  {
    name: "the beginning of the token",
    rules: OPEN,
    query: "?token=sixteen",
    headers: { host: "10.0.0.1" },
    status: 401,
  },
  {
    name: "more than the token",
    rules: OPEN,
    query: "?token=sixteen%20letters!!",
    headers: { host: "10.0.0.1" },
    status: 401,
  },
  {
    name: "the page's own files without a token",
    rules: OPEN,
    purpose: "page",
    headers: { host: "10.0.0.1" },
    status: 0,
  },
  { name: "a name of its own", rules: OPEN, purpose: "page", headers: { host: "show.local:1337" }, status: 0 },
  {
    name: "a name that is not its own",
    rules: OPEN,
    purpose: "page",
    headers: { host: "other.local:1337" },
    status: 403,
  },
  {
    name: "an origin that may read the stream",
    rules: OPEN,
    purpose: "stream",
    query: "?token=sixteen%20letters!",
    headers: { host: "10.0.0.1:1337", origin: "http://simpixel.io" },
    status: 0,
  },
  {
    name: "an origin that may read the stream, for the API",
    rules: OPEN,
    query: "?token=sixteen%20letters!",
    headers: { host: "10.0.0.1:1337", origin: "http://simpixel.io" },
    status: 403,
  },
  {
    name: "a loopback page beyond loopback, for the stream",
    rules: OPEN,
    purpose: "stream",
    query: "?token=sixteen%20letters!",
    headers: { host: "10.0.0.1:1337", origin: "http://localhost:8000" },
    status: 403,
  },
];

for (const { name, rules, purpose = "api", query = "", headers, status } of ROWS) {
  Deno.test(`refuseStranger() ${status === 0 ? "welcomes" : `answers ${status} to`} ${name}`, () => {
    const request = new Request(`http://any.example/${query}`, { headers });
    assertEquals(refuseStranger(request, rules, purpose)?.status ?? 0, status);
  });
}

Deno.test("refuseStranger() says what was wrong, shortly", async () => {
  const request = new Request("http://any.example/", { headers: { host: `${"a".repeat(500)}.example` } });
  const text = await refuseStranger(request, LOCAL, "page")!.text();
  assertStringIncludes(text, "is not a name of this preview");
  assertEquals(text.length < 200, true);
});

const NAMES: [string, boolean][] = [
  ["localhost", true],
  ["LOCALHOST", true],
  ["show.localhost", true],
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["::1", true],
  ["[::1]", true],
  ["0.0.0.0", false],
  ["::", false],
  ["10.127.0.0.1", false],
  ["127.0.0.1.nip.io", false],
  ["notlocalhost", false],
];

for (const [name, expected] of NAMES) {
  Deno.test(`isLoopback() is ${expected} for ${name}`, () => assertEquals(isLoopback(name), expected));
}
