import type { Span } from '../../grammar/ast/index.ts'
import { type Context, type Scope, term } from '../elaborate/context.ts'
import { member } from '../elaborate/members.ts'
import type { Watched } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import type { Value } from '../program/value.ts'
import { broken } from './conditions.ts'

/** Where an instrument says a price. */
const paths = { bid: ['quote', 'bid'], ask: ['quote', 'ask'], mid: ['quote', 'mid'], last: ['price'] } as const

/** The prices by which a stop, take or trail may be told to go. */
export const prices = ['last', 'mark', 'bid', 'ask', 'mid', 'index'] as const
type Price = (typeof prices)[number]

/** What a stop, take or trail looks at: the price that it names, else the one at which the exit would trade. */
export function watchedPrices(
  context: Context,
  by: Price | undefined,
  instrument: InstrumentRef,
  span: Span,
  scope: Scope,
): Watched<Terms> {
  return { sells: price(by ?? 'bid'), buys: price(by ?? 'ask') }

  function price(of: Price): Term {
    if (of === 'mark' || of === 'index') {
      const field = of === 'mark' ? 'price' : 'index'
      return term({ op: 'source', instrument, stream: 'mark', field }, [], 'number', span, scope)
    }
    const found = paths[of].reduce<Value>((value, name) => member(context, value, { name, span }, scope), {
      kind: 'instrument',
      ref: instrument,
    })
    return found.kind === 'scalar' ? found.term : broken(span, scope)
  }
}
