import type { Found } from './score.ts'

/** The beginnings of times at which a value of a key is above a threshold; it has to fall below another one in between. */
export class Crossings<F> {
  readonly found: Found<F>[] = []
  private readonly above = new Set<string>()

  /** What is above while nobody `looks` is no finding, then or later. */
  see(key: string, at: number, is: boolean, isOver: boolean, of: F, looks = true): void {
    if (is && !this.above.has(key)) {
      this.above.add(key)
      if (looks) this.found.push({ at, of })
    } else if (isOver) this.above.delete(key)
  }
}
