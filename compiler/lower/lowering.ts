import type { External } from '../ir/external.ts'
import type { Channel, Instrument, Node, Op, Venue } from '../ir/graph.ts'
import type { StreamName } from '../ir/streams.ts'
import type { InstrumentMember, Static, VenueMember } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import type { GraphBuilder, Placed } from './builder.ts'

/** What terms become: nodes, and the venues and instruments that they read. */
export interface Lowering {
  readonly builder: GraphBuilder
  readonly venues: Venue[]
  readonly instruments: (Instrument & { streams: StreamName[] })[]
  readonly channels: (Channel & { fields: string[] })[]
  /** The index of an instrument. */
  instrument(is: InstrumentMember): number
  readonly externs: External[]
  /** Origins found so far. */
  readonly origins: Map<Term, Placed | undefined>
  term(term: Term): Placed
  stream(term: Term): Node['stream']
  /** A term's own node. */
  node(term: Term, op: Op, inputs: readonly Placed[]): Placed
  /** A level without unit that the language has no name for: an age, a clock. */
  derived(term: Term, op: Op, inputs: readonly Placed[]): Placed
  /** The time of a venue's last message. */
  heard(term: Term, venue: Static<VenueMember>): Placed
  /** Whether an instrument's venue is heard. */
  alive(term: Term, instrument: InstrumentRef): Placed
  /** Since when a stream of an instrument can come. */
  live(term: Term, instrument: InstrumentRef, stream: StreamName): Placed
  source(
    term: Term,
    instrument: InstrumentRef,
    stream: StreamName,
    field: Extract<Op, { op: 'source' }>['field'],
  ): Placed
}
