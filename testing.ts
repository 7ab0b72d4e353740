/**
 * Clocks, links and software devices for tests of shows: everything that needs no hardware and no waiting.
 *
 * @module
 */

export {
  type BoardFault,
  type BoardFaultKind,
  randomFaults,
  type ScheduledFault,
} from "./emulator/pixelblaze/faults.ts";
export { SoftBoard } from "./emulator/pixelblaze/board.ts";
export type { BoardOptions, BoardPattern, BoardPeers } from "./emulator/pixelblaze/board_options.ts";
export type { AppliedVars, BoardLogEntry, BoardStats, ReceivedMessage } from "./emulator/pixelblaze/board_stats.ts";
export { type Flash, MemoryFlash } from "./emulator/pixelblaze/flash.ts";
export { type MemoryBoard, memoryBoard } from "./emulator/pixelblaze/memory_board.ts";
export { type RunningBoard, serveBoard, type ServeBoardOptions } from "./emulator/pixelblaze/serve_board.ts";
export { type Fleet, type FleetOptions, startFleet } from "./emulator/fleet.ts";
export { miniTree } from "./emulator/layouts/mini_tree.ts";
export type { FacePixels, Layout, LayoutPoint } from "./emulator/layouts/layout.ts";
export { pixoPeer } from "./emulator/pixo/pixo_peer.ts";
export { type PixoState, SoftPixo, type SoftPixoOptions } from "./emulator/pixo/soft_pixo.ts";
export type { Connect, Data, Link, LinkEvents } from "./runtime/links/link.ts";
export { type MemoryFaults, type MemoryLink, memoryLink, type MemoryPeer } from "./runtime/links/memory.ts";
export { ManualClock } from "./runtime/time/manual_clock.ts";
export { DEVICE_KINDS } from "./runtime/devices/kinds.ts";
export type { BeaconOptions } from "./emulator/pixelblaze/beacon.ts";
export type { BoardSettings } from "./emulator/pixelblaze/board_settings.ts";
export { Session, type SessionCarrier, type SessionHost } from "./emulator/pixelblaze/session.ts";
export type {
  CompiledPattern,
  ControlKind,
  ControlValue,
  GpioHooks,
  PatternBudget,
  PatternControl,
  PatternEnv,
  PatternFault,
  PatternNote,
  PatternRenders,
  PatternRun,
  PatternVars,
  PixelMap,
  RenderType,
  SensorReading,
  SequencerHooks,
  SourcePlace,
  WallClock,
} from "./emulator/pixelblaze/language/types.ts";
export type { DrawnMouth } from "./emulator/layouts/layout.ts";
export type { EyesLook } from "./emulator/pixo/pixo_face.ts";
export type { PixoProblem } from "./emulator/pixo/soft_pixo.ts";
export type { DeviceKind, FindByName } from "./runtime/devices/kinds.ts";
