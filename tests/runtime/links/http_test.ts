import { assertEquals, assertRejects } from "@std/assert";
import { HttpError, httpLink } from "../../../runtime/links/http.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { RealClock } from "../../../runtime/time/real_clock.ts";

const LIMITS = { timeoutMs: 5000, maxBytes: 1000 };

/** Serves on a free port of this machine for one test. */
async function serving(
  handler: (request: Request) => Response | Promise<Response>,
  test: (origin: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handler);
  try {
    await test(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

Deno.test("httpLink() sends what it is given and gives the answer, whatever its status", async () => {
  await serving(async (request) => {
    const { pathname, search } = new URL(request.url);
    const type = request.headers.get("content-type") ?? "-";
    return new Response(`${request.method} ${pathname}${search} ${type} ${await request.text()}`, { status: 404 });
  }, async (origin) => {
    const ask = httpLink(origin, new RealClock());
    const body = new TextEncoder().encode("x=1");
    const reply = await ask({ method: "POST", target: "/edit?a=%20b", contentType: "text/x", body }, LIMITS);
    assertEquals([reply.status, new TextDecoder().decode(reply.bytes)], [404, "POST /edit?a=%20b text/x x=1"]);
  });
});

Deno.test("httpLink() asks one thing at a time, also after a failure", async () => {
  let open = 0;
  let most = 0;
  await serving(async ({ url }) => {
    if (url.endsWith("/probe")) return new Response();
    most = Math.max(most, ++open);
    // A way there and back: whatever else was asked at the same time has come by then.
    await (await fetch(new URL("/probe", url))).body?.cancel();
    open--;
    return new Response(url.endsWith("/big") ? "x".repeat(2000) : "ok");
  }, async (origin) => {
    const ask = httpLink(origin, new RealClock());
    const replies = await Promise.allSettled(
      ["/1", "/big", "/2", "/3"].map((target) => ask({ method: "GET", target }, LIMITS)),
    );
    assertEquals(replies.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    assertEquals(most, 1);
  });
});

Deno.test("httpLink() stops reading what is longer than its limit", async () => {
  let cancelled = () => {};
  const told = new Promise<void>((resolve) => cancelled = resolve);
  await serving(
    () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(600)),
          cancel: () => cancelled(),
        }),
      ),
    async (origin) => {
      const ask = httpLink(origin, new RealClock())({ method: "GET", target: "/" }, LIMITS);
      const error = await assertRejects(() => ask, HttpError, "the answer is longer than 1000 bytes");
      assertEquals(error.code, "too-large");
      await told;
    },
  );
});

Deno.test("httpLink() keeps its time limit to the last byte, and stops when it is aborted", async (t) => {
  let asked = Promise.withResolvers<void>();
  const open: (() => void)[] = [];
  const silent = () =>
    new Promise<Response>((resolve) => {
      open.push(() => resolve(new Response()));
      asked.resolve();
    });
  const halting = () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(10));
          asked.resolve();
        },
      }),
    );
  for (const [name, handler] of [["silent", silent], ["halting", halting]] as const) {
    await t.step(name, async () => {
      await serving(handler, async (origin) => {
        const clock = new ManualClock();
        const ask = httpLink(origin, clock);
        const get = (signal?: AbortSignal) => {
          asked = Promise.withResolvers<void>();
          return ask({ method: "GET", target: "/" }, { ...LIMITS, signal });
        };
        const late = assertRejects(() => get(), HttpError, "no answer within 5 s");
        await asked.promise;
        clock.advance(5000);
        assertEquals((await late).code, "timeout");
        const stop = new AbortController();
        const aborted = assertRejects(() => get(stop.signal), Error, "enough");
        await asked.promise;
        stop.abort(new Error("enough"));
        await aborted;
        assertEquals(clock.next, undefined);
        await assertRejects(() => get(stop.signal), Error, "enough");
        for (const finish of open.splice(0)) finish();
      });
    });
  }
});

Deno.test("httpLink() follows no redirect and says why nobody answers", async () => {
  let gone = "";
  await serving(
    () => new Response(null, { status: 302, headers: { location: "http://127.0.0.1:1/" } }),
    async (origin) => {
      gone = origin;
      const { status } = await httpLink(origin, new RealClock())({ method: "GET", target: "/" }, LIMITS);
      assertEquals(status, 302);
    },
  );
  const ask = httpLink(gone, new RealClock());
  const error = await assertRejects(() => ask({ method: "GET", target: "/" }, LIMITS), HttpError, "connection refused");
  assertEquals(error.code, "unreachable");
});
