/** Proves before a show that every device can take what it will be told. @module */

import { Outbox, type View } from "./devices/outbox.ts";
import type { Adapter, Encoded, Message } from "./devices/adapter.ts";
import { DEVICE_KINDS } from "./devices/kinds.ts";
import type { DeviceTimeline, Instant, State, Timeline } from "./model/timeline.ts";
import { TICK, toTick } from "./model/times.ts";
import type { Value } from "./model/track.ts";

/** What a device will be told. */
export interface Budget {
  /** Name of the device. */
  readonly device: string;
  /** Most messages a second that it takes. */
  readonly rateHz: number;
  /** Messages in the whole show. */
  readonly messages: number;
  /** The second in which most of them leave. */
  readonly busiest: { readonly at: number; readonly messages: number };
  /** Samples of ramps left out to keep to the rate. */
  readonly thinned: number;
  /** Things that would leave late, or never, because the rate is used up; the show does not fit when there are any. */
  readonly late: { readonly count: number; readonly at: number; readonly byMs: number } | undefined;
  /** How far a ramp is ever from what the device shows, as a part of the ramp's way; undefined when nothing ramps. */
  readonly worstStep: { readonly key: string; readonly at: number; readonly part: number } | undefined;
}

/**
 * Plays a timeline at rate 1 on no devices and gives what each would be sent. It is the performance's own outbox that
 * decides, on a clock that is nobody's, so that what is found here is what will happen.
 */
export function planBudget(timeline: Timeline): readonly Budget[] {
  return [...timeline.devices.values()].map((device) => planDevice(device, timeline.duration));
}

function planDevice(device: DeviceTimeline, duration: number): Budget {
  const sentAt: number[] = [];
  const held = new Map<string, Value>();
  let late: { count: number; at: number; byMs: number } | undefined;
  let worst: { key: string; at: number; part: number } | undefined;
  let thinned = 0;
  let now = 0;
  const noteLate = (count: number, due: number) => {
    if (now - due < 1) return;
    const most = now - due > (late?.byMs ?? 0);
    late = { count: (late?.count ?? 0) + count, at: most ? due : late!.at, byMs: most ? now - due : late!.byMs };
  };
  const outbox = new Outbox(device, new WillingAdapter(DEVICE_KINDS[device.kind].adapter()), {
    sent: (due) => noteLate(1, due),
    refused: () => {},
    skipped: noteLate,
    thinned: () => thinned++,
  });
  const measure = (at: number) => {
    for (const [key, track] of device.tracks) {
      const segment = track.segmentAt(at);
      const shown = held.get(key);
      if (segment === undefined || typeof shown !== "number") continue;
      if (typeof segment.from !== "number" || typeof segment.to !== "number" || segment.from === segment.to) continue;
      const part = Math.abs(shown - (track.at(at) as number)) / Math.abs(segment.to - segment.from);
      if (part > (worst?.part ?? 0)) worst = { key, at, part };
    }
  };
  let played = 0;
  for (let next: number | undefined = 0; next !== undefined;) {
    now = next;
    const view: View = now < duration
      ? { now, position: toTick(now), speed: 1 }
      : { now, position: duration, speed: 0 };
    outbox.play(played, view.position + TICK, (at) => at);
    played = view.position + TICK;
    outbox.note(now, true);
    // Just before a new value is sent is when the old one is furthest off.
    measure(now - TICK);
    const again = outbox.pump(view, {
      ready: () => true,
      send({ makes }) {
        sentAt.push(now);
        for (const [key, value] of makes) held.set(key, value);
      },
    });
    measure(now);
    next = again === undefined ? undefined : Math.max(again, now + TICK);
  }
  return {
    device: device.name,
    rateHz: device.rateHz,
    messages: sentAt.length,
    busiest: busiestSecond(sentAt),
    thinned,
    late,
    worstStep: worst,
  };
}

function busiestSecond(times: readonly number[]): { at: number; messages: number } {
  let busiest = { at: 0, messages: 0 };
  let first = 0;
  times.forEach((time, i) => {
    while (times[first]! <= time - 1000) first++;
    if (i - first + 1 > busiest.messages) busiest = { at: times[first]!, messages: i - first + 1 };
  });
  return busiest;
}

/** Speaks its device's language and believes that the device has every pattern. */
class WillingAdapter implements Adapter {
  readonly mostInFlight = Infinity;
  readonly unanswered = undefined;
  readonly #adapter: Adapter;

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
  }

  greet(): readonly never[] {
    return [];
  }

  receive(): readonly never[] {
    return [];
  }

  probe(): Message {
    return this.#adapter.probe();
  }

  forgets(shadow: State, target: State): readonly string[] {
    return this.#adapter.forgets(shadow, target);
  }

  encode(changes: State, instants: readonly Instant[]): Encoded {
    this.#adapter.suppose(changes);
    return this.#adapter.encode(changes, instants);
  }

  suppose(): void {}

  farewell(): readonly never[] {
    return [];
  }

  dark(): readonly never[] {
    return [];
  }

  light(): readonly never[] {
    return [];
  }
}
