/** WebAssembly's numbers for the types and instructions that are used here (WebAssembly core specification, 5.3 and 5.4). @module */

/** A value type as the binary format writes it. */
export const I32 = 0x7f;
/** A value type as the binary format writes it. */
export const I64 = 0x7e;
/** A value type as the binary format writes it. */
export const F32 = 0x7d;
/** A value type as the binary format writes it. */
export const F64 = 0x7c;
/** The type of a block that leaves nothing on the stack. */
export const NOTHING = 0x40;

/** A value type. */
export type NumType = typeof I32 | typeof I64 | typeof F32 | typeof F64;

/** Instructions without immediates, and those whose immediates a method of the function body writes. */
export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Load: 0x28,
  i32Load8U: 0x2d,
  i32Store: 0x36,
  i32Store8: 0x3a,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32Ne: 0x47,
  i32LtS: 0x48,
  i32GtS: 0x4a,
  i32LeS: 0x4c,
  i32GeS: 0x4e,
  i32GeU: 0x4f,
  f32Lt: 0x5d,
  f32Gt: 0x5e,
  f64Lt: 0x63,
  f64Gt: 0x64,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32DivS: 0x6d,
  i32DivU: 0x6e,
  i32RemS: 0x6f,
  i32RemU: 0x70,
  i32And: 0x71,
  i32Or: 0x72,
  i32Xor: 0x73,
  i32Shl: 0x74,
  i32ShrS: 0x75,
  i32ShrU: 0x76,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64DivS: 0x7f,
  i64DivU: 0x80,
  i64And: 0x83,
  i64Shl: 0x86,
  i64ShrS: 0x87,
  i64ShrU: 0x88,
  f32Abs: 0x8b,
  f32Floor: 0x8e,
  f32Add: 0x92,
  f32Sub: 0x93,
  f32Mul: 0x94,
  f32Div: 0x95,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Sub: 0xa1,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  i32WrapI64: 0xa7,
  i64ExtendI32S: 0xac,
  i64ExtendI32U: 0xad,
  f32ConvertI32S: 0xb2,
  f64ConvertI32S: 0xb7,
  /** First byte of the instructions below. */
  prefix: 0xfc,
} as const;

/** Instructions behind {@link OP.prefix}. */
export const PREFIXED = {
  /** Float to integer, out of range becoming the nearest end and NaN becoming 0. */
  i32TruncSatF32S: 0,
  i32TruncSatF64S: 2,
  memoryFill: 11,
  tableSize: 16,
} as const;
