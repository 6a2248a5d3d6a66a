import { setImmediate } from 'node:timers/promises'

/** Milliseconds between turns. */
const turn = 50

/** To be called often in long work: gives the bar and Ctrl-C their turns. */
export function giveTurns(): () => Promise<void> | void {
  let last = performance.now()
  return () => {
    if (performance.now() - last < turn) return
    return setImmediate().then(() => {
      last = performance.now()
    })
  }
}
