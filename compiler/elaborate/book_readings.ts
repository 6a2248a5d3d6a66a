import type { BookRead, BookSide } from '../ir/book.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { answer } from './book.ts'
import { type Argument, arity, type Builtin, isNone, type Use, wrong } from './builtin.ts'
import { fail, scalar } from './context.ts'
import { sideIn } from './sides.ts'

/** What of an order book the kernel reads; std.book is made of these. */
export const bookReadings: readonly (readonly [string, Builtin])[] = [
  reading('book_price', 'level', 'price'),
  reading('book_size', 'level', 'size'),
  reading('book_cost', 'size', 'cost'),
  reading('book_lot', 'size', 'lot'),
  ['book_total', { usage: 'book_total(book, side, levels, within)', make: total }],
]

/** `book_price(book, side, level)`: one answer to one number. */
function reading(name: string, asked: string, read: BookRead | 'lot'): readonly [string, Builtin] {
  const usage = `${name}(book, side, ${asked})`
  const make = (use: Use): Value => {
    if (!arity(use, 3, usage)) return error
    const [of, on, x] = use.args as [Argument, Argument, Argument]
    const instrument = bookIn(use, of)
    const side = instrument && sideAmong(use, on, ['bid', 'ask'])
    if (!side) return error
    if (x.value.kind !== 'scalar' || x.value.term.type !== 'number') return wrong(use, x, 'a number')
    return { kind: 'scalar', term: answer(instrument, read, side as BookSide, x.value.term, use.span, use.scope) }
  }
  return [name, { usage, make }]
}

/** The sizes of some levels of one side or of both: the best so many, or those no further from the best; the other is `none`. */
function total(use: Use): Value {
  if (!arity(use, 4, 'book_total(book, side, levels, within)')) return error
  const { context, scope, span } = use
  const [of, on, levels, within] = use.args as [Argument, Argument, Argument, Argument]
  const instrument = bookIn(use, of)
  const side = instrument && sideAmong(use, on, ['bid', 'ask', 'both'])
  if (!side) return error
  const given = [levels, within].filter(arg => !isNone(arg))
  const [limit] = given
  if (given.length !== 1) return fail(context, 'HVT2160', scope, span, { both: given.length === 2 })
  if (limit?.value.kind !== 'scalar' || limit.value.term.type !== 'number') return wrong(use, limit!, 'a number')
  const x = limit.value.term
  const read = limit === levels ? 'top' : 'near'
  const on1 = (one: BookSide): Term => answer(instrument, read, one, x, span, scope)
  if (side !== 'both') return { kind: 'scalar', term: on1(side) }
  return scalar({ op: 'pointwise', fn: 'add' }, [on1('bid'), on1('ask')], 'number', span, scope)
}

function bookIn(use: Use, arg: Argument): InstrumentRef | undefined {
  if (arg.value.kind === 'record' && arg.value.book) return arg.value.book
  wrong(use, arg, 'the book of an instrument (`i.book`)')
  return undefined
}

function sideAmong(use: Use, arg: Argument, among: readonly string[]): 'bid' | 'ask' | 'both' | undefined {
  const side = sideIn(arg.value)
  if (side && among.includes(side)) return side
  wrong(use, arg, among.length === 2 ? 'a side: bid, ask, buy or sell' : 'a side: bid, ask or both')
  return undefined
}
