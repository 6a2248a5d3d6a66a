import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import { compiledText, quotes } from './cases.ts'
import { medians, timed } from './measure.ts'

const EVENTS = 500_000

/** ns per event of one scope with one key, and with so many whose events come in turns. */
export function keys(counts: readonly number[], repetitions: number): readonly number[] {
  const prepared = counts.map(count => {
    const graph = { ...compiledText(scope(count)), outputs: [] }
    const bytes = emit(graph)
    const events: readonly SourceEvent[] = quotes(graph, EVENTS)
    const run = () => {
      const evaluator = instantiate(graph, bytes, () => {})
      return timed(() => evaluator.batch(events))
    }
    return [`${count}`, run] as const
  })
  const times = medians(Object.fromEntries(prepared), repetitions)
  return counts.map(count => (1e6 * times[`${count}`]!) / EVENTS)
}

/** What a screener knows of each symbol: a dozen features of its quote. */
function scope(symbols: number): string {
  const names = Array.from({ length: symbols }, (_, k) => `S${k}/USD`)
  return `strategy keys in USD
venue x = ccxt.x { prices_only: true, silent: 1h }
universe symbols = [${names.join(', ')}]
each s in symbols {
  let q   = x[s].quote
  let mid = q.mid
  let ret = mid / prev(mid, 1) - 1
  feature imb   = (q.bid_size - q.ask_size) / (q.bid_size + q.ask_size)
  feature fast  = ema(mid, 20)
  feature slow  = ema(mid, 100)
  feature trend = fast / slow - 1
  feature band  = (mid - mean(mid, 50)) / std(mid, 50)
  feature noise = std(ret, 50)
  feature low   = min(mid, 50)
  feature high  = max(mid, 50)
}
`
}
