/**
 * Does a variance drift? `npm run long [millions of ticks]`: a price that walks around 100 000 goes through windows of the
 * compiled evaluator; at every millionth tick each variance is compared with an exact computation of the same ticks.
 */
import { emit } from '../../compiler/emit/emit.ts'
import { instantiate } from '../../compiler/emit/wasm.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { graphOf } from '../property/run.ts'

const LENGTHS = [10, 100, 1_000, 10_000]
const TOLERANCE = 1e-12
const MILLION = 1_000_000
const millions = Number(process.argv[2] ?? 100)

const graph = graphOf(`strategy drift in USDT
venue x = ccxt.binance { prices_only: true, silent: 1h }
${LENGTHS.map(n => `feature var${n} = var(x[BTC/USDT].trades.price, ${n})`).join('\n')}
`)
const evaluator = instantiate(graph, emit(graph), () => {})
const nodes = LENGTHS.map(n => graph.nodes.findIndex(({ op }) => op.op === 'window' && op.n === n))

let random = 1
function draw(n: number): number {
  random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((random / 2 ** 32) * n)
}

/** In cents, kept within 100 of its level. */
const LEVEL = 100_000 * 100
let cents = LEVEL
let time = 1_700_000_000_000_000
function nextPrice(): number {
  cents += draw(7) - 3
  if (Math.abs(cents - LEVEL) > 10_000) cents += cents > LEVEL ? -1 : 1
  return cents / 100
}

const latest = new Float64Array(Math.max(...LENGTHS))
const batch = Array.from({ length: 1_000 }, () => ({
  received: 0,
  origin: 0,
  venue: 0,
  instrument: 0,
  stream: 'trades' as const,
  fields: [0, 1, 1],
})) satisfies SourceEvent[]

let worst = 0
for (let million = 1; million <= millions; million++) {
  for (let k = 0; k < MILLION; k += batch.length) {
    batch.forEach((event, b) => {
      event.received = event.origin = ++time
      event.fields[0] = latest[(k + b) % latest.length] = nextPrice()
    })
    evaluator.batch(batch)
  }
  for (const [w, n] of LENGTHS.entries()) {
    // A million is a multiple of the length of `latest`: the last ticks stand at its end.
    const exact = exactVariance(latest.subarray(latest.length - n))
    worst = Math.max(worst, Math.abs(evaluator.value(nodes[w]!, 0) / exact - 1))
  }
  if (million % 10 === 0 || million === millions)
    console.log(`${million},000,000 ticks: relative difference at most ${worst.toExponential(2)}`)
}
if (!(worst <= TOLERANCE)) {
  console.log(`more than ${TOLERANCE}`)
  process.exitCode = 1
}

/** Of doubles between 2^16 and 2^17: whole multiples of 2^-36, so that sums of whole numbers have no rounding. */
function exactVariance(prices: Float64Array): number {
  const units = [...prices].map(price => BigInt(price * 2 ** 36))
  const n = BigInt(units.length)
  const sum = units.reduce((a, b) => a + b, 0n)
  const squares = units.reduce((a, b) => a + b * b, 0n)
  return Number(n * squares - sum * sum) / Number(n * (n - 1n)) / 2 ** 72
}
