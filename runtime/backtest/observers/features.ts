import type { Graph, Input, Output } from '../../../compiler/ir/graph.ts'
import { Durations } from './durations.ts'
import { type Moves, movesOf } from './moves.ts'
import { type Key, keysOf, type Observer, orNull } from './observer.ts'

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

export class Features implements Observer {
  private readonly keys: Key[]
  private readonly durations: Durations
  private readonly ticks: Float64Array
  private readonly sum: Float64Array
  private readonly min: Float64Array
  private readonly max: Float64Array
  private readonly first: Float64Array
  private readonly last: Float64Array
  private readonly present: Float64Array

  constructor(
    private readonly graph: Graph,
    private readonly output: Output,
  ) {
    this.keys = keysOf(graph, output)
    const n = this.keys.length
    this.durations = new Durations(n, 3)
    this.ticks = new Float64Array(n)
    this.sum = new Float64Array(n)
    this.min = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
    this.max = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
    this.first = new Float64Array(n).fill(Number.NaN)
    this.last = new Float64Array(n).fill(Number.NaN)
    this.present = new Float64Array(n).fill(Number.NaN)
  }

  begin(now: number): void {
    this.durations.begin(now)
  }

  see(i: number, now: number, ticked: boolean, values: ArrayLike<number>): void {
    const value = values[0]!
    if (!Number.isNaN(value)) this.durations.enter(i, PRESENT, now)
    else if (this.durations.in(i) === PRESENT) this.durations.enter(i, MISSING, now)
    this.present[i] = value
    if (!ticked) return
    if (this.ticks[i]!++ === 0) this.first[i] = value
    this.last[i] = value
    this.sum[i]! += value
    if (value < this.min[i]!) this.min[i] = value
    if (value > this.max[i]!) this.max[i] = value
  }

  end(now: number): void {
    this.durations.end(now)
  }

  /** @param inVain Of a value that never was there, whether it waited for what could not come. */
  stats(inVain: (input: Input, instance: number) => boolean): FeatureStats[] {
    const { name, columns } = this.output
    const { unit, value } = columns[0]!
    const show = 'show' in value ? value.show : 'number'
    const moves = 'input' in value ? movesOf(this.graph, value.input.node) : 'never'
    return this.keys.map((key, i) => {
      const ticks = this.ticks[i]!
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
        sum: this.sum[i]!,
        mean: ever(this.sum[i]! / ticks),
        min: ever(this.min[i]!),
        max: ever(this.max[i]!),
        first: orNull(this.first[i]!),
        last: orNull(this.last[i]!),
        present: orNull(this.present[i]!),
        moves,
        absentTime: before + this.durations.of(i, MISSING),
        warmingTime: vain ? 0 : before,
      }
    })
  }
}
