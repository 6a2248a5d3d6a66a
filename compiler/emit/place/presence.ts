import type { F64, I32, Local } from '../wasm/encode/code.ts'
import { select } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { absent } from './emission.ts'

/** Cheap expressions only: what is written twice is evaluated twice. */
type Known = Local<'f64'> | F64

export const isAbsent = (x: Known): I32 => f64.ne(x, x)
export const isPresent = (x: Known): I32 => f64.eq(x, x)

/** Equal, or both absent. */
export const same = (a: Known, b: Known): I32 => i32.or(f64.eq(a, b), i32.and(isAbsent(a), isAbsent(b)))

/** Neither infinite nor NaN. */
export const isReal = (x: Known): I32 => f64.eq(f64.sub(x, x), f64.const(0))

/** The number, or the one NaN in the place of what is not finite. */
export const finite = (x: Known): F64 => select(isReal(x), x, absent)

/** The number, which may be infinite, or the one NaN. */
export const canonical = (x: Known): F64 => select(isPresent(x), x, absent)

/** Known to be true. */
export const isTrue = (x: Known): I32 => i32.and(f64.ne(x, f64.const(0)), isPresent(x))
