import { isError, type Term, unwrap } from '../program/term.ts'
import type { Value } from '../program/value.ts'
import { knownSize } from './constant.ts'
import { clockOf } from './events.ts'

/** What a type word asks of a value. */
export interface TypeWord {
  /** In messages: `a condition`. */
  readonly wanted: string
  readonly fits: (value: Value) => boolean
  /** The assets that stand in its brackets, each by what it is for; undefined where there are no brackets. */
  readonly assets?: readonly string[]
}

const scalar =
  (takes: (term: Term) => boolean) =>
  (value: Value): boolean =>
    value.kind === 'scalar' && (isError(value.term) || takes(value.term))
const number = scalar(term => term.type === 'number')
const kind =
  (...kinds: readonly Value['kind'][]) =>
  (value: Value) =>
    kinds.includes(value.kind)
const record = (what: string): TypeWord => ({
  wanted: what,
  fits: value => value.kind === 'record' && value.what === what,
})

/** Every word that may stand after a colon. A number without a unit of its own takes any: functions are for all units. */
export const typeWords: ReadonlyMap<string, TypeWord> = new Map<string, TypeWord>([
  ['number', { wanted: 'a number', fits: number }],
  ['ratio', { wanted: 'a plain number', fits: number }],
  ['duration', { wanted: 'a duration (`5s`)', fits: number }],
  ['price', { wanted: 'a price', fits: number, assets: ['base', 'quote'] }],
  ['qty', { wanted: 'a quantity', fits: number, assets: ['asset'] }],
  ['notional', { wanted: 'an amount of money', fits: number, assets: ['asset'] }],
  ['bool', { wanted: 'a condition', fits: scalar(term => term.type === 'bool') }],
  ['time', { wanted: 'a time', fits: scalar(term => term.type === 'time') }],
  ['text', { wanted: 'a text', fits: value => kind('text')(value) || scalar(term => term.type === 'choice')(value) }],
  ['event', { wanted: 'an event', fits: value => clockOf(value) !== undefined }],
  ['window', { wanted: 'a window (`20`, `1h`, `1h by 1s`)', fits: isWindow }],
  ['record', { wanted: 'a record', fits: kind('record') }],
  ['list', { wanted: 'a list', fits: kind('list', 'universe') }],
  ['function', { wanted: 'a function', fits: kind('lambda', 'function') }],
  ['quote', record('a quote')],
  ['ticker', record('a ticker')],
  ['trades', record('a stream of trades')],
  ['book', record('a book')],
  ['pool', record('a pool')],
  ['bar', record('a bar')],
  ['signal', record('a signal')],
  ['venue', { wanted: 'a venue', fits: kind('venue') }],
  ['symbol', { wanted: 'a symbol', fits: kind('symbol') }],
  ['asset', { wanted: 'an asset', fits: kind('asset') }],
  ['instrument', { wanted: 'an instrument', fits: kind('instrument') }],
  ['universe', { wanted: 'a universe', fits: kind('universe') }],
])

/** A number of ticks, a time, panes, `next 1m`, `since(e)`: what the second argument of `mean` may be. */
function isWindow(value: Value): boolean {
  if (value.kind !== 'scalar') return value.kind === 'panes' || value.kind === 'next'
  return isError(value.term) || unwrap(value.term).op.op === 'since' || knownSize(value.term) !== undefined
}
