import type { Completion } from './completed.ts'
import { Fifo } from './fifo.ts'

interface Held {
  readonly time: number
  readonly instance: number
  readonly values: Float64Array
  /** Completions that are still to come. */
  missing: number
}

/** Rows of a table that are complete or not, all told. */
export interface CompletionStats {
  readonly completed: number
  /** The run ended before. */
  readonly ended: number
  /** There was no room for them where rows wait. */
  readonly lost: number
}

/** A row that waits for several completions is one object in all these places. */
interface SavedRows {
  readonly rows: readonly Held[]
  readonly waiting: readonly ReadonlyMap<number, readonly Held[]>[]
  readonly counts: CompletionStats
}

/** Rows held back at most: some hundred megabytes, whatever comes. */
const most = 500_000

/**
 * Keeps the rows of a table until all that is known later of them has come, then hands them on, in the order in which they
 * were made. A row for which nothing came in its time goes as it is; and so does the oldest where too many wait.
 */
export class HeldRows {
  private rows = new Fifo<Held>()
  /** By completion and instance: the rows that wait for it. */
  private waiting: readonly Map<number, Fifo<Held>>[]
  private readonly longest: number
  private counts = { completed: 0, ended: 0, lost: 0 }

  constructor(
    private readonly completions: readonly Completion[],
    private readonly write: (instance: number, values: ArrayLike<number>) => void,
  ) {
    this.waiting = completions.map(() => new Map())
    this.longest = Math.max(...completions.map(({ after }) => after))
  }

  row(instance: number, time: number, values: ArrayLike<number>): void {
    this.release(time)
    if (this.rows.size === most) this.letGo(this.rows.take()!)
    const held = { time, instance, values: Float64Array.from(values), missing: this.completions.length }
    this.rows.add(held)
    for (const waiting of this.waiting) {
      const queue = waiting.get(instance) ?? new Fifo<Held>()
      waiting.set(instance, queue)
      queue.add(held)
    }
  }

  /** What is known at a time by the completion of an index: of the oldest row of that instance that was made so long before. */
  complete(index: number, instance: number, time: number, values: ArrayLike<number>): void {
    const { after, places } = this.completions[index]!
    const queue = this.waiting[index]!.get(instance)
    while (queue?.first && queue.first.time + after < time) queue.take()
    if (queue?.first?.time !== time - after) return
    const held = queue.take()!
    for (const [k, place] of places.entries()) held.values[place] = values[k]!
    held.missing--
    this.release(time)
  }

  /** The run ended at a time: what waits goes as it is. */
  end(time: number): void {
    this.release(time)
    for (let held = this.rows.take(); held; held = this.rows.take()) {
      if (held.missing > 0) this.counts.ended++
      else this.counts.completed++
      this.write(held.instance, held.values)
    }
  }

  stats(): CompletionStats {
    return { ...this.counts }
  }

  /** The rows that wait, and which wait for what: plain data, which is only lent. */
  save(): SavedRows {
    const waiting = this.waiting.map(of => new Map([...of].map(([instance, { all }]) => [instance, all])))
    return { rows: this.rows.all, waiting, counts: this.counts }
  }

  restore({ rows, waiting, counts }: SavedRows): void {
    this.rows = new Fifo(rows)
    this.waiting = waiting.map(of => new Map([...of].map(([instance, all]) => [instance, new Fifo(all)])))
    this.counts = { ...counts }
  }

  private release(now: number): void {
    for (let { first } = this.rows; first; first = this.rows.first) {
      if (first.missing > 0 && first.time + this.longest >= now) return
      this.letGo(this.rows.take()!)
    }
  }

  private letGo({ instance, values, missing }: Held): void {
    if (missing > 0) this.counts.lost++
    else this.counts.completed++
    this.write(instance, values)
  }
}
