import { assert, assertEquals } from "@std/assert";
import { loadShow } from "../../cli/load.ts";
import { SoftBoard } from "../../emulator/pixelblaze/board.ts";
import { compile } from "../../emulator/pixelblaze/language/compile.ts";
import { serveBoard } from "../../emulator/pixelblaze/serve_board.ts";
import { BUILT_IN_LAYOUTS } from "../../emulator/layouts/load_layout.ts";
import { servePty } from "../../emulator/pixo/serve_pty.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { DEVICE_KINDS } from "../../runtime/devices/kinds.ts";
import type { DeviceSpec, DeviceTimeline, Timeline, Value } from "../../runtime/model/mod.ts";
import { Player } from "../../runtime/player.ts";
import type { Connect } from "../../runtime/links/link.ts";
import { PatientClock } from "../support/patient_clock.ts";

const RATE = 8;

/** At eight times the speed the mouths come faster than a face is sent them in a performance. */
const FACE_RATE = "rate: 400/s";

/** A face that remembers what it was told. */
class RecordingPixo extends SoftPixo {
  readonly lines: string[] = [];

  override receive(text: string, now: number): string[] {
    this.lines.push(...text.split("\n").filter((line) => line !== ""));
    return super.receive(text, now);
  }
}

Deno.test("Player plays singing_tree at 8x on sockets and a pty: every pattern and mouth in order, no board above its rate", async () => {
  const { timeline, show, patterns } = await loadFastFace();
  const clock = new PatientClock();
  const boards = new Map<string, SoftBoard>();
  const face = new RecordingPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!() });
  const servers: AsyncDisposable[] = [];
  const specs: DeviceSpec[] = [];
  for (const [index, spec] of show.devices.entries()) {
    if (spec.kind === "pixo") {
      const server = await servePty(face, clock);
      servers.push(server);
      specs.push({ ...spec, port: server.address });
      continue;
    }
    const board = new SoftBoard({
      name: spec.name,
      pixelCount: 50,
      patterns: patterns.get(spec.name)!.map((pattern) => ({ ...pattern, id: idOf(pattern.name) })),
      compile,
      now: clock.now(),
    });
    const server = await serveBoard(board, { clock, hostname: `127.0.0.${2 + index}`, wsPort: 0, httpPort: false });
    boards.set(spec.name, board);
    servers.push(server);
    specs.push({ ...spec, host: server.address });
  }
  try {
    await playThrough(timeline, specs, clock);
    for (let i = 0; i < 500 && face.lines.at(-1) !== "face@rest"; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }

  for (const [name, board] of boards) {
    const device = timeline.devices.get(name)!;
    const names = new Map(patterns.get(name)!.map((pattern) => [idOf(pattern.name), pattern.name]));
    const ids = board.stats.received.flatMap(({ head }) => /"activeProgramId":"(\w+)"/.exec(head)?.[1] ?? []);
    assertEquals<unknown>(ids.map((id) => names.get(id)), planned(device, "pattern"));
    assert(
      board.stats.busiestSecond() <= device.rateHz,
      `${name} got ${board.stats.busiestSecond()} messages in a second`,
    );
    assertEquals(board.flashWrites, 0);
  }
  const mouths = face.lines.flatMap((line) => line.split("&")).flatMap((part) => /^mouth@(\w+)$/.exec(part)?.[1] ?? []);
  assertEquals<unknown>(mouths, planned(timeline.devices.get("tree")!, "mouth"));
  assertEquals(face.lines.at(-1), "face@rest");
});

/** The show with a face that takes what eight times the speed asks for. */
async function loadFastFace() {
  const file = await Deno.makeTempFile({ dir: "examples", suffix: ".yaml" });
  try {
    const yaml = await Deno.readTextFile("examples/singing_tree.yaml");
    await Deno.writeTextFile(file, yaml.replace("model: mini-tree", `model: mini-tree\n    ${FACE_RATE}`));
    const { timeline, ...rest } = await loadShow(file);
    return { ...rest, timeline: timeline! };
  } finally {
    await Deno.remove(file);
  }
}

/** A pattern id that tells which pattern it is of. */
function idOf(name: string): string {
  return name.replaceAll(" ", "").padEnd(17, "x");
}

/** The values a track is set to, one after the other, as far as they differ; from its start value on. */
function planned(device: DeviceTimeline, key: string): (Value | undefined)[] {
  const values = device.tracks.get(key)!.segments.map(({ to }) => to);
  return values.filter((value, i) => value !== values[i - 1]);
}

/** A link for whose writes the clock waits, so that a slow machine makes no mouth late. */
function waitedFor(connect: Connect, clock: PatientClock): Connect {
  return (events) => {
    const link = connect({
      ...events,
      idle() {
        clock.release();
        events.idle();
      },
      lost(reason) {
        clock.release();
        events.lost(reason);
      },
    });
    return {
      get busy() {
        return link.busy;
      },
      send(data) {
        link.send(data);
        if (link.busy) clock.hold();
      },
      close: () => link.close(),
    };
  };
}

/** Plays the whole show once everybody is ready. */
function playThrough(timeline: Timeline, specs: readonly DeviceSpec[], clock: PatientClock): Promise<void> {
  return new Promise((resolve) => {
    const player: Player = new Player({
      timeline,
      clock,
      rate: RATE,
      reach: new Map(specs.map((spec) => {
        const kind = DEVICE_KINDS[spec.kind];
        const connect = () => kind.connect(spec, () => undefined)!;
        return [spec.name, {
          adapter: kind.adapter(),
          connect: spec.kind === "pixo" ? () => waitedFor(connect(), clock) : connect,
        }];
      })),
      onEvent({ type }) {
        if (type === "state" && !player.playhead.playing && player.devices.every(({ state }) => state === "ready")) {
          clock.at(clock.now(), () => player.play());
        }
        if (type === "end") clock.at(clock.now() + 300, end);
      },
    });
    function end(): void {
      player.stop();
      clock.release();
      clock.at(clock.now() + 100, resolve);
    }
    player.connect();
  });
}
