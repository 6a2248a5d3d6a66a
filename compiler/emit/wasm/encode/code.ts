import type { Bytes } from './bytes.ts'

export type Type = 'i32' | 'i64' | 'f64'

/** Something to do; leaves nothing on the stack. */
export interface Action {
  readonly write: (code: Bytes) => void
}

/** Something that leaves one value. Writing it twice evaluates it twice. */
export interface Expression<T extends Type = Type> extends Action {
  readonly type: T
}

export type I32 = Expression<'i32'>
export type I64 = Expression<'i64'>
export type F64 = Expression<'f64'>

export const typeCodes: Readonly<Record<Type, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c }

/** An instruction without immediates that takes its operands from the stack. */
export function operation<T extends Type>(type: T, opcode: number, ...operands: readonly Expression[]): Expression<T> {
  return {
    type,
    write: code => {
      for (const operand of operands) operand.write(code)
      code.byte(opcode)
    },
  }
}

/** A local variable or parameter; as an expression, its present value. */
export class Local<T extends Type = Type> implements Expression<T> {
  constructor(
    readonly type: T,
    readonly index: number,
  ) {}

  readonly write = (code: Bytes): void => {
    code.byte(0x20)
    code.unsigned(this.index)
  }

  set(value: Expression<T>): Action {
    return {
      write: code => {
        value.write(code)
        code.byte(0x21)
        code.unsigned(this.index)
      },
    }
  }

  /** Sets it and is its new value. */
  tee(value: Expression<T>): Expression<T> {
    return {
      type: this.type,
      write: code => {
        value.write(code)
        code.byte(0x22)
        code.unsigned(this.index)
      },
    }
  }
}
