import type { GraphActing } from './acting.ts'
import type { AheadOp } from './ahead.ts'
import type { BarsOp } from './bars.ts'
import type { BookOp } from './book.ts'
import type { Channel } from './channels.ts'
import type { ConditionOp } from './conditions.ts'
import type { External, ExternOp } from './external.ts'
import type { Input } from './inputs.ts'
import type { OverOp } from './keys.ts'
import type { Output } from './outputs.ts'
import type { Pointwise } from './pointwise.ts'
import type { PartOp, ScanOp } from './scan.ts'
import type { StatisticOp } from './statistics.ts'
import type { FieldName, StreamName } from './streams.ts'
import type { Venue } from './venues.ts'
import type { WindowOp } from './windows.ts'

export type { Channel } from './channels.ts'
export type { Input } from './inputs.ts'
export type { Column, Output } from './outputs.ts'
export type { Venue } from './venues.ts'

/**
 * A compiled strategy: plain data, JSON all the way, the one thing the compiler and the runtime share.
 *
 * Every value is one f64 per node and instance. NaN means absent, and no present value is ever NaN or infinite.
 * Truth is 1, 0, or absent for unknown. Times are integer microseconds since the epoch (exact in an f64),
 * durations are seconds. Records and payloads are taken apart into one node per number.
 */
export interface Graph {
  readonly version: 1
  readonly strategy: string
  readonly params: readonly Param[]
  readonly venues: readonly Venue[]
  /** Every (venue, symbol) that a source reads; sources and feeds meet here by index. */
  readonly instruments: readonly Instrument[]
  readonly pegs: readonly Peg[]
  readonly channels: readonly Channel[]
  /** Operators from other files; absent where there is none. */
  readonly externs?: readonly External[]
  readonly regions: readonly Region[]
  /** Instance tables shared by inputs: `maps[m][i]` is the instance read by instance i. */
  readonly maps: readonly (readonly number[])[]
  /** In evaluation order: an input always stands before its reader. */
  readonly nodes: readonly Node[]
  readonly outputs: readonly Output[]
  /** What it does and keeps up; absent where it only watches. */
  readonly acting?: GraphActing
  /** What words of channels and outputs stand for, by number. */
  readonly words: readonly string[]
  /** Universes whose members are not known yet: others stand in their place, so that the strategy can be checked, not run. */
  readonly open?: readonly string[]
  /** From when to when members belong to universes, µs since the epoch; null where that is not said. */
  readonly memberships?: readonly Membership[]
  /** Of the canonical form: comments, layout and names of lets do not change it. Hex. */
  readonly digest: string
}

export interface Param {
  readonly name: string
  /** In base units: seconds for durations, 1/0 for booleans. */
  readonly value: number
  readonly unit: string
  readonly text: string
}

export interface Instrument {
  readonly venue: number
  /** As in the language: `BTC/USDT perp`. */
  readonly symbol: string
  readonly base: string
  readonly quote: string
  /** The streams that some source reads. */
  readonly streams: readonly StreamName[]
}

export interface Membership {
  readonly universe: string
  readonly members: readonly { readonly member: string; readonly from: number | null; readonly to: number | null }[]
}

/** A declared equation of two assets and what it is measured by; its health is an output. */
export interface Peg {
  readonly asset: string
  readonly equals: string
  /** Index into instruments: where the rate comes from. */
  readonly by: number
}

/** A set of key tuples; every node of the region has one instance per tuple. The root region has one empty tuple. */
export interface Region {
  /** Names of the keys where it was first met, for people. */
  readonly keys: readonly string[]
  /** Texts of the members, one tuple per instance, in canonical order. */
  readonly instances: readonly (readonly string[])[]
}

/**
 * What happens to a node at a step, besides its value:
 * - it *ticks*: it counts in windows and events fire; a node ticks only with a present value;
 * - it *wakes*: its value may have changed, so conditions look again. A tick is always also a wake.
 */
export interface Node {
  readonly region: number
  readonly op: Op
  readonly inputs: readonly Input[]
  readonly stream: 'constant' | 'level' | 'event'
  /**
   * `now`, windows over time, and pointwise, coalesce, present, fresh, over, book of something volatile: its value is current at
   * every step, but the passing of time wakes nobody; it wakes and ticks with its other inputs.
   */
  readonly volatile: boolean
  /** For people and for digests of types: `USDT/BTC`, `1`, `s`. */
  readonly unit: string
  /** Where in the text it comes from: [file, start, end]. */
  readonly span: readonly [string, number, number]
}

/**
 * Ticks and wakes, unless said otherwise: a node wakes when any input wakes; a level ticks when any input ticks and it is
 * present; an event ticks when an event input ticks and it is present. Reads happen within the step, after the inputs.
 */
export type Op =
  /** Never ticks, never wakes. */
  | { readonly op: 'constant'; readonly value: number }
  /** A constant per instance (a fee by venue); NaN is absent; null stands for NaN in JSON. */
  | { readonly op: 'table'; readonly values: readonly (number | null)[] }
  /** `params[param].value`. */
  | { readonly op: 'param'; readonly param: number }
  /** One param per instance, as `param`. */
  | { readonly op: 'params'; readonly params: readonly number[] }
  /** The time of the step. Volatile. */
  | { readonly op: 'now' }
  /**
   * One venue per instance: 1 while a message (of any stream) of the venue came less than `silent` ago, else 0.
   * Never absent, never ticks; wakes when it changes. Before the first message: 0. Has an expiry timer.
   */
  | { readonly op: 'alive'; readonly venues: readonly number[] }
  /**
   * One venue per instance: the time of its last message (of any stream); before its first, the time of the first event
   * of the run. Never ticks; wakes with every message.
   */
  | { readonly op: 'heard'; readonly venues: readonly number[] }
  /**
   * Inputs: [alive]. One venue per instance: the seconds from the origin of its last message (of any stream) to its receipt,
   * while alive. Never ticks; wakes with every message.
   */
  | { readonly op: 'latency'; readonly venues: readonly number[] }
  /**
   * Inputs: [alive]. One instrument per instance. The field of the stream's last event while alive, else absent.
   * Ticks at each of its events (`quote`: only when one of the stream's fields differs from the last event's; the first
   * always ticks); wakes when it ticks or its value changes. `origin` is the event's origin time.
   */
  | {
      readonly op: 'source'
      readonly stream: StreamName
      readonly field: FieldName
      readonly instruments: readonly number[]
    }
  /**
   * One channel per instance: its last value of the field, absent before the first and where it was said to be absent. Ticks
   * with each message of the channel that has a value, wakes with each.
   */
  | { readonly op: 'given'; readonly field: string; readonly channels: readonly number[] }
  | { readonly op: 'pointwise'; readonly fn: Pointwise }
  /** Inputs [x, y]: x, else y. Ticks with x, and with y while x is absent. */
  | { readonly op: 'coalesce' }
  /** Inputs [x]: 1 or 0; never ticks; wakes when it changes. */
  | { readonly op: 'present' }
  /**
   * Inputs [x]: the value x had n of its ticks before its last one. Ticks with x once present. With `lags` inputs [x, lag]: so
   * many ticks as the `table` lag says for the instance, 0 to n.
   */
  | { readonly op: 'prev'; readonly n: number; readonly lags?: true }
  | WindowOp
  /** Inputs [x, origin, seconds]: x while now - origin < seconds, else absent. Ticks with x while present. Expiry timer. */
  | { readonly op: 'fresh' }
  /** Inputs [x]: the time of the last tick of x, absent before it. Wakes with it, never ticks. */
  | { readonly op: 'tick_time' }
  /** Inputs [c]: the time of the first step at which c was known to be true, absent before. Wakes then, never ticks. */
  | { readonly op: 'onset' }
  /**
   * Inputs: [alive]. One instrument per instance: the time of the first step at which its venue was alive, absent before; absent
   * for ever in the instances of `lacks`, whose stream the market of the run does not have. Wakes then, never ticks.
   */
  | {
      readonly op: 'live'
      readonly stream: StreamName
      readonly instruments: readonly number[]
      readonly lacks?: readonly number[]
    }
  /** The time of the run's first event. Wakes then, never ticks. Root region. */
  | { readonly op: 'started' }
  /** Inputs [x, c]: x as it was at the last tick of c, that step included. Ticks at ticks of c where x is present; wakes at ticks of c. */
  | { readonly op: 'sample' }
  /** Nominal timer at `offset` (or 0) after multiples of `period`, µs since the epoch; value: its time. Ticks. Root region. */
  | { readonly op: 'every'; readonly period: number; readonly offset?: number }
  /**
   * Inputs [x]: x's first tick, then at each tick x: v + (x - v) * (2 / (n + 1)). Ticks with x. Should it not be finite, it
   * is absent and the next tick is a first one.
   */
  | { readonly op: 'ema'; readonly n: number }
  /**
   * Inputs [x]: x's first tick, then at each tick x + (v - x) * pow(0.5, t / half_life), t the µs since x's last tick: of
   * ticks at one time the first counts. As `ema` otherwise.
   */
  | { readonly op: 'decay'; readonly half_life: number }
  | AheadOp
  | ConditionOp
  | OverOp
  | BarsOp
  | BookOp
  | ScanOp
  | StatisticOp
  | PartOp
  | ExternOp
