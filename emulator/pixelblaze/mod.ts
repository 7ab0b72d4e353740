/**
 * A Pixelblaze in software: synchronous, on a clock of its user's, reached through memory or real ports.
 *
 * @module
 */

export { type BeaconOptions, runBeacon } from "./beacon.ts";
export { BOOT_MS, SoftBoard } from "./board.ts";
export type { BoardOptions, BoardPattern, BoardPeers } from "./board_options.ts";
export type { BoardSettings } from "./board_settings.ts";
export type { AppliedVars, BoardLogEntry, BoardStats, ReceivedMessage } from "./board_stats.ts";
export { driveBoard } from "./drive_board.ts";
export { type BoardFault, type BoardFaultKind, randomFaults, type ScheduledFault } from "./faults.ts";
export { type Flash, FLASH_SIZE, isFlashPath, MemoryFlash } from "./flash.ts";
export { type FolderFlash, openFlashFolder } from "./flash_folder.ts";
export { serveHttp } from "./http_server.ts";
export { type MemoryBoard, memoryBoard } from "./memory_board.ts";
export { type RunningBoard, serveBoard, type ServeBoardOptions } from "./serve_board.ts";
export { Session, type SessionCarrier, type SessionHost } from "./session.ts";
export { type RunningServer, type ServerAddress, serveWebSocket } from "./websocket_server.ts";
