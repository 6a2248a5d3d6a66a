/** What a run looked like, for people: plain data of bounded size, whatever the length of the run. Times are µs since the epoch. */
export interface Trace {
  readonly from: number
  readonly to: number
  /** Of one bucket of time, µs; the first begins at `from`. */
  readonly width: number
  readonly prices: readonly PriceTrace[]
  readonly features: readonly FeatureTrace[]
  readonly signals: readonly SignalTrace[]
  readonly venues: readonly VenueTrace[]
  /** When it was looked at why signals do not fire. */
  readonly samples: readonly number[]
  /** What kept signals from firing, each once: `reasons[signal.why[sample]]`. */
  readonly reasons: readonly string[]
  /** Features and signals that are not drawn, */
  readonly left: number
  /** and of these signals those that fired, the most often first. */
  readonly others: readonly OtherSignal[]
}

/** By bucket of time: the least, the greatest and the last value; null where there was none. Values hold until the next. */
export interface LineTrace {
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
  readonly last: readonly (number | null)[]
}

/** Of the middle of bid and ask, or of trades and closes of recorded bars where an instrument has no quotes. */
export interface PriceTrace {
  readonly name: string
  readonly base: string
  readonly of: 'quote' | 'trades'
  readonly line: LineTrace
}

export interface FeatureTrace {
  readonly name: string
  readonly key: string
  readonly unit: string
  readonly show: 'number' | 'bool' | 'time' | 'choice'
  /** What its numbers stand for, where they stand for words. */
  readonly choices?: readonly string[]
  readonly line: LineTrace
}

/** A feature or a signal as the language names it: `gap[BTC, kraken]`. */
export function named({ name, key }: { readonly name: string; readonly key: string }): string {
  return key ? `${name}[${key}]` : name
}

/** What a condition was in a bucket: any of these, added up. */
export const seen = { false: 1, true: 2, unknown: 4 } as const

export interface SignalTrace {
  readonly name: string
  readonly key: string
  /** How often it fired, by bucket and in all. */
  readonly firings: readonly number[]
  readonly fired: number
  /** By bucket; empty of a signal without a condition. */
  readonly states: readonly number[]
  /** By sample: which reason kept it from firing, -1: none did; and the values that it compared, if it did. */
  readonly why: readonly number[]
  readonly compared: readonly string[]
}

/** Spans during which a venue was not heard for longer than its `silent`. */
export interface VenueTrace {
  readonly name: string
  readonly silent: readonly (readonly [from: number, to: number])[]
}

/** A signal that fired and is not drawn. */
export interface OtherSignal {
  readonly name: string
  readonly key: string
  readonly fired: number
}

/** As a page has it. Six digits are more than a screen shows; times need all of theirs. */
export function traceText(trace: Trace): string {
  return JSON.stringify(trace, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value,
  )
}
