/** What goes into a preview and what comes out of it. @module */

import type { Clock, Millis } from "../runtime/time/clock.ts";
import type { PreviewAudio } from "./audio.ts";

/** A device as the page draws it: a name over LEDs in space. */
export interface PreviewFixture {
  /** Shown as its label, and the name for {@link Preview.setFrame}. */
  readonly name: string;
  /** Where the LEDs are, in metres: x to the right, y UP, z towards the viewer. One or more. */
  readonly points: readonly (readonly [x: number, y: number, z: number])[];
  /** Width of a LED in metres; by default the usual distance between the LEDs of this fixture, at most 4 cm. */
  readonly pointSize?: number;
}

/** A cue as a mark on the page's timeline. */
export interface PreviewCue {
  /** Position in the show. */
  readonly at: Millis;
  readonly name: string;
}

/** State of a device: `ok` is well, `busy` is on its way (connecting, loading), `lost` is away, `off` is not wanted. */
export type PreviewDeviceState = "ok" | "busy" | "lost" | "off";

/** A row of the page's list of devices. */
export interface PreviewDevice {
  readonly name: string;
  /** Kind of device, e.g. `pixelblaze`. */
  readonly kind: string;
  readonly state: PreviewDeviceState;
  /** A few words more, e.g. the pattern that runs, or why it is lost. */
  readonly detail?: string;
}

/** What the show is doing, as plain JSON. */
export interface PreviewStatus {
  readonly title: string;
  /** Position of the playhead at the time of the call. */
  readonly position: Millis;
  /** Length of the show; 0 if it has no end. */
  readonly duration: Millis;
  readonly playing: boolean;
  /** Speed; 1 is as written. The page goes on at it by itself between updates. */
  readonly rate: number;
  /** Name of the cue that was last. */
  readonly cue?: string;
  /** Name of the cue that waits for a GO; the page then offers it. */
  readonly waiting?: string;
  /** Whether the show starts again at its end; left out if it cannot. */
  readonly loop?: boolean;
  readonly devices: readonly PreviewDevice[];
  /** Where time comes from, in a few words, e.g. `own clock`; shown as it is. */
  readonly clock?: string;
}

/** What somebody asks for on the page. */
export type PreviewCommand =
  | { readonly command: "play" }
  | { readonly command: "pause" }
  | { readonly command: "go" }
  | { readonly command: "blackout" }
  /** `position` is 0 or more. */
  | { readonly command: "seek"; readonly position: Millis }
  /** `rate` is above 0 and at most 16. */
  | { readonly command: "rate"; readonly rate: number }
  | { readonly command: "loop"; readonly loop: boolean };

/** How a preview is started. */
export interface PreviewOptions {
  /** TCP port; 1337 by default, which is where SimPixel pages look; 0 takes any that is free. */
  readonly port?: number;
  /** Address to listen on; `127.0.0.1` by default. Any but a loopback address needs a token. */
  readonly hostname?: string;
  /** Paces frames and status. */
  readonly clock: Clock;
  /** What is drawn, in the order of the LEDs in the SimPixel stream. One or more, each name once. */
  readonly fixtures: readonly PreviewFixture[];
  /** Marks on the timeline. */
  readonly cues?: readonly PreviewCue[];
  /** A secret that everything but the page's own files asks for; beyond loopback of 16 characters or more. */
  readonly token?: string;
  /** Names besides loopback names and IP addresses under which browsers may reach a preview beyond loopback. */
  readonly hosts?: readonly string[];
  /** Origins besides its own and loopback ones whose pages may read the SimPixel stream, e.g. `http://simpixel.io`. */
  readonly origins?: readonly string[];
  /** The music of the show. */
  readonly audio?: PreviewAudio;
  /** Called for each command; without it the page shows no controls. What it throws is shown on the page. */
  readonly onCommand?: (command: PreviewCommand) => void | Promise<void>;
  /** Closes the preview. */
  readonly signal?: AbortSignal;
}

/** Counts since the preview was started. */
export interface PreviewStats {
  /** Viewers of the SimPixel stream now: pages of the preview and SimPixel pages. */
  readonly clients: number;
  /** Frames that went out, each counted once however many clients there were. */
  readonly frames: number;
  /** Frames that were not sent to a client because it was behind, each client counted. */
  readonly skipped: number;
}

/** A running preview. */
export interface Preview extends AsyncDisposable {
  /** Address of the page; with the token, if there is one, so treat it as the secret that it is. */
  readonly url: string;
  /** `size` setting for SimPixel's own page at which neighbouring LEDs touch. */
  readonly simPixelPointSize: number;
  readonly stats: PreviewStats;
  /**
   * Shows new colours of a fixture: r, g, b of each LED. They are copied, and go out soon, at most 40 times a second,
   * together with those of other fixtures.
   *
   * @throws {RangeError} If there is no such fixture, or `rgb` is not 3 bytes for each of its LEDs.
   */
  setFrame(name: string, rgb: Uint8Array): void;
  /**
   * Shows what the show is doing. Goes out soon, at most 10 times a second; call it once a second or more often, also
   * while paused: without a frame or a status for some 3 s the page says that the show has stopped.
   */
  status(update: PreviewStatus): void;
  /** Replaces the marks on the timeline. */
  setCues(cues: readonly PreviewCue[]): void;
  /** Closes all connections and frees the port. Calling it again does nothing. */
  close(): Promise<void>;
}
