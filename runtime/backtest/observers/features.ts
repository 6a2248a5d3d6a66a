import type { Graph, Input, Output } from '../../../compiler/ir/graph.ts'
import { Durations } from './durations.ts'
import { type Moves, movesOf } from './moves.ts'
import { type Key, keysOf, type Observer, orNull, type Stored } from './observer.ts'

/** One feature of one key. Values are those at its ticks; null where it never ticked. */
export interface FeatureStats {
  readonly name: string
  readonly key: Key
  readonly unit: string
  readonly show: 'number' | 'bool' | 'time' | 'choice'
  /** The texts that its values stand for, where they do: then only `first` and `last` mean something. */
  readonly choices?: readonly string[]
  readonly ticks: number
  readonly sum: number
  readonly mean: number | null
  readonly min: number | null
  readonly max: number | null
  readonly first: number | null
  readonly last: number | null
  /** Its value when the run ended, ticked or not; null: absent. */
  readonly present: number | null
  readonly moves: Moves
  /** µs of the run during which it had no value, as far as its wakes tell. */
  readonly absentTime: number
  /** The part of it that lies before its first value, unless that waited for what could not come. */
  readonly warmingTime: number
}

/** All begin so. */
const WARMING = 0
const PRESENT = 1
const MISSING = 2

/** By instance. */
interface Values {
  readonly ticks: Float64Array
  readonly sum: Float64Array
  readonly min: Float64Array
  readonly max: Float64Array
  readonly first: Float64Array
  readonly last: Float64Array
  readonly present: Float64Array
}

interface Seen {
  readonly durations: ReturnType<Durations['save']>
  readonly values: Values
}

export class Features implements Observer, Stored<Seen> {
  private readonly keys: Key[]
  private readonly durations: Durations
  private values: Values

  constructor(
    private readonly graph: Graph,
    private readonly output: Output,
  ) {
    this.keys = keysOf(graph, output)
    const n = this.keys.length
    this.durations = new Durations(n, 3)
    const all = (value: number) => new Float64Array(n).fill(value)
    this.values = {
      ticks: all(0),
      sum: all(0),
      min: all(Number.POSITIVE_INFINITY),
      max: all(Number.NEGATIVE_INFINITY),
      first: all(Number.NaN),
      last: all(Number.NaN),
      present: all(Number.NaN),
    }
  }

  begin(now: number): void {
    this.durations.begin(now)
  }

  see(i: number, now: number, ticked: boolean, values: ArrayLike<number>): void {
    const value = values[0]!
    if (!Number.isNaN(value)) this.durations.enter(i, PRESENT, now)
    else if (this.durations.in(i) === PRESENT) this.durations.enter(i, MISSING, now)
    const { ticks, sum, min, max, first, last, present } = this.values
    present[i] = value
    if (!ticked) return
    if (ticks[i]!++ === 0) first[i] = value
    last[i] = value
    sum[i]! += value
    if (value < min[i]!) min[i] = value
    if (value > max[i]!) max[i] = value
  }

  end(now: number): void {
    this.durations.end(now)
  }

  save(): Seen {
    return { durations: this.durations.save(), values: this.values }
  }

  restore({ durations, values }: Seen): void {
    this.durations.restore(durations)
    this.values = values
  }

  /** @param inVain Of a value that never was there, whether it waited for what could not come. */
  stats(inVain: (input: Input, instance: number) => boolean): FeatureStats[] {
    const { name, columns } = this.output
    const { unit, value } = columns[0]!
    const show = 'show' in value ? value.show : 'number'
    const moves = 'input' in value ? movesOf(this.graph, value.input.node) : 'never'
    const all = this.values
    return this.keys.map((key, i) => {
      const ticks = all.ticks[i]!
      const ever = (x: number) => (ticks === 0 ? null : x)
      const before = this.durations.of(i, WARMING)
      const vain = this.durations.in(i) === WARMING && 'input' in value && inVain(value.input, i)
      return {
        name,
        key,
        unit,
        show,
        ...('choices' in value && { choices: value.choices }),
        ticks,
        sum: all.sum[i]!,
        mean: ever(all.sum[i]! / ticks),
        min: ever(all.min[i]!),
        max: ever(all.max[i]!),
        first: orNull(all.first[i]!),
        last: orNull(all.last[i]!),
        present: orNull(all.present[i]!),
        moves,
        absentTime: before + this.durations.of(i, MISSING),
        warmingTime: vain ? 0 : before,
      }
    })
  }
}
