import { type Action, type Code, type Expression, type I32, LOOP, type Local, type Type } from './code.ts'
import type { Func } from './func.ts'
import { i32 } from './numbers.ts'

const IF = 0x04
const ELSE = 0x05

export type Block = readonly Action[]

/** Runs one of two lists. */
export function when(condition: I32, then: Block, otherwise: Block = []): Action {
  return {
    write: code => {
      condition.write(code)
      code.open(IF)
      for (const action of then) action.write(code)
      if (otherwise.length > 0) code.byte(ELSE)
      for (const action of otherwise) action.write(code)
      code.close()
    },
  }
}

/** One of two values; only that one is evaluated. */
export function choose<T extends Type>(condition: I32, then: Expression<T>, otherwise: Expression<T>): Expression<T> {
  return {
    type: then.type,
    write: code => {
      condition.write(code)
      code.open(IF, then.type)
      then.write(code)
      code.byte(ELSE)
      otherwise.write(code)
      code.close()
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
      code.open(LOOP)
      condition.write(code)
      code.open(IF)
      for (const action of body) action.write(code)
      code.byte(0x0c)
      code.unsigned(1)
      code.close()
      code.close(LOOP)
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
      code.leave()
    },
  }
}

export function call<R extends Type>(func: Func<R>, ...values: readonly Expression[]): Expression<R> {
  return { type: func.result as R, write: code => code.call(func, values) }
}

/** Calls a function that returns nothing. */
export function run(func: Func<undefined>, ...values: readonly Expression[]): Action {
  return { write: code => code.call(func, values) }
}

/** Calls the function that stands in the table at an index; `like` is any function of its type. */
export function callAt<R extends Type>(like: Func<R>, index: I32, ...values: readonly Expression[]): Expression<R> {
  return { type: like.result as R, write: code => writeCallAt(code, like, index, values) }
}

export function runAt(like: Func<undefined>, index: I32, ...values: readonly Expression[]): Action {
  return { write: code => writeCallAt(code, like, index, values) }
}

function writeCallAt(code: Code, like: Func, index: I32, values: readonly Expression[]): void {
  for (const value of values) value.write(code)
  index.write(code)
  code.byte(0x11)
  code.unsigned(like.typeIndex)
  code.byte(0)
}
