import type { Checked } from '../check/check.ts'
import type { External } from '../ir/external.ts'
import type { Node, Op } from '../ir/graph.ts'
import { eventStreams, type StreamName, streams } from '../ir/streams.ts'
import type { Assignment } from '../program/keys.ts'
import { substituteKey } from '../program/substitute.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { unitText } from '../program/unit.ts'
import { type GraphBuilder, members, type Placed } from './builder.ts'
import { externIndex } from './externs.ts'
import { finite, Listed } from './listed.ts'
import type { Lowering } from './lowering.ts'
import { placing } from './of_venues.ts'
import { originOf } from './origin.ts'
import { overridden } from './overridden.ts'
import { converted } from './rates.ts'
import { reached } from './reached.ts'
import { scanSteps } from './scan.ts'
import { disconnected, silenceReached } from './silence.ts'
import { window } from './windows.ts'

/** Turns terms into nodes, each once. */
export function lowering(checked: Checked, builder: GraphBuilder): Lowering {
  const done = new Map<Term, Placed>()
  const listed = new Listed()
  const { ofInstrument, alive, live, heard, latency } = placing(builder, listed)
  const sources = new Map<InstrumentRef['is'], Map<string, Placed>>()
  const externs: External[] = []
  const words = checked.program.choices.toSorted()
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
        // `none`: a constant is a number, also in JSON, and absence is none.
        if (Number.isNaN(op.value)) return node(t, { op: 'table', values: [null] }, [])
        return node(t, { op: 'constant', value: t.type === 'choice' ? rank(op.value) : op.value }, [])
      case 'table':
        return builder.add({
          ...about(t),
          inputs: [],
          keys: op.value.keys,
          op: all => ({
            op: 'table',
            values: all.map(at => finite(t.type === 'choice' ? rank(op.value.at(at)) : op.value.at(at))),
          }),
        })
      case 'param':
        return node(t, { op: 'param', param: params.indexOf(op.param) }, [])
      case 'params':
        return builder.add({
          ...about(t),
          inputs: [],
          keys: op.params.keys,
          op: all => ({ op: 'params', params: all.map(at => params.indexOf(op.params.at(at))) }),
        })
      case 'source':
        return source(t, op.instrument, op.stream, op.field)
      case 'given': {
        const { what, of, field } = op.given
        const channels = (all: readonly Assignment[]) => all.map(at => listed.channel(what, of.at(at), field))
        return builder.add({
          ...about(t),
          inputs: [],
          keys: of.keys,
          op: all => ({ op: 'given', field, channels: channels(all) }),
        })
      }
      case 'override':
        return overridden(t, op, listed, lowered)
      case 'fresh': {
        const origin = originOf(args[0]!, lowered)
        return origin ? node(t, { op: 'fresh' }, [term(args[0]!), origin, term(args[1]!)]) : term(args[0]!)
      }
      case 'window':
      case 'quantile':
        return window(t, op, lowered)
      case 'over': {
        const { fold, q } = op
        const over: Op = { op: 'over', fold, members: op.members.map(rank), ...(q !== undefined && { q }) }
        return node(t, over, members(term(args[0]!), op.key))
      }
      case 'bars': {
        const { instrument, period, lateness } = op
        const close: Op = { op: 'every', period, ...(lateness > 0 && { offset: lateness }) }
        const trades = (['price', 'qty', 'side', 'origin'] as const).map(f => source(t, instrument, 'trades', f))
        const recorded = [...streams.bar, 'origin'].map(f => source(t, instrument, 'bar', f))
        const inputs = [derived(t, close, [], 'event'), alive(t, instrument), ...trades, ...recorded]
        return node(t, { op: 'bars', period, lateness }, inputs)
      }
      case 'scan': {
        const { op: scan, inputs } = scanSteps(op.id, args.slice(0, op.init.length), op.init, term)
        return node(t, scan, inputs)
      }
      case 'book':
        return bookRead(t, op)
      case 'disconnected':
        return disconnected(t, op.venue, lowered)
      case 'stale':
        return node(t, { op: 'pointwise', fn: 'elapsed' }, [derived(t, { op: 'now' }, []), heard(t, op.venue)])
      case 'latency':
        return latency(t, op.venue)
      case 'pointwise':
        return silenceReached(t, lowered) ?? node(t, op, args.map(term))
      case 'reached':
        return reached(t, lowered)
      case 'since':
        return node(t, { op: 'pointwise', fn: 'elapsed' }, [
          derived(t, { op: 'now' }, []),
          derived(t, { op: 'tick_time' }, [term(args[0]!)]),
        ])
      case 'extern': {
        const { memory, warmup } = op.is
        return node(t, { op: 'extern', extern: externIndex(op.is, externs), memory, warmup }, args.map(term))
      }
      case 'rising':
      case 'filter':
      case 'changed':
        return node(t, { op: op.op }, args.map(term))
      case 'later':
      case 'started':
      case 'onset':
        return node(t, op, args.map(term))
      case 'ahead':
        return node(t, { ...op, held: stream(args[0]!) === 'level' }, args.map(term))
      case 'convert':
        return converted(t, args[0]!, op.to, checked.units.of(args[0]!).unit, listed, lowered)
      case 'at_row':
        return term(args[0]!)
      case 'next':
      case 'state':
      case 'error':
        throw new Error(`a term that is not lowered: ${op.op}`)
      default:
        return node(t, op, args.map(term))
    }
  }

  /** What a book answers. A lot that is given in base is its size as it stands. */
  function bookRead(t: Term, { read, side, instrument }: Extract<Term['op'], { op: 'book' }>): Placed {
    const inputs = t.args.map(term)
    if (read === 'lot' && !checked.units.isInQuote(t)) return inputs[1]!
    const answer = read === 'lot' ? 'quantity' : read
    const op = (instruments: readonly number[]): Op => ({ op: 'book', read: answer, side, instruments })
    return ofInstrument({ ...about(t), inputs }, instrument, 'book', op)
  }

  /** Words are numbered by their texts, whatever the order in which they were met. */
  function rank(word: number): number {
    return words.indexOf(checked.program.choices[word]!)
  }

  function node(t: Term, op: Op, inputs: readonly Placed[]): Placed {
    return builder.add({ ...about(t), inputs, op: () => op })
  }

  function derived({ span }: Term, op: Op, inputs: readonly Placed[], stream: Node['stream'] = 'level'): Placed {
    return builder.add({ unit: 'plain', stream, span, inputs, op: () => op })
  }

  function source(
    t: Term,
    instrument: InstrumentRef,
    stream: StreamName,
    field: Extract<Op, { op: 'source' }>['field'],
  ): Placed {
    const { is } = instrument
    const ofIt = sources.get(is) ?? new Map<string, Placed>()
    sources.set(is, ofIt)
    const known = ofIt.get(`${stream} ${field}`)
    if (known) return known
    const own = {
      stream: eventStreams.has(stream) ? ('event' as const) : ('level' as const),
      ...(field === 'origin' && { unit: 'plain' }),
    }
    const op = (instruments: readonly number[]): Op => ({ op: 'source', stream, field, instruments })
    const placed = ofInstrument({ ...about(t), ...own, inputs: [alive(t, instrument)] }, instrument, stream, op)
    ofIt.set(`${stream} ${field}`, placed)
    return placed
  }

  function about(t: Term): { unit: string; stream: Node['stream']; span: Term['span'] } {
    return { unit: unitText(checked.units.of(t).unit), stream: checked.clocks.of(t).stream, span: t.span }
  }

  const stream = (t: Term) => checked.clocks.of(t).stream
  const origins: Lowering['origins'] = new Map()
  const { venues, instruments, channels } = listed
  const lowered: Lowering = {
    builder,
    instrument: is => listed.instrument(is),
    venues,
    instruments,
    channels,
    externs,
    origins,
    term,
    stream,
    node,
    derived,
    alive,
    live,
    heard,
    source,
  }
  return lowered
}
