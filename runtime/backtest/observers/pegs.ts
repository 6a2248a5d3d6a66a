import type { Peg } from '../../../compiler/ir/graph.ts'
import { Durations, FALSE, TRUE, truth, UNKNOWN } from './durations.ts'
import type { Observer, Stored } from './observer.ts'

/** The health of a peg through a run; times are µs. */
export interface PegStats {
  readonly asset: string
  readonly equals: string
  readonly holdsTime: number
  readonly violatedTime: number
  readonly unknownTime: number
  /** The rate that the market's manifest assumes: then nothing was measured. */
  readonly assumed: number | null
}

export class Pegs implements Observer, Stored<ReturnType<Durations['save']>> {
  private readonly durations = new Durations(1, 3)

  begin(now: number): void {
    this.durations.begin(now)
  }

  see(instance: number, now: number, _ticked: boolean, values: ArrayLike<number>): void {
    this.durations.enter(instance, truth(values[0]!), now)
  }

  end(now: number): void {
    this.durations.end(now)
  }

  save() {
    return this.durations.save()
  }

  restore(saved: ReturnType<Durations['save']>): void {
    this.durations.restore(saved)
  }

  stats({ asset, equals }: Peg, assumed: number | undefined): PegStats {
    return {
      asset,
      equals,
      holdsTime: this.durations.of(0, TRUE),
      violatedTime: this.durations.of(0, FALSE),
      unknownTime: this.durations.of(0, UNKNOWN),
      assumed: assumed ?? null,
    }
  }
}
