import type { Op } from '../ir/graph.ts'
import type { StreamName } from '../ir/streams.ts'
import type { Static, VenueMember } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import type { GraphBuilder, NodeSpec, Placed } from './builder.ts'
import type { Listed } from './listed.ts'

/** Nodes that are about a venue or an instrument, another in each instance. */
export function placing(builder: GraphBuilder, listed: Listed) {
  return { ofInstrument, alive, live, heard, latency }

  function ofInstrument(
    spec: Omit<NodeSpec, 'keys' | 'op'>,
    { is }: InstrumentRef,
    stream: StreamName,
    op: (instruments: readonly number[]) => Op,
  ): Placed {
    return builder.add({ ...spec, keys: is.keys, op: all => op(all.map(at => listed.instrument(is.at(at), stream))) })
  }

  function alive(t: Term, { venue }: Pick<InstrumentRef, 'venue'>): Placed {
    return ofVenue(t, venue, venues => ({ op: 'alive', venues }))
  }

  function live(t: Term, instrument: InstrumentRef, stream: StreamName): Placed {
    const { span } = t
    const spec = { unit: 'plain', stream: 'level' as const, span, inputs: [alive(t, instrument)] }
    return ofInstrument(spec, instrument, stream, instruments => ({ op: 'live', stream, instruments }))
  }

  function heard(t: Term, venue: Static<VenueMember>): Placed {
    return ofVenue(t, venue, venues => ({ op: 'heard', venues }))
  }

  function latency(t: Term, venue: Static<VenueMember>): Placed {
    return ofVenue(t, venue, venues => ({ op: 'latency', venues }), 's', [alive(t, { venue })])
  }

  function ofVenue(
    { span }: Term,
    { keys, at }: Static<VenueMember>,
    op: (venues: readonly number[]) => Op,
    unit = 'plain',
    inputs: readonly Placed[] = [],
  ): Placed {
    return builder.add({ unit, stream: 'level', span, inputs, keys, op: all => op(all.map(a => listed.venue(at(a)))) })
  }
}
