import { assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import { formatReply, parseReply, type PixoReply } from "../../../protocol/pixo/mod.ts";

const GOLDEN: readonly [line: string, reply: PixoReply][] = [
  [">name|Office Shelves Backlight", { reply: "name", name: "Office Shelves Backlight" }],
  [">name|me@home & you", { reply: "name", name: "me@home & you" }],
  [">persona|pixo", { reply: "persona", persona: "pixo" }],
  [">serial|abcdef-123456", { reply: "serial", serial: "abcdef-123456" }],
  [">echo|17", { reply: "echo", text: "17" }],
  [">echo|", { reply: "echo", text: "" }],
  [">echo", { reply: "echo" }],
  [">brightness|37.5", { reply: "brightness", percent: 37.5 }],
  [">brightness_raw|0.375", { reply: "brightness_raw", raw: 0.375 }],
  [">wifi_ssid|Barn", { reply: "wifi_ssid", ssid: "Barn" }],
  [">wifi_password|*************", { reply: "wifi_password", length: 13 }],
  [">wifi_password|", { reply: "wifi_password", length: 0 }],
  [">wifi_enabled|false", { reply: "wifi_enabled", enabled: false }],
  [">info", { reply: "info" }],
  [">info|n:Singing Tree|p:singing-tree|sn:pxtree-test-1234|b:45", {
    reply: "info",
    name: "Singing Tree",
    persona: "singing-tree",
    serial: "pxtree-test-1234",
    percent: 45,
  }],
  [">info|n:a:b|p:|sn:1|sw:1.2.3|hw:4|wifi_e:true|wifi_s:Barn|b:0|up:17|t:2", {
    reply: "info",
    name: "a:b",
    persona: "",
    serial: "1",
    software: "1.2.3",
    hardware: "4",
    wifiEnabled: true,
    wifiSsid: "Barn",
    percent: 0,
    others: [["up", "17"], ["t", "2"]],
  }],
  [">low_voltage|4.31|warning", { reply: "other", word: "low_voltage", params: ["4.31", "warning"] }],
  [">ready", { reply: "other", word: "ready", params: [] }],
  // Face and effect commands have no documented reply, so one is not read as if it had.
  [">static|R", { reply: "other", word: "static", params: ["R"] }],
  [">toString|R", { reply: "other", word: "toString", params: ["R"] }],
];

for (const [line, reply] of GOLDEN) {
  Deno.test(`parseReply() reads ${line}`, () => assertEquals(parseReply(line), reply));
  Deno.test(`formatReply() writes ${line}`, () => assertEquals(formatReply(reply), line));
}

Deno.test("parseReply() reads the fields of info in any order, the later of two with one key", () => {
  assertEquals(parseReply(">info|b:45|sn:1|n:first|n:Tree\r\n"), {
    reply: "info",
    percent: 45,
    serial: "1",
    name: "Tree",
  });
});

const BROKEN: readonly [line: string, offset: number, message: string][] = [
  ["name|x", 0, "a line that begins with >"],
  ["", 0, "a line that begins with >"],
  [">", 1, "a word after >"],
  [">|x", 1, "a word after >"],
  [">name", 5, "got nothing"],
  [">name|a|b", 8, "no more than 1 parameters"],
  [">brightness|bright", 12, "a percentage from 0 to 100"],
  [">brightness|101", 12, "a percentage from 0 to 100"],
  [">brightness_raw|2", 16, "a number from 0 to 1"],
  [">wifi_enabled|1", 14, "true or false"],
  [">info|x", 6, "a field key:value"],
  [">info|:x", 6, "a field key:value"],
  [">info|b:x", 8, "a percentage from 0 to 100"],
  [">name|\u0007", 6, "control characters"],
  [`>${"x".repeat(1024)}`, 0, "at most 1024 characters"],
];

for (const [line, offset, message] of BROKEN) {
  Deno.test(`parseReply() refuses ${JSON.stringify(line.slice(0, 30))}`, () => {
    assertEquals(assertThrows(() => parseReply(line), ProtocolError, message).offset, offset);
  });
}

Deno.test("parseReply() does not show what stands where a password's asterisks belong", () => {
  const error = assertThrows(() => parseReply(">wifi_password|hunter2"), ProtocolError, "not shown");
  assertEquals(error.message.includes("hunter2"), false);
});

Deno.test("formatReply() refuses what would break the framing", () => {
  assertThrows(() => formatReply({ reply: "name", name: "a|b" }), RangeError, "Cannot send reply name name");
  assertThrows(() => formatReply({ reply: "info", name: "a\nb" }), RangeError, "Cannot send reply info name");
});

const UNSENDABLE: readonly [what: string, reply: PixoReply][] = [
  ["a word with a separator", { reply: "other", word: "a|b", params: [] }],
  ["a word with a line ending", { reply: "other", word: "a\nb", params: [] }],
  ["no word", { reply: "other", word: "", params: [] }],
  ["a word that has a reply of its own", { reply: "other", word: "name", params: [] }],
  ["the word of info", { reply: "other", word: "info", params: [] }],
  ["a key with a colon", { reply: "info", others: [["a:b", "c"]] }],
  ["a key with a separator", { reply: "info", others: [["a|b", "c"]] }],
  ["no key", { reply: "info", others: [["", "c"]] }],
  ["a key that is known", { reply: "info", others: [["sn", "c"]] }],
];

for (const [what, reply] of UNSENDABLE) {
  Deno.test(`formatReply() refuses ${what}`, () =>
    void assertThrows(() => formatReply(reply), RangeError, "Cannot send"));
}
