/** One WebAssembly function while it is being written. @module */

import { append, signed, unsigned } from "./bytes.ts";
import { F32, I32, I64, NOTHING, type NumType, OP, PREFIXED } from "./opcodes.ts";

/** What a function takes and gives. */
export interface Signature {
  readonly params: readonly NumType[];
  readonly result: NumType | undefined;
}

/** Something that can be called: a function of the module, or one of the host when there is no `build`. */
export interface Callable {
  readonly name: string;
  readonly signature: Signature;
  /** Writes the function's instructions. */
  readonly build?: (body: FunctionBody) => void;
  /** Constant bytes the function reads, put into memory when the function is part of the module. */
  readonly data?: Segment;
}

/** Bytes at a fixed address. */
export interface Segment {
  readonly address: number;
  readonly bytes: readonly number[];
}

/** What a function body must know of its module. */
export interface Linker {
  functionIndex(callable: Callable): number;
  typeIndex(signature: Signature): number;
  /** What every function of the table takes and gives. */
  readonly tableSignature: Signature;
}

/** Writes instructions in order and keeps the function's locals and the depth of its blocks. */
export class FunctionBody {
  readonly #linker: Linker;
  readonly #params: number;
  readonly #locals: NumType[] = [];
  readonly #spare = new Map<NumType, number[]>();
  readonly #bytes: number[] = [];
  /** How many blocks are open. */
  depth = 0;

  constructor(linker: Linker, signature: Signature) {
    this.#linker = linker;
    this.#params = signature.params.length;
  }

  /** A new local, 0 at first. @returns Its index. */
  local(type: NumType): number {
    this.#locals.push(type);
    return this.#params + this.#locals.length - 1;
  }

  /** A local that may hold anything, for a while. */
  borrow(type: NumType): number {
    return this.#spare.get(type)?.pop() ?? this.local(type);
  }

  /** Takes back a local that was borrowed. */
  giveBack(type: NumType, index: number): void {
    const spare = this.#spare.get(type);
    if (spare === undefined) this.#spare.set(type, [index]);
    else spare.push(index);
  }

  op(opcode: number): void {
    this.#bytes.push(opcode);
  }

  prefixed(opcode: number): void {
    this.#bytes.push(OP.prefix);
    unsigned(this.#bytes, opcode);
  }

  /** A constant of any type; an i64 is given as a number within ±2^31. */
  constant(type: NumType, value: number): void {
    if (type === I32 || type === I64) {
      this.#bytes.push(type === I32 ? OP.i32Const : OP.i64Const);
      signed(this.#bytes, value | 0);
    } else {
      this.#bytes.push(type === F32 ? OP.f32Const : OP.f64Const);
      append(this.#bytes, new Uint8Array((type === F32 ? Float32Array.of(value) : Float64Array.of(value)).buffer));
    }
  }

  get(index: number): void {
    this.#bytes.push(OP.localGet);
    unsigned(this.#bytes, index);
  }

  set(index: number): void {
    this.#bytes.push(OP.localSet);
    unsigned(this.#bytes, index);
  }

  tee(index: number): void {
    this.#bytes.push(OP.localTee);
    unsigned(this.#bytes, index);
  }

  /** A load or store; the address on the stack plus `offset`. Nothing here relies on alignment. */
  memory(opcode: number, offset: number): void {
    this.#bytes.push(opcode, 0);
    unsigned(this.#bytes, offset);
  }

  memoryFill(): void {
    this.prefixed(PREFIXED.memoryFill);
    this.#bytes.push(0);
  }

  tableSize(): void {
    this.prefixed(PREFIXED.tableSize);
    this.#bytes.push(0);
  }

  call(callable: Callable): void {
    this.#bytes.push(OP.call);
    unsigned(this.#bytes, this.#linker.functionIndex(callable));
  }

  /** How many arguments every function of the table takes. */
  get tableArity(): number {
    return this.#linker.tableSignature.params.length;
  }

  /** Calls the function of the table whose index is on the stack, above its arguments. */
  callIndirect(): void {
    this.#bytes.push(OP.callIndirect);
    unsigned(this.#bytes, this.#linker.typeIndex(this.#linker.tableSignature));
    this.#bytes.push(0);
  }

  /** Opens a block, a loop or an `if`. @returns Its label, for {@link branch}. */
  open(opcode: typeof OP.block | typeof OP.loop | typeof OP.if, result?: NumType): number {
    this.#bytes.push(opcode, result ?? NOTHING);
    return this.depth++;
  }

  otherwise(): void {
    this.#bytes.push(OP.else);
  }

  close(): void {
    this.depth--;
    this.#bytes.push(OP.end);
  }

  /** Goes to the end of a block, or to the start of a loop. */
  branch(opcode: typeof OP.br | typeof OP.brIf, label: number): void {
    this.#bytes.push(opcode);
    unsigned(this.#bytes, this.depth - 1 - label);
  }

  /** The function as the code section wants it, without its length. */
  encode(): number[] {
    const out: number[] = [];
    const runs: [count: number, type: NumType][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    unsigned(out, runs.length);
    for (const [count, type] of runs) {
      unsigned(out, count);
      out.push(type);
    }
    append(out, this.#bytes);
    out.push(OP.end);
    return out;
  }
}
