import type { Local } from '../wasm/encode/code.ts'
import { f64 } from '../wasm/encode/numbers.ts'
import type { Steps } from './frame.ts'

/**
 * Puts variables into ascending order, without a branch: which are compared does not depend on what they hold. Merge
 * exchange, Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M.
 */
export function sorted(values: readonly Local<'f64'>[], steps: Steps): void {
  const n = values.length
  let top = 1
  while (top * 2 < n) top *= 2
  for (let p = top; p >= 1; p /= 2) {
    let [q, r, d] = [top, 0, p]
    for (;;) {
      for (let i = 0; i < n - d; i++) if ((i & p) === r) exchange(values[i]!, values[i + d]!, steps)
      if (q === p) break
      ;[d, q, r] = [q - p, q / 2, p]
    }
  }
}

function exchange(a: Local<'f64'>, b: Local<'f64'>, steps: Steps): void {
  const smaller = steps.hold(f64.min(a, b))
  steps.do(b.set(f64.max(a, b)), a.set(smaller))
}
