import type { Checked } from '../check/check.ts'
import type { Node, Op, Venue } from '../ir/graph.ts'
import type { StreamName } from '../ir/streams.ts'
import { type InstrumentMember, symbolText, type VenueMember } from '../program/keys.ts'
import { substituteKey } from '../program/substitute.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { unitText } from '../program/unit.ts'
import type { GraphBuilder, Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'
import { originOf } from './origin.ts'
import { window } from './windows.ts'

/** Turns terms into nodes, each once. */
export function lowering(checked: Checked, builder: GraphBuilder): Lowering {
  const done = new Map<Term, Placed>()
  const venues: Venue[] = []
  const instruments: Lowering['instruments'] = []
  const params = checked.program.params.map(p => p.is)

  function term(t: Term): Placed {
    const known = done.get(t)
    if (known) return known
    const placed = lower(t)
    done.set(t, placed)
    return placed
  }

  function lower(t: Term): Placed {
    const { op, args } = t
    switch (op.op) {
      case 'ref': {
        const { node, keys } = term(args[0]!)
        return { node, keys: keys.map(key => substituteKey(key, op.keys)) }
      }
      case 'constant':
        return node(t, { op: 'constant', value: op.value }, [])
      case 'table':
        return builder.add({
          ...about(t),
          inputs: [],
          keys: op.value.keys,
          op: all => ({ op: 'table', values: all.map(at => finite(op.value.at(at))) }),
        })
      case 'param':
        return node(t, { op: 'param', param: params.indexOf(op.param) }, [])
      case 'source':
        return source(t, op.instrument, op.stream, op.field)
      case 'fresh': {
        const origin = originOf(args[0]!, lowered)
        return origin ? node(t, { op: 'fresh' }, [term(args[0]!), origin, term(args[1]!)]) : term(args[0]!)
      }
      case 'window':
      case 'quantile':
        return window(t, op, lowered)
      case 'since':
        return node(t, { op: 'pointwise', fn: 'elapsed' }, [
          derived(t, { op: 'now' }, []),
          derived(t, { op: 'tick_time' }, [term(args[0]!)]),
        ])
      case 'rising':
      case 'filter':
        return node(t, { op: op.op }, args.map(term))
      case 'next':
      case 'error':
        throw new Error(`a term that is not lowered: ${op.op}`)
      default:
        return node(t, op, args.map(term))
    }
  }

  function node(t: Term, op: Op, inputs: readonly Placed[]): Placed {
    return builder.add({ ...about(t), inputs, op: () => op })
  }

  function derived({ span }: Term, op: Op, inputs: readonly Placed[]): Placed {
    return builder.add({ unit: 'plain', stream: 'level', span, inputs, op: () => op })
  }

  function alive({ span }: Term, { venue }: InstrumentRef): Placed {
    return builder.add({
      unit: 'plain',
      stream: 'level',
      span,
      inputs: [],
      keys: venue.keys,
      op: all => ({ op: 'alive', venues: all.map(at => venueIndex(venue.at(at))) }),
    })
  }

  function source(
    t: Term,
    instrument: InstrumentRef,
    stream: StreamName,
    field: Extract<Op, { op: 'source' }>['field'],
  ): Placed {
    return builder.add({
      ...about(t),
      stream: stream === 'trades' ? 'event' : 'level',
      ...(field === 'origin' && { unit: 'plain' }),
      inputs: [alive(t, instrument)],
      keys: instrument.is.keys,
      op: all => ({
        op: 'source',
        stream,
        field,
        instruments: all.map(at => instrumentIndex(instrument.is.at(at), stream)),
      }),
    })
  }

  function about(t: Term): { unit: string; stream: Node['stream']; span: Term['span'] } {
    return { unit: unitText(checked.units.of(t).unit), stream: checked.clocks.of(t).stream, span: t.span }
  }

  function venueIndex({ name, adapter, silent, fees }: VenueMember): number {
    const index = venues.findIndex(v => v.name === name)
    return index >= 0
      ? index
      : venues.push({ name, adapter, silent, fees: { maker: finite(fees.maker), taker: finite(fees.taker) } }) - 1
  }

  function instrumentIndex({ venue, symbol }: InstrumentMember, stream: StreamName): number {
    const [v, text] = [venueIndex(venue), symbolText(symbol)]
    let index = instruments.findIndex(i => i.venue === v && i.symbol === text)
    if (index < 0)
      index = instruments.push({ venue: v, symbol: text, base: symbol.base, quote: symbol.quote, streams: [] }) - 1
    const { streams } = instruments[index]!
    if (!streams.includes(stream)) streams.push(stream)
    return index
  }

  const stream = (t: Term) => checked.clocks.of(t).stream
  const origins: Lowering['origins'] = new Map()
  const lowered: Lowering = { builder, venues, instruments, origins, term, stream, node, derived, alive, source }
  return lowered
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
