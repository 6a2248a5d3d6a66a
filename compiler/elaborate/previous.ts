import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import type { Static } from '../program/keys.ts'
import { staticOf } from '../program/known.ts'
import type { Term } from '../program/term.ts'
import { isPlain, plain } from '../program/unit.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { knownSize, simpleUnit } from './constant.ts'
import { fail, scalar, term } from './context.ts'
import { clockOf } from './events.ts'

/** What a stream was some of its ticks ago. */
export const previous: readonly (readonly [string, Builtin])[] = [
  ['prev', { usage: 'prev(x, n)', make: prev }],
  ['latest', { usage: 'latest(x)', make: latest }],
]

function prev(use: Use): Value {
  if (!arity(use, 2, 'prev(x, n)')) return error
  const [x, n] = use.args as [Argument, Argument]
  const ofKeys = n.value.kind === 'scalar' ? countsOfKeys(n.value.term) : undefined
  if (ofKeys) return lagged(use, x, ofKeys)
  const size = n.value.kind === 'scalar' ? knownSize(n.value.term) : undefined
  if (!size) return fail(use.context, 'HVT2103', use.scope, n.span, { what: 'the number of ticks' })
  if ('other' in size)
    return fail(use.context, 'HVT2203', use.scope, n.span, {
      what: 'the number of ticks',
      wanted: 'a whole number',
      found: size.other,
    })
  if (!('count' in size) || !Number.isInteger(size.count) || size.count < 1 || size.count > 1e6)
    return fail(use.context, 'HVT2104', use.scope, n.span, {
      what: 'the number of ticks',
      problem: 'is no whole number from 1 to 1,000,000',
    })
  const of = clockOf(x.value)
  if (x.value.kind !== 'scalar' || !of) return wrong(use, x, 'a number')
  return scalar({ op: 'prev', n: size.count }, [of], of.type, use.span, use.scope)
}

/** A level made of an event: its value at its last tick. */
function latest(use: Use): Value {
  if (!arity(use, 1, 'latest(x)')) return error
  const [x] = use.args as [Argument]
  if (x.value.kind !== 'scalar') return wrong(use, x, 'a number')
  return scalar({ op: 'prev', n: 0 }, [x.value.term], x.value.term.type, use.span, use.scope)
}

/** Of a plain number that differs between instances, such as a key `k in 0..9`: `prev(x, k)`. */
function countsOfKeys(n: Term): Static<number> | undefined {
  const value = n.type === 'number' ? staticOf(n) : undefined
  const unit = value && value.keys.length > 0 ? simpleUnit(n) : undefined
  return unit && unit !== 'mixed' && isPlain(unit) ? value : undefined
}

/** The value of as many ticks ago as each instance says; 0 is the present one. */
function lagged(use: Use, x: Argument, counts: Static<number>): Value {
  const { context, scope, span } = use
  const keys = inScopeOrder(counts.keys)
  const all = instances(keys).map(tuple => counts.at(assignment(keys, tuple)))
  if (!all.every(n => Number.isInteger(n) && n >= 0 && n <= MOST_OF_KEYS))
    return fail(context, 'HVT2104', scope, use.args[1]!.span, {
      what: 'the number of ticks',
      problem: `is no whole number from 0 to ${MOST_OF_KEYS.toLocaleString('en-US')} for each key`,
    })
  const of = clockOf(x.value)
  if (x.value.kind !== 'scalar' || !of) return wrong(use, x, 'a number')
  const lag = term({ op: 'table', value: counts, unit: plain }, [], 'number', span, scope)
  return scalar({ op: 'prev', n: Math.max(1, ...all), lags: true }, [of, lag], of.type, span, scope)
}

/** Each instance keeps as many ticks as the one that looks furthest back. */
const MOST_OF_KEYS = 1_000
