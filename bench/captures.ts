import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { binanceWs } from '../runtime/market/readers/binance_ws.ts'
import { pathOf } from './cases.ts'
import { median } from './measure.ts'

const folder = pathOf('../shared/data/hftbacktest')

const captures = [
  { name: 'spot_btcusdt', instrument: { base: 'BTC', quote: 'USDT', suffix: '' } },
  { name: 'usdm_btcusdt', instrument: { base: 'BTC', quote: 'USDT', suffix: 'perp' } },
  {
    name: 'cm_btcusd_perp',
    instrument: { base: 'BTC', quote: 'USD', suffix: 'inverse perp' },
    contract: { value: 100, asset: 'USD' },
  },
]

export interface Reading {
  readonly name: string
  /** Rows of the file. */
  readonly messages: number
  /** Raw messages a second, uncompressed, decoded and counted: quotes and trades, and with the verified book as well. */
  readonly quotes: number
  readonly books: number
}

/** Captures of three products of one exchange; undefined where they are not there. */
export async function readings(repetitions: number): Promise<readonly Reading[] | undefined> {
  if (!existsSync(folder)) return undefined
  const found: Reading[] = []
  for (const { name, ...about } of captures) {
    const path = `${folder}/binance_${name}_20240808.jsonl.gz`
    const file = { file: name, path, ...about, span: { file: name, start: 0, end: 0 } }
    const times = { quotes: [] as number[], books: [] as number[] }
    let messages = 0
    for (let round = -1; round < repetitions; round++) {
      for (const what of ['quotes', 'books'] as const) {
        const start = performance.now()
        const events = await count({ ...file, book: what === 'books' })
        if (what === 'quotes') messages = events
        if (round >= 0) times[what].push(performance.now() - start)
      }
    }
    const rate = (ms: readonly number[]) => (1e3 * messages) / median(ms)
    found.push({ name, messages, quotes: rate(times.quotes), books: rate(times.books) })
  }
  return found
}

async function count(file: Parameters<typeof binanceWs.read>[0]): Promise<number> {
  let events = 0
  for await (const chunk of binanceWs.read(file, { skipped: {} }, { done: 0 })) events += chunk.length
  return events
}
