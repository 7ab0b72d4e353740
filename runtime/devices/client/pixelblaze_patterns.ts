/** The patterns stored on a board. @module */

import {
  chunkSizeFor,
  crc32,
  decodePatternFile,
  decodePreviewImage,
  decodeProgramList,
  decodeSources,
  encodePreviewImage,
  encodeSavedProgram,
  FRAME_TYPES,
  type NamedNumbers,
  newPatternId,
  type PatternExport,
  type PatternFile,
  patternPath,
  type StoredPattern,
} from "../../../protocol/mod.ts";
import { didYouMean } from "../../model/suggest.ts";
import type { BoardAccess } from "./board_access.ts";
import { acknowledged, asking, bodyOf, telling, uploading } from "./board_messages.ts";
import { DeviceError } from "./device_error.ts";
import { understood } from "./pixelblaze_files.ts";
import type { PixelblazeState, SaveOptions } from "./pixelblaze_sequencer.ts";

/** Code to run without storing it. */
export interface PatternCode {
  /** What the board calls it meanwhile. */
  readonly name: string;
  /** What the board's own web page makes of a source; see `encodeByteCode`. */
  readonly byteCode: Uint8Array;
  /** The id of the stored pattern that it is a version of, if any. */
  readonly id?: string;
  /** Values for its controls. */
  readonly controls?: NamedNumbers;
}

/**
 * The patterns stored on a board. Where a pattern is asked for, its id or its name will do. Names are looked up in the
 * board's list, which is read once and again when a name is not in it.
 */
export class PixelblazePatterns {
  readonly #board: BoardAccess;
  readonly #random: () => number;
  #known: readonly StoredPattern[] | undefined;

  /** @ignore made by the client */
  constructor(board: BoardAccess, random: () => number) {
    this.#board = board;
    this.#random = random;
  }

  /** Every pattern, in the board's order. */
  async list(): Promise<readonly StoredPattern[]> {
    const patterns = await this.#board.ask(
      asking(
        "list the patterns",
        { listPrograms: true },
        (message) =>
          message.kind === "binary" && message.type === FRAME_TYPES.programList
            ? decodeProgramList(message.payload)
            : undefined,
      ),
    );
    this.#known = patterns;
    return patterns;
  }

  /**
   * The pattern with this id or name.
   *
   * @throws {DeviceError} with the code `unknown` when there is none, or several have the name
   */
  async find(idOrName: string): Promise<StoredPattern> {
    const known = this.#known === undefined ? [] : matches(this.#known, idOrName);
    const found = known.length > 0 ? known : matches(await this.list(), idOrName);
    if (found.length === 1) return found[0]!;
    const reason = found.length === 0
      ? didYouMean(idOrName, this.#known?.map(({ name }) => name) ?? [])
      : `${found.length} patterns are called so, choose by id: ${found.map(({ id }) => id).join(", ")}`;
    throw new DeviceError("unknown", this.#board.device, `find the pattern "${idOrName}"`, reason);
  }

  /** Starts a pattern; gives what runs then. With `save` also after a restart. */
  async activate(idOrName: string, { save = false }: SaveOptions = {}): Promise<PixelblazeState> {
    const { id, name } = await this.find(idOrName);
    return await this.#board.ask(
      asking(`start the pattern "${name}"`, { activeProgramId: id, save }, (message) => {
        const state = bodyOf(message, "sequencer");
        return state?.activeProgram?.activeProgramId === id ? state : undefined;
      }),
    );
  }

  /** The stored values of a pattern's controls. */
  async getControls(idOrName: string): Promise<NamedNumbers> {
    const { id, name } = await this.find(idOrName);
    return await this.#board.ask(
      asking(`read the controls of "${name}"`, { getControls: id }, (message) => {
        const controls = bodyOf(message, "controls")?.controls;
        return controls !== undefined && Object.hasOwn(controls, id) ? controls[id] : undefined;
      }),
    );
  }

  /** The source of a pattern. */
  async getSource(idOrName: string): Promise<string> {
    const { id, name } = await this.find(idOrName);
    const question = asking(
      `read the source of "${name}"`,
      { getSources: id },
      (message) =>
        message.kind === "binary" && message.type === FRAME_TYPES.sources ? decodeSources(message.payload) : undefined,
    );
    return await this.#board.ask({ ...question, lateHarms: true });
  }

  /** The picture of a pattern, a JPEG: a column for each pixel, a row for each frame. Empty when it has none. */
  async getPreviewImage(idOrName: string): Promise<Uint8Array> {
    const { id, name } = await this.find(idOrName);
    return await this.#board.ask(
      asking(`read the picture of "${name}"`, { getPreviewImg: id }, (message) => {
        if (message.kind !== "binary" || message.type !== FRAME_TYPES.previewImage) return undefined;
        const image = decodePreviewImage(message.payload);
        return image.id === id ? image.jpeg : undefined;
      }),
    );
  }

  /** Stores a picture for a pattern, a JPEG as of {@link getPreviewImage}; wears the flash. */
  async savePreviewImage(idOrName: string, jpeg: Uint8Array): Promise<void> {
    const { id, name } = await this.find(idOrName);
    const payload = encodePreviewImage({ id, jpeg });
    const chunk = chunkSizeFor(FRAME_TYPES.previewImage, await this.#board.generation());
    await this.#board.ask(uploading(`store the picture of "${name}"`, FRAME_TYPES.previewImage, payload, chunk));
  }

  /** A pattern as it is exported to be moved between boards, for `encodeEpe`: without bytecode and control values. */
  async export(idOrName: string): Promise<PatternExport> {
    const { id, name } = await this.find(idOrName);
    return { id, name, source: await this.getSource(id), preview: await this.getPreviewImage(id) };
  }

  /** A pattern as it lies in flash, with its bytecode; over the web server. */
  async get(idOrName: string): Promise<PatternFile> {
    const { id, name } = await this.find(idOrName);
    const task = `read the pattern "${name}"`;
    const bytes = await this.#board.requestOk(task, { kind: "getFile", path: patternPath(id) });
    return understood(this.#board.device, task, () => decodePatternFile(bytes));
  }

  /**
   * Stores a pattern, which wears the flash; one with the same id is replaced. A board runs only a pattern that has
   * bytecode for its firmware, which the board's own web page makes: see {@link get}.
   *
   * @param id that of a new pattern when left out
   * @returns its id
   */
  async save(
    pattern: PatternFile,
    { id = newPatternId(this.#random) }: { readonly id?: string } = {},
  ): Promise<string> {
    const payload = encodeSavedProgram(id, pattern);
    const chunk = chunkSizeFor(FRAME_TYPES.saveProgram, await this.#board.generation());
    const task = `store the pattern "${pattern.name}"`;
    await this.#board.ask(uploading(task, FRAME_TYPES.saveProgram, payload, chunk, true));
    this.#known = undefined;
    return id;
  }

  /** Runs code without storing it, as the editor does while one types. */
  async run({ name, byteCode, id = "", controls }: PatternCode): Promise<void> {
    const task = `run "${name}"`;
    const ask = this.#board.ask.bind(this.#board);
    await ask(acknowledged(task, { pause: true }));
    try {
      const setCode = { size: byteCode.length, crc: crc32(byteCode), name, id };
      await ask(acknowledged(task, { setCode }));
      await ask(uploading(task, FRAME_TYPES.byteCode, byteCode, chunkSizeFor(FRAME_TYPES.byteCode)));
      if (controls !== undefined) await ask(acknowledged(task, { setControls: controls, save: false }));
    } finally {
      if (this.#board.open) await ask(acknowledged(task, { pause: false }));
    }
  }

  /** Deletes a pattern and its control values for good. */
  async delete(idOrName: string): Promise<void> {
    const { id, name } = await this.find(idOrName);
    await this.#board.ask(telling(`delete the pattern "${name}"`, { deleteProgram: id }));
    this.#known = undefined;
  }
}

function matches(patterns: readonly StoredPattern[], idOrName: string): readonly StoredPattern[] {
  const byId = patterns.filter(({ id }) => id === idOrName);
  return byId.length > 0 ? byId : patterns.filter(({ name }) => name === idOrName);
}
