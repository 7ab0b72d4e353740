import { assertEquals } from "@std/assert";
import { redact } from "../../../protocol/pixo/mod.ts";

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
