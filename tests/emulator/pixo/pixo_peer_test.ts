import { assertEquals } from "@std/assert";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { pixoPeer } from "../../../emulator/pixo/pixo_peer.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { memoryLink } from "../../../runtime/links/memory.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";

Deno.test("pixoPeer() is the far end of a memory link", () => {
  const clock = new ManualClock();
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree" });
  const heard: string[] = [];
  const link = memoryLink(pixoPeer(pixo, clock), clock).connect({
    open: () => heard.push("open"),
    data: (data) => heard.push(String(data)),
    idle: () => {},
    lost: (reason) => heard.push(reason),
  });
  clock.advance(1);
  link.send("mouth@o\nna");
  link.send(new TextEncoder().encode("me\n"));
  clock.advance(1);
  assertEquals(heard, ["open", ">name|Tree\n"]);
  assertEquals(pixo.state(2).mouth, "o");
  link.close();
  clock.advance(1);
});
