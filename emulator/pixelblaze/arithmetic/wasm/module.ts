/** A WebAssembly module put together from the functions that are reached, and no others. @module */

import type { Callable, Linker, Segment, Signature } from "./body.ts";
import { FunctionBody } from "./body.ts";
import { append, signed, text, unsigned, vector } from "./bytes.ts";
import { I32, type NumType, OP } from "./opcodes.ts";

const FUNCTION_TYPE = 0x60;
const FUNCTION_REFERENCE = 0x70;
const SECTION = {
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  export: 7,
  element: 9,
  code: 10,
  data: 11,
} as const;

/** Gives functions their numbers as they are asked for, and writes the module. */
export class ModuleBuilder implements Linker {
  readonly tableSignature: Signature;
  readonly #imports: readonly Callable[];
  readonly #functions: Callable[] = [];
  readonly #indices = new Map<Callable, number>();
  readonly #types: Signature[] = [];
  readonly #typeIndices = new Map<string, number>();
  readonly #exports: [name: string, index: number][] = [];
  readonly #table: Callable[] = [];
  readonly #tableIndices = new Map<Callable, number>();

  /**
   * @param imports Functions of the host, under their names in the import module `host`. Memory is `host.memory`.
   * @param tableArity How many i32s every function of the table takes.
   */
  constructor(imports: readonly Callable[], tableArity = 0) {
    this.#imports = imports;
    this.tableSignature = { params: new Array<NumType>(tableArity).fill(I32), result: I32 };
    for (const [index, callable] of imports.entries()) this.#indices.set(callable, index);
  }

  functionIndex(callable: Callable): number {
    let index = this.#indices.get(callable);
    if (index === undefined) {
      index = this.#imports.length + this.#functions.length;
      this.#indices.set(callable, index);
      this.#functions.push(callable);
    }
    return index;
  }

  typeIndex(signature: Signature): number {
    const key = `${signature.params.join()}:${signature.result}`;
    let index = this.#typeIndices.get(key);
    if (index === undefined) {
      index = this.#types.push(signature) - 1;
      this.#typeIndices.set(key, index);
    }
    return index;
  }

  /** Puts a function into the table of functions that are values. @returns Its place there. */
  tableIndex(callable: Callable): number {
    let index = this.#tableIndices.get(callable);
    if (index === undefined) {
      index = this.#table.push(callable) - 1;
      this.#tableIndices.set(callable, index);
    }
    return index;
  }

  /** How many functions are in the table. */
  get tableSize(): number {
    return this.#table.length;
  }

  /** Lets the host call a function by a name. */
  export(name: string, callable: Callable): void {
    this.#exports.push([name, this.functionIndex(callable)]);
  }

  /** The module's bytes. Writing a function may reach others; all of them are written. */
  encode(): Uint8Array<ArrayBuffer> {
    const bodies: number[][] = [];
    const segments = new Set<Segment>();
    for (let i = 0;; i++) {
      // Functions that are only values are reached when nothing else is left, and may themselves reach more.
      if (i === this.#functions.length) { for (const callable of this.#table) this.functionIndex(callable); }
      const callable = this.#functions[i];
      if (callable === undefined) break;
      const body = new FunctionBody(this, callable.signature);
      callable.build?.(body);
      if (callable.data !== undefined) segments.add(callable.data);
      bodies.push(body.encode());
    }
    const out = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    const types = this.#functions.map((callable) => [this.typeIndex(callable.signature)]);
    const imports = this.#imports.map((callable) =>
      importEntry(callable.name, 0, [this.typeIndex(callable.signature)])
    );
    const memory = importEntry("memory", 2, [0, 1]);
    section(out, SECTION.type, this.#types.map(functionType));
    section(out, SECTION.import, [...imports, memory]);
    section(out, SECTION.function, types.map(leb));
    section(out, SECTION.table, [[FUNCTION_REFERENCE, 0, ...leb([this.#table.length])]]);
    section(out, SECTION.export, this.#exports.map(([name, index]) => exportEntry(name, index)));
    if (this.#table.length > 0) {
      const elements = this.#table.map((callable) => this.functionIndex(callable));
      section(out, SECTION.element, [[0, OP.i32Const, 0, OP.end, ...leb([elements.length]), ...leb(elements)]]);
    }
    section(out, SECTION.code, bodies.map((body) => sized(body)));
    section(out, SECTION.data, [...segments].map(segmentEntry));
    return new Uint8Array(out);
  }
}

function functionType(signature: Signature): number[] {
  const out: number[] = [FUNCTION_TYPE];
  vector(out, signature.params);
  vector(out, signature.result === undefined ? [] : [signature.result]);
  return out;
}

function importEntry(name: string, kind: number, description: readonly number[]): number[] {
  const out: number[] = [];
  text(out, "host");
  text(out, name);
  out.push(kind);
  append(out, kind === 0 ? leb(description) : description);
  return out;
}

function exportEntry(name: string, index: number): number[] {
  const out: number[] = [];
  text(out, name);
  out.push(0, ...leb([index]));
  return out;
}

function segmentEntry(segment: Segment): number[] {
  const out: number[] = [0, OP.i32Const];
  signed(out, segment.address);
  out.push(OP.end);
  vector(out, segment.bytes);
  return out;
}

function sized(body: readonly number[]): number[] {
  const out: number[] = [];
  vector(out, body);
  return out;
}

function leb(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const value of values) unsigned(out, value);
  return out;
}

function section(out: number[], id: number, entries: readonly (readonly number[])[]): void {
  if (entries.length === 0) return;
  const content: number[] = [];
  unsigned(content, entries.length);
  for (const entry of entries) append(content, entry);
  out.push(id);
  vector(out, content);
}
