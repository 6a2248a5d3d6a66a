import type { Graph, Op } from '../ir/graph.ts'
import { inboxSlots } from './book.ts'
import { type Schedule, schedule } from './schedule.ts'
import { stateSlots, timerOf } from './state.ts'

/**
 * Where everything a running graph remembers stands in one linear memory; both evaluators use it, so a snapshot of one
 * continues in the other. All offsets are in bytes and multiples of 8, except flags, which are single bytes. Slots are
 * little-endian f64. An absent value is the bit pattern 0x7ff8000000000000 and no other NaN ever stands in memory.
 *
 *     header | params | inboxes | timers | region 0: instance 0, instance 1, … | region 1: …
 *     instance: one flag byte per node (padded to 8), then per node its value slot and its private state (state.ts)
 */
export interface Layout {
  /** Of the whole memory. */
  readonly bytes: number
  /** One slot per param. */
  readonly params: number
  /**
   * By feed of the schedule: the last event: a slot for its origin (absent: none came yet), then one per field; of a `book`
   * then its two sides (book.ts).
   */
  readonly inboxes: readonly number[]
  readonly timers: TimerLayout
  readonly regions: readonly RegionLayout[]
  readonly nodes: readonly NodeLayout[]
}

/** Offsets of the slots of the header. */
export const HEADER = {
  /** Time of the last step, absent before the first. */
  now: 0,
  /** Steps of events and of timers so far. */
  events: 8,
  timers: 16,
  /** 1 from the first event on. */
  started: 24,
  /** Entries in the deadline heap. */
  queued: 32,
  bytes: 40,
} as const

/**
 * Three arrays by timer slot. A timer is armed if its deadline is finite. The heap orders entries by (deadline, slot);
 * an entry may be earlier than its slot's deadline (it is not moved when that grows), never later.
 */
export interface TimerLayout {
  readonly slots: number
  /** By slot: when it is really due, +∞ when not armed. */
  readonly deadlines: number
  /** Binary heap of entries of two slots: deadline, timer slot. Zero beyond `HEADER.queued` entries. */
  readonly heap: number
  /** By slot: index of its entry in the heap + 1, 0 when it has none. */
  readonly positions: number
}

export interface RegionLayout {
  /** Of instance 0; instance i stands at `base + i * stride`. */
  readonly base: number
  readonly stride: number
  readonly instances: number
  /** `instances * stride`. */
  readonly bytes: number
}

/** Offsets are those of instance 0; add `instance * stride` of the node's region. */
export interface NodeLayout {
  readonly value: number
  readonly flags: number
  readonly state: number
  /** Timer slot of instance 0 (instance i has `timer + i`), or -1. */
  readonly timer: number
  /** Of one instance, see `nodeBytes`. */
  readonly bytes: number
}

/** Bits of a flag byte; all are 0 between steps. */
export const TICK = 1
export const WAKE = 2
/** Something other than an input asks the node to look: an event, or its timer. */
export const TOUCHED = 4
/** The stream of a source ticked. */
export const STREAM = 8

const SLOT = 8
/** A deadline, a heap entry and a position. */
const TIMER = 4 * SLOT

/** What one instance of a node takes: value, flags, private state, its timer. */
export function nodeBytes(op: Op): number {
  return SLOT + 1 + stateSlots(op) * SLOT + (timerOf(op) ? TIMER : 0)
}

/** The layout of a graph's memory. */
export function layout(graph: Graph, plan: Schedule = schedule(graph)): Layout {
  let end: number = HEADER.bytes
  const take = (bytes: number) => {
    const at = end
    end += bytes
    return at
  }
  const params = take(graph.params.length * SLOT)
  const inboxes = plan.feeds.map(feed => take(inboxSlots(graph, feed) * SLOT))
  const slots = plan.timers.length
  const timers = { slots, deadlines: take(slots * SLOT), heap: take(slots * 2 * SLOT), positions: take(slots * SLOT) }
  const regions: RegionLayout[] = []
  const nodes: NodeLayout[] = []
  const firstTimer = firstTimers(plan)
  graph.regions.forEach((region, r) => {
    const members = graph.nodes.flatMap((node, n) => (node.region === r ? [n] : []))
    const base = end
    let offset = base + Math.ceil(members.length / SLOT) * SLOT
    members.forEach((n, place) => {
      const state = stateSlots(graph.nodes[n]!.op) * SLOT
      const timer = firstTimer.get(n) ?? -1
      const bytes = nodeBytes(graph.nodes[n]!.op)
      nodes[n] = { value: offset, flags: base + place, state: offset + SLOT, timer, bytes }
      offset += SLOT + state
    })
    const stride = offset - base
    const instances = region.instances.length
    const bytes = instances * stride
    take(bytes)
    regions.push({ base, stride, instances, bytes })
  })
  return { bytes: end, params, inboxes, timers, regions, nodes }
}

function firstTimers(plan: Schedule): Map<number, number> {
  const first = new Map<number, number>()
  plan.timers.forEach((place, slot) => {
    if (place.instance === 0) first.set(place.node, slot)
  })
  return first
}
