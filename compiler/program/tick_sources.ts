import type { StreamName } from '../ir/streams.ts'
import { assignment, inScopeOrder, instances } from './instances.ts'
import { type Key, memberText, type VenueMember } from './keys.ts'
import { type KeyMap, substituteInstrument } from './substitute.ts'
import type { InstrumentRef, Term } from './term.ts'

/** What makes a term tick: a stream of an instrument, or a nominal clock. */
export type TickSource =
  | { readonly kind: 'stream'; readonly instrument: InstrumentRef; readonly stream: StreamName }
  | { readonly kind: 'every'; readonly period: number; readonly offset?: number | undefined }

/** µs: the engine says no more than so much of one thing. */
const FASTEST_ENGINE = 1_000

/** Each source that a term ticks with, once. Empty: nothing makes it tick. */
export function tickSources(term: Term, isEvent: (term: Term) => boolean): readonly TickSource[] {
  const all = sources(term, isEvent)
  return all.filter((source, s) => all.findIndex(other => same(other, source)) === s)
}

/** At most so many ticks of the sources come in a span of µs; or the venue that does not declare its rate. */
export function mostTicks(of: readonly TickSource[], span: number): number | VenueMember {
  let most = 0
  for (const source of of) {
    if (source.kind === 'every') {
      most += Math.ceil(span / source.period)
      continue
    }
    let fastest = 0
    for (const venue of venuesOf(source.instrument)) {
      if (venue.rate === undefined) return venue
      fastest = Math.max(fastest, venue.rate)
    }
    most += Math.ceil(fastest * (span / 1e6))
  }
  return Math.max(most, 1)
}

function venuesOf({ venue }: InstrumentRef): readonly VenueMember[] {
  const keys = inScopeOrder(venue.keys)
  return instances(keys).map(tuple => venue.at(assignment(keys, tuple)))
}

function sources(term: Term, isEvent: (term: Term) => boolean): readonly TickSource[] {
  const { op, args } = term
  const all = (of: readonly Term[]) => of.flatMap(arg => sources(arg, isEvent))
  switch (op.op) {
    case 'source':
      return [{ kind: 'stream', instrument: op.instrument, stream: op.stream }]
    case 'every':
      return [{ kind: 'every', period: op.period, offset: op.offset }]
    case 'given':
      return [{ kind: 'every', period: FASTEST_ENGINE, offset: 0 }]
    case 'bars':
      return [{ kind: 'every', period: op.period }]
    case 'ref':
      return substituted(sources(args[0]!, isEvent), op.keys)
    case 'over': {
      const inner = sources(args[0]!, isEvent)
      return op.key.universe.members.flatMap(member => substituted(inner, new Map([[op.key, { member }]])))
    }
    case 'scan':
      return all(args.slice(0, op.init.length))
    case 'pointwise':
    case 'coalesce':
    case 'book':
      return all(isEvent(term) ? args.filter(isEvent) : args)
    case 'extern':
      return all(args.some(isEvent) ? args.filter(isEvent) : args)
    case 'sample':
    case 'later':
    case 'ahead':
      return all(args.slice(1))
    case 'at_row':
    case 'override':
    case 'convert':
    case 'present':
    case 'rising':
    case 'filter':
    case 'prev':
    case 'fresh':
    case 'window':
    case 'quantile':
    case 'changed':
    case 'ema':
    case 'decay':
    case 'statistic':
    case 'part':
    case 'reached':
      return all(args.slice(0, 1))
    default:
      return []
  }
}

function substituted(all: readonly TickSource[], keys: KeyMap): readonly TickSource[] {
  return all.map(s => (s.kind === 'every' ? s : { ...s, instrument: substituteInstrument(s.instrument, keys) }))
}

function same(a: TickSource, b: TickSource): boolean {
  if (a.kind === 'every') return b.kind === 'every' && a.period === b.period && a.offset === b.offset
  if (b.kind === 'every') return false
  const [x, y] = [a.instrument, b.instrument]
  return (
    a.stream === b.stream &&
    x.shape === y.shape &&
    x.keys.length === y.keys.length &&
    x.keys.every((key, k) => sameKey(key, y.keys[k]!))
  )
}

function sameKey(a: Key, b: Key): boolean {
  if ('var' in a) return 'var' in b && a.var === b.var && a.part === b.part
  return 'member' in b && memberText(a.member) === memberText(b.member)
}
