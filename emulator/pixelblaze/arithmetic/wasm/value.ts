/**
 * Expressions of WebAssembly as values of TypeScript, for functions that are written by hand.
 *
 * A {@link Value} writes its instructions each time it is used; one that is used twice belongs into a local
 * ({@link keep}). Numbers stand for constants of the other operand's type.
 * @module
 */

import type { Callable, FunctionBody, Segment } from "./body.ts";
import { F32, F64, I32, I64, type NumType, OP, PREFIXED } from "./opcodes.ts";

/** Instructions that leave one number of a type on the stack. */
export interface Value {
  readonly type: NumType;
  readonly emit: (f: FunctionBody) => void;
}

/** A local, or a parameter. */
export interface Local extends Value {
  readonly index: number;
}

/** A number is a constant. */
export type Operand = Value | number;

/** A function written with {@link kernel}, called like one. */
export interface Kernel extends Callable {
  (...args: Operand[]): Value;
}

/** A constant. */
export function constant(type: NumType, value: number): Value {
  return { type, emit: (f) => f.constant(type, value) };
}

function value(operand: Operand, type: NumType): Value {
  return typeof operand === "number" ? constant(type, operand) : operand;
}

/** Writes an operand; a number is an i32. */
export function emit(f: FunctionBody, operand: Operand): void {
  value(operand, I32).emit(f);
}

/** The local with an index. */
export function local(type: NumType, index: number): Local {
  return { type, index, emit: (f) => f.get(index) };
}

/** Puts a value into a new local. */
export function keep(f: FunctionBody, operand: Operand): Local {
  const { type, emit } = value(operand, I32);
  const index = f.local(type);
  emit(f);
  f.set(index);
  return local(type, index);
}

/** Puts a value into a local. */
export function set(f: FunctionBody, target: Local, operand: Operand): void {
  value(operand, target.type).emit(f);
  f.set(target.index);
}

/** Runs `then` if a condition is not 0, else `otherwise`. */
export function when(f: FunctionBody, condition: Value, then: () => void, otherwise?: () => void): void {
  condition.emit(f);
  f.open(OP.if);
  then();
  if (otherwise !== undefined) {
    f.otherwise();
    otherwise();
  }
  f.close();
}

/** Runs `step` as long as a condition is not 0. */
export function whilst(f: FunctionBody, condition: () => Value, step: () => void): void {
  const out = f.open(OP.block);
  const top = f.open(OP.loop);
  condition().emit(f);
  f.op(OP.i32Eqz);
  f.branch(OP.brIf, out);
  step();
  f.branch(OP.br, top);
  f.close();
  f.close();
}

/** Runs `step` for 0, 1, 2 up to, not including, `end`. */
export function count(f: FunctionBody, end: Value, step: (i: Local) => void): void {
  const i = keep(f, 0);
  whilst(f, () => lt(i, end), () => {
    step(i);
    set(f, i, add(i, 1));
  });
}

/** Leaves the function with a value. */
export function giveUp(f: FunctionBody, result: Operand): void {
  emit(f, result);
  f.op(OP.return);
}

/** Runs a value for what it does and forgets what it gives. */
export function run(f: FunctionBody, operand: Value): void {
  operand.emit(f);
  f.op(OP.drop);
}

type ByType = Partial<Record<NumType, number>>;

function binary(ops: ByType, a: Operand, b: Operand, result?: NumType): Value {
  const type = typeof a !== "number" ? a.type : typeof b !== "number" ? b.type : I32;
  const opcode = ops[type]!;
  const left = value(a, type);
  const right = value(b, type);
  return {
    type: result ?? type,
    emit: (f) => {
      left.emit(f);
      right.emit(f);
      f.op(opcode);
    },
  };
}

function unary(opcode: number, operand: Operand, from: NumType, to: NumType, prefixed = false): Value {
  const inner = value(operand, from);
  return {
    type: to,
    emit: (f) => {
      inner.emit(f);
      if (prefixed) f.prefixed(opcode);
      else f.op(opcode);
    },
  };
}

/** a + b, wrapping. */
export const add = (a: Operand, b: Operand): Value =>
  binary({ [I32]: OP.i32Add, [I64]: OP.i64Add, [F32]: OP.f32Add, [F64]: OP.f64Add }, a, b);
/** a - b, wrapping. */
export const sub = (a: Operand, b: Operand): Value =>
  binary({ [I32]: OP.i32Sub, [I64]: OP.i64Sub, [F32]: OP.f32Sub, [F64]: OP.f64Sub }, a, b);
/** a × b as integers (not as 16.16), or as floats. */
export const times = (a: Operand, b: Operand): Value =>
  binary({ [I32]: OP.i32Mul, [I64]: OP.i64Mul, [F32]: OP.f32Mul, [F64]: OP.f64Mul }, a, b);
/** a ÷ b, truncated for integers; 0 as a divisor traps there. */
export const over = (a: Operand, b: Operand): Value =>
  binary({ [I32]: OP.i32DivS, [I64]: OP.i64DivS, [F32]: OP.f32Div, [F64]: OP.f64Div }, a, b);
/** a ÷ b, both without sign. */
export const overU = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32DivU, [I64]: OP.i64DivU }, a, b);
/** The remainder with the sign of a; 0 as a divisor traps. */
export const rem = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32RemS }, a, b);
/** The remainder of numbers without sign. */
export const remU = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32RemU }, a, b);
/** Bits of both. */
export const and = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32And, [I64]: OP.i64And }, a, b);
/** Bits of either. */
export const or = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32Or }, a, b);
/** Bits of one of the two. */
export const xor = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32Xor }, a, b);
/** Shifted left. */
export const shl = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32Shl, [I64]: OP.i64Shl }, a, b);
/** Shifted right, the sign kept. */
export const shr = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32ShrS, [I64]: OP.i64ShrS }, a, b);
/** Shifted right, zeros coming in. */
export const shrU = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32ShrU, [I64]: OP.i64ShrU }, a, b);
/** 1 if equal. */
export const eq = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32Eq }, a, b, I32);
/** 1 if a < b. */
export const lt = (a: Operand, b: Operand): Value =>
  binary({ [I32]: OP.i32LtS, [F32]: OP.f32Lt, [F64]: OP.f64Lt }, a, b, I32);
/** 1 if a > b. */
export const gt = (a: Operand, b: Operand): Value =>
  binary({ [I32]: OP.i32GtS, [F32]: OP.f32Gt, [F64]: OP.f64Gt }, a, b, I32);
/** 1 if a ≤ b. */
export const le = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32LeS }, a, b, I32);
/** 1 if a ≥ b. */
export const ge = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32GeS }, a, b, I32);
/** 1 if a ≥ b, both without sign. */
export const geU = (a: Operand, b: Operand): Value => binary({ [I32]: OP.i32GeU }, a, b, I32);
/** 1 if 0. */
export const not = (a: Value): Value => unary(OP.i32Eqz, a, I32, I32);
/** -a. */
export const negate = (a: Value): Value => sub(0, a);
/** Signed 32 bits as 64. */
export const wide = (a: Operand): Value => unary(OP.i64ExtendI32S, a, I32, I64);
/** 32 bits without sign as 64. */
export const wideU = (a: Operand): Value => unary(OP.i64ExtendI32U, a, I32, I64);
/** The low 32 bits. */
export const narrow = (a: Value): Value => unary(OP.i32WrapI64, a, I64, I32);
/** An integer as a float. */
export const float = (a: Operand): Value => unary(OP.f32ConvertI32S, a, I32, F32);
/** An integer as a double. */
export const double = (a: Operand): Value => unary(OP.f64ConvertI32S, a, I32, F64);
/** A float without its fraction, saturating. */
export const integer = (a: Value): Value =>
  unary(a.type === F32 ? PREFIXED.i32TruncSatF32S : PREFIXED.i32TruncSatF64S, a, a.type, I32, true);
/** The next whole number below a float. */
export const floorF = (a: Value): Value => unary(OP.f32Floor, a, F32, F32);
/** A float without its sign. */
export const absF = (a: Value): Value => unary(OP.f32Abs, a, F32, F32);

/** `a` if the condition is not 0, else `b`. Both are worked out. */
export function choose(condition: Value, a: Operand, b: Operand): Value {
  const type = typeof a !== "number" ? a.type : typeof b !== "number" ? b.type : I32;
  return {
    type,
    emit: (f) => {
      value(a, type).emit(f);
      value(b, type).emit(f);
      condition.emit(f);
      f.op(OP.select);
    },
  };
}

/** Loads an i32, or a byte or half word without sign. */
export function load(address: Operand, offset = 0, opcode: number = OP.i32Load): Value {
  return {
    type: I32,
    emit: (f) => {
      emit(f, address);
      f.memory(opcode, offset);
    },
  };
}

/** Stores an i32, or its low byte. */
export function store(
  f: FunctionBody,
  address: Operand,
  offset: number,
  stored: Operand,
  opcode: number = OP.i32Store,
): void {
  emit(f, address);
  emit(f, stored);
  f.memory(opcode, offset);
}

/** A call of any function. */
export function call(callable: Callable, ...args: Operand[]): Value {
  return {
    type: callable.signature.result ?? I32,
    emit: (f) => {
      for (const [i, arg] of args.entries()) value(arg, callable.signature.params[i]!).emit(f);
      f.call(callable);
    },
  };
}

/**
 * A function of i32s, or of other types if they are given, that gives an i32 or what `result` says.
 *
 * @param write Writes the statements and gives the value the function ends with.
 */
export function kernel(
  name: string,
  params: number | readonly NumType[],
  write: (f: FunctionBody, ...params: Local[]) => Operand,
  options: { result?: NumType; data?: Segment } = {},
): Kernel {
  const types = typeof params === "number" ? new Array<NumType>(params).fill(I32) : params;
  const result = options.result ?? I32;
  const made = ((...args: Operand[]) => call(made, ...args)) as Kernel;
  const parts: Omit<Callable, "name"> = {
    signature: { params: types, result },
    build: (f) => value(write(f, ...types.map((type, index) => local(type, index))), result).emit(f),
    ...(options.data === undefined ? {} : { data: options.data }),
  };
  Object.defineProperty(made, "name", { value: name });
  return Object.assign(made, parts);
}
