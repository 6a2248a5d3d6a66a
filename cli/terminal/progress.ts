import type { Progress } from '../../runtime/market/market.ts'
import { span } from './figures.ts'
import { clearLine, type Terminal } from './terminal.ts'

/** Milliseconds. */
const patience = 2_000
const redraw = 200

/**
 * Shows how far a reading is by a bar, once it takes over two seconds; on a terminal only.
 * @returns Ends it; the bar goes.
 */
export function watch({ live, say }: Terminal, progress: Progress): () => void {
  if (!live) return () => {}
  const start = performance.now()
  let drawn = false
  const draw = () => {
    const elapsed = performance.now() - start
    if (elapsed < patience || progress.total === 0) return
    const part = Math.min(1, progress.done / progress.total)
    const seconds = Math.ceil((elapsed * (1 - part)) / part / 1_000)
    const left = part > 0.01 && part < 1 ? `, about ${span(seconds * 1e6)} left` : ''
    const percent = `${Math.floor(100 * part)}%`.padStart(4)
    say(`${clearLine}${percent} [${bar(part)}]${left}`)
    drawn = true
  }
  const timer = setInterval(draw, redraw)
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
