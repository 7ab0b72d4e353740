import { assert, assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import { parseEffect, parseLine, parseReply, redact } from "../../../protocol/pixo/mod.ts";

const TABLE: readonly [text: string, shown: string][] = [
  ["mouth@ai&eyes@blink", "mouth@ai&eyes@blink"],
  ["wifi_ssid|Barn", "wifi_ssid|Barn"],
  ["wifi_password|hunter2", "wifi_password|<hidden>"],
  ["wifi_password|a", "wifi_password|<hidden>"],
  [">wifi_password|*****", ">wifi_password|<hidden>"],
  ["name|x & wifi_password | hunter2", "name|x & wifi_password|<hidden>"],
  ["wifi_password|hun&ter|2@3", "wifi_password|<hidden>"],
  ["WIFI_PASSWORD|hunter2", "wifi_password|<hidden>"],
  ["wifi_pasword hunter2", "wifi_password|<hidden>"],
  ["wifi-password=hunter2", "wifi_password|<hidden>"],
  ["wifi_password|one\nname|x\nwifi_password|two", "wifi_password|<hidden>\nname|x\nwifi_password|<hidden>"],
];

for (const [text, shown] of TABLE) {
  Deno.test(`redact() shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () =>
    assertEquals(redact(text), shown));
}

/** Lines with a password that cannot be sent. */
const UNREADABLE = [
  "wifi_password|Hunter&Hunter",
  "wifi_password|Hunter&Hunter|a&Hunter",
  "wifi_password|x&name@Hunter",
  "wifi_password|x&static|Hunter",
  "wifi_password|x&face@Hunter",
  "name|a & wifi_password|x & flicker|Hunter|1|R|B",
  "wifi_password\n|Hunter",
  "wifi_password|\nHunter",
  "wifi_password|Hunter@x\0",
  "wifi_password|Hunter|x",
  "wifi_pasword Hunter",
];

for (const line of UNREADABLE) {
  Deno.test(`No refusal of ${JSON.stringify(line)} quotes the password`, () => {
    for (const parse of [parseLine, parseEffect, parseReply]) {
      const { message } = assertThrows(() => parse(line), ProtocolError);
      assert(!message.includes("Hunter"), message);
    }
  });
}
