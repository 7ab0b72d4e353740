/**
 * The browser preview of a rehearsal, and its SimPixel server.
 *
 * @module
 */

export type { PreviewAudio } from "./audio.ts";
export { startPreview } from "./start.ts";
export type {
  Preview,
  PreviewCommand,
  PreviewCue,
  PreviewDevice,
  PreviewDeviceState,
  PreviewFixture,
  PreviewOptions,
  PreviewStats,
  PreviewStatus,
} from "./types.ts";
