import type { Bytes } from './bytes.ts'
import { type Action, type Expression, type I32, type Local, type Type, typeCodes } from './code.ts'
import type { Func } from './func.ts'
import { i32 } from './numbers.ts'

const IF = 0x04
const ELSE = 0x05
const END = 0x0b
const NOTHING = 0x40

export type Block = readonly Action[]

/** Runs one of two lists. */
export function when(condition: I32, then: Block, otherwise: Block = []): Action {
  return {
    write: code => {
      condition.write(code)
      open(code, IF, NOTHING)
      for (const action of then) action.write(code)
      if (otherwise.length > 0) code.byte(ELSE)
      for (const action of otherwise) action.write(code)
      close(code)
    },
  }
}

/** One of two values; only that one is evaluated. */
export function choose<T extends Type>(condition: I32, then: Expression<T>, otherwise: Expression<T>): Expression<T> {
  return {
    type: then.type,
    write: code => {
      condition.write(code)
      open(code, IF, typeCodes[then.type])
      then.write(code)
      code.byte(ELSE)
      otherwise.write(code)
      close(code)
    },
  }
}

/** One of two values; both are evaluated, nothing jumps. */
export function select<T extends Type>(condition: I32, then: Expression<T>, otherwise: Expression<T>): Expression<T> {
  return {
    type: then.type,
    write: code => {
      then.write(code)
      otherwise.write(code)
      condition.write(code)
      code.byte(0x1b)
    },
  }
}

/** Repeats while the condition holds, which is looked at first. */
export function loop(condition: I32, body: Block): Action {
  return {
    write: code => {
      open(code, 0x03, NOTHING)
      condition.write(code)
      open(code, IF, NOTHING)
      for (const action of body) action.write(code)
      code.byte(0x0c)
      code.unsigned(1)
      close(code)
      close(code)
    },
  }
}

/** The body for each index from 0 below a limit that stays as it is. */
export function each(index: Local<'i32'>, limit: I32, body: Block): readonly Action[] {
  const next = index.set(i32.add(index, i32.const(1)))
  return [index.set(i32.const(0)), loop(i32.lt(index, limit), [...body, next])]
}

export function give(value?: Expression): Action {
  return {
    write: code => {
      value?.write(code)
      code.byte(0x0f)
    },
  }
}

export function call<R extends Type>(func: Func<R>, ...values: readonly Expression[]): Expression<R> {
  return { type: func.result as R, write: code => writeCall(code, func, values) }
}

/** Calls a function that returns nothing. */
export function run(func: Func<undefined>, ...values: readonly Expression[]): Action {
  return { write: code => writeCall(code, func, values) }
}

/** Calls the function that stands in the table at an index; `like` is any function of its type. */
export function callAt<R extends Type>(like: Func<R>, index: I32, ...values: readonly Expression[]): Expression<R> {
  return { type: like.result as R, write: code => writeCallAt(code, like, index, values) }
}

export function runAt(like: Func<undefined>, index: I32, ...values: readonly Expression[]): Action {
  return { write: code => writeCallAt(code, like, index, values) }
}

function writeCall(code: Bytes, func: Func, values: readonly Expression[]): void {
  for (const value of values) value.write(code)
  code.byte(0x10)
  code.unsigned(func.index)
}

function writeCallAt(code: Bytes, like: Func, index: I32, values: readonly Expression[]): void {
  for (const value of values) value.write(code)
  index.write(code)
  code.byte(0x11)
  code.unsigned(like.typeIndex)
  code.byte(0)
}

function open(code: Bytes, opcode: number, result: number): void {
  code.byte(opcode)
  code.byte(result)
}

function close(code: Bytes): void {
  code.byte(END)
}
