/**
 * How much a playing show costs: 20 boards with 10 ramps each for a minute, on a clock that is nobody's, beside the
 * writing of the same messages alone.
 *
 * @module
 */

import { encodePixelblazeCommands } from "../protocol/mod.ts";
import { planBudget } from "../runtime/budget.ts";
import { compile } from "../runtime/model/mod.ts";
import { pixelblaze, show } from "../shows/builder.ts";

const BOARDS = 20;
const RAMPS = 10;
const SECONDS = 60;

const boards = Array.from({ length: BOARDS }, (_, i) => pixelblaze(`board${i}`, { host: "127.0.0.1" }));
const names = Array.from({ length: RAMPS }, (_, i) => `ramp${i}`);
const values = (value: number) => Object.fromEntries(names.map((name) => [name, value]));
const busy = show("Busy", {}, (s) => {
  for (const board of boards) {
    s.at("0s", board.pattern("P"), board.vars(values(0)));
    for (let t = 0; t < SECONDS; t += 5) {
      s.at(`${t + 0.2}s`, board.ramp(values(t % 10 === 0 ? 1 : 0), { over: "4.5s", ease: "sine-in-out" }));
    }
  }
});
const timeline = compile(busy);
const messages = planBudget(timeline).reduce((sum, budget) => sum + budget.messages, 0);

Deno.bench(`${SECONDS} s of ${BOARDS} boards x ${RAMPS} ramps: decide and write ${messages} messages`, {
  group: "play",
  baseline: true,
}, () => {
  planBudget(timeline);
});

Deno.bench(`the same ${messages} messages, written only`, { group: "play" }, () => {
  for (let i = 0; i < messages; i++) encodePixelblazeCommands({ setVars: values(i / messages), ping: true });
});

Deno.bench("compile the show", { group: "compile", baseline: true }, () => {
  compile(busy);
});

Deno.bench("JSON.parse(JSON.stringify()) of the show, the least anybody could do with it", { group: "compile" }, () => {
  JSON.parse(JSON.stringify(busy));
});
