import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { decodeFileList, encodeFileList } from "../../../protocol/pixelblaze/file_list.ts";
import { type BoardRequest, decodeBoardRequest, encodeBoardRequest } from "../../../protocol/pixelblaze/http.ts";
import { boundaryFor, decodeForm, encodeForm } from "../../../protocol/pixelblaze/multipart.ts";
import { anyBytes, assertRefused, bytes, fromUtf8, law, utf8 } from "./support.ts";

const GETS: [string, BoardRequest, string][] = [
  ["the list", { kind: "list" }, "GET /list"],
  ["a pattern", { kind: "getFile", path: "/p/7MuJmcy4FZbs9jGbB" }, "GET /p/7MuJmcy4FZbs9jGbB"],
  ["a path with a space", { kind: "getFile", path: "/a b?" }, "GET /a%20b%3F"],
  ["the page", { kind: "getFile", path: "/" }, "GET /"],
  ["a deletion", { kind: "deleteFile", path: "/p/x.c" }, "GET /delete?path=/p/x.c"],
  ["a deletion with signs", { kind: "deleteFile", path: "/a&b+c d" }, "GET /delete?path=/a%26b%2Bc%20d"],
  ["a restart", { kind: "reboot" }, "POST /reboot"],
  ["the Wi-Fi's status", { kind: "wifiStatus" }, "GET /wifistatus"],
  ["a scan", { kind: "wifiScan" }, "GET /wifiscan"],
];

for (const [name, request, line] of GETS) {
  Deno.test(`encodeBoardRequest() writes ${name}`, () => {
    const { method, target } = encodeBoardRequest(request);
    assertEquals(`${method} ${target}`, line);
  });
  Deno.test(`decodeBoardRequest() reads ${name}`, () => {
    const [method = "", target = ""] = line.split(" ");
    assertEquals(decodeBoardRequest({ method, target }), request);
  });
}

Deno.test("decodeBoardRequest() takes a plus in a path for a plus, since pixelblaze-client escapes nothing", () => {
  const request = decodeBoardRequest({ method: "GET", target: "/delete?path=/a+b" });
  assertEquals(request, { kind: "deleteFile", path: "/a+b" });
});

Deno.test("encodeBoardRequest() writes an upload as a form with the file's path", () => {
  const request = encodeBoardRequest({ kind: "putFile", path: "/p/x", bytes: utf8("data") });
  assertEquals(request.method + request.target, "POST/edit");
  assertEquals(request.contentType, "multipart/form-data; boundary=----cuelight0x");
  assertEquals(
    fromUtf8(request.body ?? bytes("")),
    "------cuelight0x\r\n" +
      'Content-Disposition: form-data; name="data"; filename="/p/x"\r\nContent-Type: application/octet-stream\r\n\r\n' +
      "data\r\n------cuelight0x--\r\n",
  );
});

Deno.test("encodeBoardRequest() writes new firmware into the field update", () => {
  const { target, body } = encodeBoardRequest({ kind: "update", bytes: utf8("stfu") });
  assertEquals(target, "/update");
  assert(fromUtf8(body ?? bytes("")).includes('name="update"; filename="update.stfu"'));
});

Deno.test("encodeBoardRequest() writes the network as a form", () => {
  const wifi = { mode: "CLIENT", ssid: "Show & Co", passphrase: "ä=b", discover: true } as const;
  const request = encodeBoardRequest({ kind: "wifiSave", wifi });
  assertEquals(request.contentType, "application/x-www-form-urlencoded; charset=UTF-8");
  assertEquals(
    fromUtf8(request.body ?? bytes("")),
    "mode=CLIENT&ssid=Show+%26+Co&passphrase=%C3%A4%3Db&discover=true",
  );
  assertEquals(decodeBoardRequest(request), { kind: "wifiSave", wifi });
});

/** Bodies as other clients write them. */
const UPLOADS: [string, string, string, BoardRequest][] = [
  [
    "python-requests",
    "multipart/form-data; boundary=0ff1ce",
    '--0ff1ce\r\nContent-Disposition: form-data; name="data"; filename="/pixelmap.txt"\r\n\r\nhello\r\n--0ff1ce--\r\n',
    { kind: "putFile", path: "/pixelmap.txt", bytes: utf8("hello") },
  ],
  [
    "form-data, as in Firestorm",
    "multipart/form-data; boundary=--------------------------1234",
    '----------------------------1234\r\nContent-Disposition: form-data; name="data"; filename="/p/abc"\r\n' +
    "Content-Type: application/octet-stream\r\n\r\n\0\x01\r\n\r\n----------------------------1234--\r\n",
    { kind: "putFile", path: "/p/abc", bytes: utf8("\0\x01\r\n") },
  ],
  [
    "a field for the name",
    'Multipart/Form-Data; charset=utf-8; boundary="b"',
    '--b\r\ncontent-disposition: form-data; name="filename"\r\n\r\n/x\r\n' +
    '--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n\r\n--b--',
    { kind: "putFile", path: "/x", bytes: bytes("") },
  ],
  [
    "a name without its slash",
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name="data"; filename="config.json"\r\n\r\n{}\r\n--b--',
    { kind: "putFile", path: "/config.json", bytes: utf8("{}") },
  ],
  [
    "words before the form",
    "multipart/form-data; boundary=b",
    'preamble\r\n--b\r\nContent-Disposition: form-data; name="data"; filename="a\\"b%22c"\r\n\r\nx\r\n--b--\r\nepilogue',
    { kind: "putFile", path: '/a"b"c', bytes: utf8("x") },
  ],
  [
    "the mapper tab",
    "application/x-www-form-urlencoded; charset=UTF-8",
    "function (pixelCount) { return [] }",
    { kind: "putFile", path: "/pixelmap.txt", bytes: utf8("function (pixelCount) { return [] }") },
  ],
];

for (const [name, contentType, body, request] of UPLOADS) {
  Deno.test(`decodeBoardRequest() reads an upload of ${name}`, () => {
    assertEquals(decodeBoardRequest({ method: "POST", target: "/edit", contentType, body: utf8(body) }), request);
  });
}

const MULTIPART = "multipart/form-data; boundary=b";

const REFUSED: [string, string, string, string, string][] = [
  ["another method", "PUT", "/list", "", 'at 0: wanted GET or POST, got "PUT"'],
  ["a deletion of nothing", "GET", "/delete?file=x", "", 'at 0: wanted a path to delete, got "file=x"'],
  ["bad percent codes", "GET", "/%ff", "", 'at 0: wanted percent codes of UTF-8, got "/%ff"'],
  ["a post elsewhere", "POST", "/list", "", 'at 0: wanted /edit, /update, /wifisave or /reboot, got "/list"'],
  ["a target without end", "GET", "/" + "a".repeat(3000), "", "at 0: wanted a target of at most 2048, got 3001"],
  ["an empty form", "POST", "/edit", "", "at 0: wanted the boundary, got none"],
  [
    "a form without an end",
    "POST",
    "/edit",
    '--b\r\nContent-Disposition: form-data; name="data"\r\n\r\nx',
    "at 48: wanted the boundary after a part, got none",
  ],
  [
    "a part without a name",
    "POST",
    "/edit",
    "--b\r\nA: b\r\n\r\nx\r\n--b--",
    "at 3: wanted a part with a name, got none",
  ],
  [
    "a form without data",
    "POST",
    "/edit",
    '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nx\r\n--b--',
    'at 0: wanted a form field "data", got none',
  ],
  [
    "data without a name",
    "POST",
    "/edit",
    '--b\r\nContent-Disposition: form-data; name="data"\r\n\r\nx\r\n--b--',
    'at 0: wanted a form field "filename", got none',
  ],
  [
    "an empty file name",
    "POST",
    "/edit",
    '--b\r\nContent-Disposition: form-data; name="data"; filename=""\r\n\r\nx\r\n--b--',
    "at 0: wanted a file name, got none",
  ],
  [
    "headers without end",
    "POST",
    "/edit",
    "--b\r\n" + "A: b\r\n".repeat(1000),
    "at 3: wanted the headers of a part, got no end of them",
  ],
  ["firmware without its field", "POST", "/update", "--b--", 'at 0: wanted a form field "update", got none'],
  [
    "a network without a mode",
    "POST",
    "/wifisave",
    "ssid=a&passphrase=secret",
    'at 0: wanted mode CLIENT, AP or SETUP, got "none"',
  ],
];

for (const [name, method, target, body, message] of REFUSED) {
  Deno.test(`decodeBoardRequest() refuses ${name}`, () => {
    assertRefused(() => decodeBoardRequest({ method, target, contentType: MULTIPART, body: utf8(body) }), message);
  });
}

Deno.test("decodeForm() refuses a form of more than 16 parts, and one without a boundary", () => {
  const parts = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ name: `n${n}`, filename: undefined, bytes: bytes("") }));
  assertEquals(decodeForm(encodeForm(parts(16), "b"), MULTIPART), parts(16));
  assertRefused(() => decodeForm(encodeForm(parts(17), "b"), MULTIPART), "at 841: wanted at most 16 parts, got more");
  assertRefused(
    () => decodeForm(bytes(""), "text/plain"),
    'at 0: wanted multipart/form-data with a boundary, got "text/plain"',
  );
});

Deno.test("boundaryFor() finds a boundary that the bytes do not have", () => {
  assertEquals(boundaryFor(utf8("plain")), "----cuelight0x");
  assertEquals(boundaryFor(utf8("----cuelight0x ----cuelight1 ------cuelight3x ----cuelight")), "----cuelight2x");
});

const part = fc.record({
  name: fc.string({ maxLength: 10 }),
  filename: fc.option(fc.string({ maxLength: 10 }), { nil: undefined }),
  bytes: anyBytes(40),
});

Deno.test("decodeForm() reads back what encodeForm() wrote", () => {
  // A percent code in a name is what browsers write for a quote, so it cannot be told from one.
  const plain = (text: string | undefined) => text?.replaceAll("%", "_");
  const parts = fc.array(part.map((one) => ({ ...one, name: plain(one.name) ?? "", filename: plain(one.filename) })), {
    maxLength: 4,
  });
  law(parts, (sent) => assertEquals(decodeForm(encodeForm(sent, "xyz"), "multipart/form-data; boundary=xyz"), sent));
});

Deno.test("decodeBoardRequest() reads back what encodeBoardRequest() wrote", () => {
  const path = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) =>
    `/f/${text.toWellFormed().replaceAll("%", "_")}`
  );
  const request: fc.Arbitrary<BoardRequest> = fc.oneof(
    fc.record({ kind: fc.constant("getFile" as const), path }),
    fc.record({ kind: fc.constant("deleteFile" as const), path }),
    fc.record({ kind: fc.constant("putFile" as const), path, bytes: anyBytes(60) }),
    fc.record({ kind: fc.constant("update" as const), bytes: anyBytes(60) }),
  );
  law(request, (sent) => assertEquals(decodeBoardRequest(encodeBoardRequest(sent)), sent));
});

Deno.test("decodeFileList() reads the lines of /list", () => {
  assertEquals(decodeFileList("/config.json\t523\n/p/a.c\t0\n"), [
    { path: "/config.json", size: 523 },
    { path: "/p/a.c", size: 0 },
  ]);
  assertEquals(decodeFileList(""), []);
});

Deno.test("decodeFileList() refuses a line without a size", () => {
  assertRefused(() => decodeFileList("/a\t1\n/b\n"), 'at 5: wanted a path, a tab and a size, got "/b"');
  assertRefused(() => decodeFileList("/a\tx"), 'at 0: wanted a path, a tab and a size, got "/a\\tx"');
});

Deno.test("decodeFileList() reads back what encodeFileList() wrote", () => {
  const path = fc.string({ maxLength: 20 }).map((text) => `/${text.replace(/[\t\r\n]/g, " ")}`);
  law(fc.array(fc.record({ path, size: fc.nat() }), { maxLength: 9 }), (files) => {
    assertEquals(decodeFileList(encodeFileList(files)), files);
  });
  assertEquals(encodeFileList([{ path: "/a\tb", size: 1 }]), "/a b\t1\n");
});
