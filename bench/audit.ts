import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { audit } from '../runtime/market/audit/audit.ts'
import { readManifest } from '../runtime/market/manifest/read.ts'
import { csv } from '../runtime/market/readers/csv_table.ts'
import { median } from './measure.ts'

const rows = 1_000_000
const manifest = `market: bench
feeds: [{ venue: x, instrument: BTC/USD, reader: csv, file: a.csv, map: { stream: bars, every: 1m, time: { column: ts, as: ms } } }]
`

/** Rows a second of a CSV file: made into events, and audited as `hvt data check` does. */
export async function audits(repetitions: number): Promise<{ readonly read: number; readonly audited: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'hvt-bench-'))
  try {
    writeFileSync(join(folder, 'a.csv'), table())
    writeFileSync(join(folder, 'manifest.yaml'), manifest)
    const [feed] = (await readManifest(folder)).manifest!.feeds
    const times = { read: [] as number[], audited: [] as number[] }
    for (let round = -1; round < repetitions; round++) {
      const start = performance.now()
      for await (const _ of csv.read({ ...feed!, ...feed!.parts[0]! }, { skipped: {} }, { done: 0 }));
      const between = performance.now()
      await audit(feed!, { done: 0 })
      if (round < 0) continue
      times.read.push(between - start)
      times.audited.push(performance.now() - between)
    }
    const rate = (ms: readonly number[]) => (1e3 * rows) / median(ms)
    return { read: rate(times.read), audited: rate(times.audited) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A walk, always the same. */
function table(): string {
  const lines = ['ts,open,high,low,close,volume']
  let price = 100
  for (let k = 0; k < rows; k++) {
    price *= 1 + (((k * 7_919) % 11) - 5) / 1e5
    const around = [1, 1.001, 0.999, 1.0001].map(part => (price * part).toFixed(4))
    lines.push(`${1_700_000_000_000 + k * 60_000},${around.join()},${(k % 977) + 0.5}`)
  }
  return `${lines.join('\n')}\n`
}
