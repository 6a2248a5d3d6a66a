import { type Action, type Expression, type F64, type I32, type I64, operation, type Type } from './code.ts'

type Unary<T extends Type, R extends Type = T> = (a: Expression<T>) => Expression<R>
type Binary<T extends Type, R extends Type = T> = (a: Expression<T>, b: Expression<T>) => Expression<R>

function unary<T extends Type, R extends Type = T>(result: R, opcode: number): Unary<T, R> {
  return a => operation(result, opcode, a)
}

function binary<T extends Type, R extends Type = T>(result: R, opcode: number): Binary<T, R> {
  return (a, b) => operation(result, opcode, a, b)
}

/** Loads add a constant offset to a computed address; nothing here needs to be aligned. */
function load<T extends Type>(type: T, opcode: number) {
  return (address: I32, offset = 0): Expression<T> => ({
    type,
    write: code => {
      address.write(code)
      code.byte(opcode)
      code.byte(0)
      code.unsigned(offset)
    },
  })
}

export const i32 = {
  const: (value: number): I32 => ({
    type: 'i32',
    write: code => {
      code.byte(0x41)
      code.signed(BigInt(value | 0))
    },
  }),
  eqz: unary<'i32'>('i32', 0x45),
  eq: binary<'i32'>('i32', 0x46),
  ne: binary<'i32'>('i32', 0x47),
  lt: binary<'i32'>('i32', 0x48),
  gt: binary<'i32'>('i32', 0x4a),
  le: binary<'i32'>('i32', 0x4c),
  ge: binary<'i32'>('i32', 0x4e),
  add: binary<'i32'>('i32', 0x6a),
  sub: binary<'i32'>('i32', 0x6b),
  mul: binary<'i32'>('i32', 0x6c),
  and: binary<'i32'>('i32', 0x71),
  or: binary<'i32'>('i32', 0x72),
  shl: binary<'i32'>('i32', 0x74),
  shr: binary<'i32'>('i32', 0x76),
  wrap: unary<'i64', 'i32'>('i32', 0xa7),
  fromF64: unary<'f64', 'i32'>('i32', 0xaa),
  /** Towards 0, 0 for NaN, the nearest there is for what is out of range. */
  saturated: (value: F64): I32 => operation('i32', 0x02, operation('f64', 0xfc, value)),
  load: load('i32', 0x28),
  loadByte: load('i32', 0x2d),
}

export const i64 = {
  const: (value: bigint): I64 => ({
    type: 'i64',
    write: code => {
      code.byte(0x42)
      code.signed(BigInt.asIntN(64, value))
    },
  }),
  eqz: unary<'i64', 'i32'>('i32', 0x50),
  eq: binary<'i64', 'i32'>('i32', 0x51),
  ctz: unary<'i64'>('i64', 0x7a),
  add: binary<'i64'>('i64', 0x7c),
  sub: binary<'i64'>('i64', 0x7d),
  /** Remainder with the sign of the dividend. */
  rem: binary<'i64'>('i64', 0x81),
  and: binary<'i64'>('i64', 0x83),
  or: binary<'i64'>('i64', 0x84),
  shl: binary<'i64'>('i64', 0x86),
  shrUnsigned: binary<'i64'>('i64', 0x88),
  extend: unary<'i32', 'i64'>('i64', 0xad),
  fromF64: unary<'f64', 'i64'>('i64', 0xb0),
  /** The bits of a float. */
  bits: unary<'f64', 'i64'>('i64', 0xbd),
  load: load('i64', 0x29),
}

export const f64 = {
  const: (value: number): F64 => ({
    type: 'f64',
    write: code => {
      code.byte(0x44)
      code.f64(value)
    },
  }),
  eq: binary<'f64', 'i32'>('i32', 0x61),
  ne: binary<'f64', 'i32'>('i32', 0x62),
  lt: binary<'f64', 'i32'>('i32', 0x63),
  gt: binary<'f64', 'i32'>('i32', 0x64),
  le: binary<'f64', 'i32'>('i32', 0x65),
  ge: binary<'f64', 'i32'>('i32', 0x66),
  abs: unary<'f64'>('f64', 0x99),
  neg: unary<'f64'>('f64', 0x9a),
  ceil: unary<'f64'>('f64', 0x9b),
  floor: unary<'f64'>('f64', 0x9c),
  trunc: unary<'f64'>('f64', 0x9d),
  sqrt: unary<'f64'>('f64', 0x9f),
  add: binary<'f64'>('f64', 0xa0),
  sub: binary<'f64'>('f64', 0xa1),
  mul: binary<'f64'>('f64', 0xa2),
  div: binary<'f64'>('f64', 0xa3),
  min: binary<'f64'>('f64', 0xa4),
  max: binary<'f64'>('f64', 0xa5),
  /** The first with the sign of the second. */
  copysign: binary<'f64'>('f64', 0xa6),
  fromI32: unary<'i32', 'f64'>('f64', 0xb7),
  fromI64: unary<'i64', 'f64'>('f64', 0xb9),
  ofBits: unary<'i64', 'f64'>('f64', 0xbf),
  load: load('f64', 0x2b),
}

/** Stores add a constant offset to a computed address. */
function storing<T extends Type>(opcode: number) {
  return (address: I32, offset: number, value: Expression<T>): Action => ({
    write: code => {
      address.write(code)
      value.write(code)
      code.byte(opcode)
      code.byte(0)
      code.unsigned(offset)
    },
  })
}

export const store = {
  i32: storing<'i32'>(0x36),
  i64: storing<'i64'>(0x37),
  f64: storing<'f64'>(0x39),
  byte: storing<'i32'>(0x3a),
}
