import { assertEquals } from "@std/assert";
import { answerHttp, type HttpAnswer } from "../../../emulator/pixelblaze/http_routes.ts";
import { encodeBoardRequest, type HttpRequest } from "../../../protocol/pixelblaze/http.ts";
import { makeBoard, RED } from "./board_fixture.ts";

const get = (target: string): HttpRequest => ({ method: "GET", target });
const post = (target: string): HttpRequest => ({ method: "POST", target });
const put = (path: string, text: string) =>
  encodeBoardRequest({ kind: "putFile", path, bytes: new TextEncoder().encode(text) });

/** The body as text. */
function text(answer: HttpAnswer): string | undefined {
  return answer.body instanceof Uint8Array ? new TextDecoder().decode(answer.body) : answer.body;
}

const ADDRESS = "127.0.0.2";

/** A request, and what a board answers after the requests before it. */
const ROUTES:
  readonly (readonly [name: string, requests: readonly HttpRequest[], status: number, body: string | undefined])[] = [
    ["a file that is not there, without a body", [get("/p/none.c")], 404, undefined],
    ["a file outside", [get("/../../etc/passwd")], 404, undefined],
    ["the expander table", [get("/obconf.dat")], 200, "\u0005"],
    ["an upload", [put("/pixelmap.txt", "[[0]]")], 200, ""],
    ["what was uploaded", [put("/pixelmap.txt", "[[0]]"), get("/pixelmap.txt")], 200, "[[0]]"],
    ["an upload without a slash", [put("x.c", "{}"), get("/x.c")], 200, "{}"],
    ["an upload under a name that is none", [put("/a//b", "x")], 500, undefined],
    ["an upload without a form", [{ ...post("/edit"), contentType: "multipart/form-data" }], 400, undefined],
    [
      "a map function sent as it is",
      [
        { ...post("/edit"), body: new TextEncoder().encode("function(n){}") },
        get(
          "/pixelmap.txt",
        ),
      ],
      200,
      "function(n){}",
    ],
    ["removing a file", [get(`/delete?path=/p/${RED}`)], 200, ""],
    ["removing a file that is gone", [get(`/delete?path=/p/${RED}`), get(`/delete?path=/p/${RED}`)], 404, undefined],
    ["removing nothing", [get("/delete")], 404, undefined],
    [
      "the network",
      [get("/wifistatus")],
      200,
      `{"status":3,"ip":"${ADDRESS}","ssid":"Software","mac":"24:0a:c4:01:00:00"}`,
    ],
    ["a look for networks", [get("/wifiscan")], 200, '{"scanning":1}'],
    [
      "another network",
      [
        encodeBoardRequest({
          kind: "wifiSave",
          wifi: { mode: "AP", ssid: "Show", passphrase: "secret", discover: true },
        }),
        get("/wifistatus"),
      ],
      200,
      `{"status":6,"ip":"${ADDRESS}","ssid":"Show","mac":"24:0a:c4:01:00:00"}`,
    ],
    ["firmware", [encodeBoardRequest({ kind: "update", bytes: new Uint8Array(3) })], 500, undefined],
    ["a reboot", [post("/reboot")], 200, ""],
    ["an unknown post", [post("/coffee")], 404, undefined],
    ["another method", [{ method: "PUT", target: "/edit" }], 404, undefined],
  ];

for (const [name, requests, status, body] of ROUTES) {
  Deno.test(`answerHttp() answers ${name} with ${status}`, () => {
    const board = makeBoard();
    const answers = requests.map((request) => answerHttp(board, request, ADDRESS, 0));
    assertEquals([answers.at(-1)?.status, text(answers.at(-1)!)], [status, body]);
  });
}

Deno.test("answerHttp() lists every file with its size", () => {
  const board = makeBoard();
  const sizes = board.state.flash.list().map((path) => `${path}\t${board.state.flash.read(path)?.length}\n`).join("");
  assertEquals(text(answerHttp(board, get("/list"), ADDRESS, 0)), sizes);
  assertEquals(board.state.flash.list().slice(0, 4), [
    "/config.json",
    "/config2.json",
    "/obconf.dat",
    "/index.html.gz",
  ]);
});

Deno.test("answerHttp() keeps settings files and config the way the firmware writes them", () => {
  const board = makeBoard({ settings: { maxBrightness: 0.1, autoOffStart: "23:05" } });
  assertEquals(
    text(answerHttp(board, get("/config.json"), ADDRESS, 0)),
    '{"rev":0,"name":"Lawn","brandName":"","pixelCount":4,"brightness":1,"maxBrightness":0.1,"colorOrder":"BGR",' +
      '"dataSpeed":3500000,"lastProgramPath":"","startupMode":2,"simpleUiMode":false,"learningUiMode":false,"ledType":2,' +
      '"sequenceTimer":15000,"sequencerMode":0,"discoveryEnabled":true,"timezone":"","autoOffEnable":false,' +
      '"autoOffStartHour":23,"autoOffStartMinute":5,"autoOffEndHour":0,"autoOffEndMinute":0,"cpuSpeed":240,' +
      '"networkPowerSave":false,"mapperFit":0}',
  );
});

Deno.test("answerHttp() of old firmware has neither a list nor networks", () => {
  for (const [firmware, target] of [["2.28", "/list"], ["3.23", "/list"], ["2.29", "/wifistatus"]] as const) {
    assertEquals(answerHttp(makeBoard({ firmware }), get(target), ADDRESS, 0).status, 404);
  }
  assertEquals(answerHttp(makeBoard({ firmware: "2.29" }), get("/list"), ADDRESS, 0).status, 200);
});

Deno.test("answerHttp() serves its page packed, as the page and as the file", async () => {
  const board = makeBoard();
  const page = answerHttp(board, get("/"), ADDRESS, 0);
  assertEquals([page.contentType, page.contentEncoding], ["text/html", "gzip"]);
  const packed = answerHttp(board, get("/index.html.gz"), ADDRESS, 0);
  assertEquals([packed.contentEncoding, packed.body], [undefined, page.body]);
  const stream = new Blob([(packed.body as Uint8Array).slice()]).stream().pipeThrough(new DecompressionStream("gzip"));
  assertEquals((await new Response(stream).text()).startsWith("<!doctype html>"), true);
});

Deno.test("answerHttp() finds networks after a while", () => {
  const board = makeBoard();
  const scan = (now: number) => text(answerHttp(board, get("/wifiscan"), ADDRESS, now));
  assertEquals([scan(0), scan(1499)], ['{"scanning":1}', '{"scanning":1}']);
  assertEquals(JSON.parse(scan(1500)!).length, 1);
  assertEquals(scan(1600), '{"scanning":1}');
});

Deno.test("answerHttp() answers nothing while the board starts", () => {
  const board = makeBoard();
  board.reboot(0);
  assertEquals([
    answerHttp(board, get("/list"), ADDRESS, 1999).status,
    answerHttp(board, get("/list"), ADDRESS, 2000).status,
  ], [
    503,
    200,
  ]);
});

Deno.test("answerHttp() makes a new config heard only after a reboot", () => {
  const board = makeBoard();
  const config = text(answerHttp(board, get("/config.json"), ADDRESS, 0))!;
  answerHttp(board, put("/config.json", config.replace('"Lawn"', '"Porch"')), ADDRESS, 0);
  assertEquals(board.name, "Lawn");
  board.reboot(0);
  assertEquals(board.name, "Porch");
});
