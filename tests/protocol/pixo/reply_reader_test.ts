import { assert, assertEquals } from "@std/assert";
import { ReplyReader } from "../../../protocol/pixo/mod.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("ReplyReader tells replies from echoes, broken replies and junk", () => {
  const reader = new ReplyReader();
  const items = reader.push(bytes("mouth@ai\r\n>name|Tree\r\n>brightness|x\r\n\u0000\r\n"));
  assertEquals(items.map(({ kind }) => kind), ["ignored", "reply", "broken", "ignored"]);
  assertEquals(items[1], { kind: "reply", reply: { reply: "name", name: "Tree" } });
  assertEquals(reader.push(new Uint8Array([0xff, 10])), [{ kind: "junk", reason: "not UTF-8", bytes: 1 }]);
});

Deno.test("ReplyReader does not show a password that the device echoes", () => {
  const [item] = new ReplyReader().push(bytes("wifi_password|hunter2\n"));
  assert(item?.kind === "ignored");
  assertEquals(item.text, "wifi_password|<hidden>");
});

Deno.test("ReplyReader forgets an unfinished reply on reset()", () => {
  const reader = new ReplyReader();
  reader.push(bytes(">name|ha"));
  reader.reset();
  assertEquals(reader.push(bytes(">serial|1\n")), [{ kind: "reply", reply: { reply: "serial", serial: "1" } }]);
});
