import type { Span } from '../../grammar/ast/index.ts'
import type { BookRead, BookSide } from '../ir/book.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import type { RecordValue } from '../program/value.ts'
import { type Scope, term } from './context.ts'

/** An order book: a level that ticks with each event of it. Its best level is readable here, the rest by functions. */
export function book(instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const best = (read: BookRead, side: BookSide): Term =>
    answer(instrument, read, side, number(1, span, scope), span, scope)
  const pointwise = (fn: 'add' | 'mul', a: Term, b: Term) =>
    term({ op: 'pointwise', fn }, [a, b], 'number', span, scope)
  const fields: Readonly<Record<string, () => Term>> = {
    bid: () => best('price', 'bid'),
    bid_size: () => best('size', 'bid'),
    ask: () => best('price', 'ask'),
    ask_size: () => best('size', 'ask'),
    mid: () => pointwise('mul', pointwise('add', best('price', 'bid'), best('price', 'ask')), number(0.5, span, scope)),
  }
  const values = Object.entries(fields).map(
    ([name, make]) => [name, () => ({ kind: 'scalar', term: make() }) as const] as const,
  )
  const event = validity(instrument, span, scope)
  return { kind: 'record', what: 'an order book', fields: new Map(values), event, book: instrument }
}

/** What a book answers to a question. */
export function answer(
  instrument: InstrumentRef,
  read: BookRead | 'lot',
  side: BookSide,
  x: Term,
  span: Span,
  scope: Scope,
): Term {
  return term({ op: 'book', read, side, instrument }, [validity(instrument, span, scope), x], 'number', span, scope)
}

function validity(instrument: InstrumentRef, span: Span, scope: Scope): Term {
  return term({ op: 'source', instrument, stream: 'book', field: 'valid' }, [], 'number', span, scope)
}

function number(value: number, span: Span, scope: Scope): Term {
  return term({ op: 'constant', value, unit: plain, bare: false }, [], 'number', span, scope)
}
