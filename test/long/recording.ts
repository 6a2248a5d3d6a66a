/**
 * How much memory does a long recording take? `npx tsx test/long/recording.ts [millions of rows]`, after `npm run build`: a CSV file of
 * quotes and one of trades, written here, go through `hvt backtest`; its peak of memory is told. It must not depend on their length.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../architecture/tree.ts'

const MILLION = 1_000_000
const rows = Number(process.argv[2] ?? 10) * MILLION
const folder = mkdtempSync(join(tmpdir(), 'hvt-long-'))

/** A price that walks, told every 50 ms; every fourth row is a trade. Some rows cannot be used. */
async function record(): Promise<void> {
  const [quotes, trades] = ['quotes.csv', 'trades.csv'].map(name => createWriteStream(join(folder, name)))
  quotes!.write('time,bid,bid_size,ask,ask_size\n')
  trades!.write('time,price,qty,side\n')
  let cents = 10_000_000
  let seed = 1
  for (let i = 0; i < rows; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    cents += ((seed >>> 16) % 21) - 10
    const ms = 1_700_000_000_000 + 50 * i
    const file = i % 4 === 3 ? trades! : quotes!
    const price = (cents / 100).toFixed(2)
    const text =
      i % 10_007 === 0
        ? 'rubbish\n'
        : file === trades
          ? `${ms},${price},0.5,${seed & 256 ? 'buy' : 'sell'}\n`
          : `${ms},${price},1,${((cents + 5) / 100).toFixed(2)},2\n`
    if (!file.write(text)) await once(file, 'drain')
  }
  await Promise.all([quotes!, trades!].map(file => once(file.end(), 'finish')))
}

const feed = (stream: string, columns: string) =>
  `  - venue: x\n    instrument: BTC/USDT\n    reader: csv\n    file: ${stream}.csv\n    latency: 5ms\n    map: { stream: ${stream === 'quotes' ? 'quote' : stream}, time: { column: time, as: ms }, columns: { ${columns} } }\n`

writeFileSync(
  join(folder, 'manifest.yaml'),
  `market: long\nfeeds:\n${feed('quotes', 'bid: bid, bid_size: bid_size, ask: ask, ask_size: ask_size')}${feed('trades', 'price: price, qty: qty')}`,
)
writeFileSync(
  join(folder, 'long.hvt'),
  `/// Every trade is a row, which waits for what comes of it.
strategy long in USDT
venue x = ccxt.binance { fees: { maker: 1bps, taker: 5bps }, silent: 10s, rate: 100/1s }
let mid = x[BTC/USDT].quote.mid
let trade = x[BTC/USDT].trades
feature slow = mean(mid, 1h by 1s)
signal high when mid > slow
label rise for trade = last(mid, next 30s) / mid@row - 1
record trade as rises { rise, mid, slow }
record high as highs { mid, slow }
`,
)

function run(format: string): Promise<void> {
  const args = ['backtest', 'long.hvt', '--data', '.', '--out', format, '--format', format, '--rows', '0']
  const start = performance.now()
  const child = spawn('/usr/bin/env', ['node', join(root, 'dist/hvt.js'), ...args], { cwd: folder, stdio: 'ignore' })
  let peak = 0
  const look = setInterval(() => {
    const status = readStatus(child.pid!)
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
  }, 100)
  return once(child, 'close').then(([code]) => {
    clearInterval(look)
    const seconds = ((performance.now() - start) / 1_000).toFixed(0)
    console.log(`${rows} rows, ${format}: exit code ${code}, ${(peak / 1_024).toFixed(0)} MB at most, ${seconds} s`)
  })
}

/** Of Linux; empty where the system has none. */
function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

try {
  await record()
  for (const format of ['csv', 'parquet']) await run(format)
} finally {
  rmSync(folder, { recursive: true })
}
