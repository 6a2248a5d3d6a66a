import type { Progress } from '../../runtime/market/market.ts'
import { span } from './figures.ts'
import { clearLine, type Terminal } from './terminal.ts'

/** Milliseconds. */
const patience = 2_000
const redraw = 200
const apart = 10_000

/**
 * Says how far a reading is, once it takes over two seconds: a bar on a terminal, else a line every ten seconds.
 * @returns Ends it; the bar goes.
 */
export function watch({ live, say }: Terminal, progress: Progress): () => void {
  const start = performance.now()
  let drawn = false
  const draw = () => {
    const elapsed = performance.now() - start
    if (elapsed < patience || progress.total === 0) return
    const part = Math.min(1, progress.done / progress.total)
    const seconds = Math.ceil((elapsed * (1 - part)) / part / 1_000)
    const left = part > 0.01 ? `, about ${span(seconds * 1e6)} left` : ''
    const percent = `${Math.floor(100 * part)}%`.padStart(4)
    if (live) say(`${clearLine}${percent} [${bar(part)}]${left}`)
    else say(`${percent.trim()}${left}\n`)
    drawn = live
  }
  const timer = setInterval(draw, live ? redraw : apart)
  timer.unref()
  return () => {
    clearInterval(timer)
    if (drawn) say(clearLine)
  }
}

function bar(part: number): string {
  const done = Math.floor(30 * part)
  return '#'.repeat(done) + '-'.repeat(30 - done)
}
