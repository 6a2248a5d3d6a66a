import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Message } from './plain_detectors.ts'

const second = 1_000_000
/** What both readers say is modelled: a slot of Ethereum, and the way from Binance. */
const slot = 12 * second
const wire = 100_000

/** Swaps of WBTC/WETH as trades of ETH/BTC, in the order of their logs; liquidity is not told. */
export function uniswapAmounts(file: string, tier: string): Message[] {
  return rows(file)
    .slice(1)
    .filter(row => row[5] === tier)
    .map(row => ({ log: Number(row[0]!.split('#')[1]), row }))
    .sort((a, b) => Number(a.row[1]) - Number(b.row[1]) || a.log - b.log)
    .map(({ row: [, time, wbtc, weth, , , type] }) => {
      const at = { received: Number(time) * second + slot, venue: 'dex' as const }
      if (type!.trim() !== 'swaps') return { ...at, kind: undefined, numbers: [] }
      // What the pool receives is sold to it.
      const numbers = [-Number(wbtc) / Number(weth), Math.abs(Number(weth)), -Math.sign(Number(weth))]
      return { ...at, kind: 'trade' as const, numbers }
    })
}

/** Binance's trades of a day. */
export function binanceTrades(file: string): Message[] {
  return rows(file).map(([, price, qty, , time, buyerWaited]) => ({
    received: Number(time) * 1_000 + wire,
    venue: 'cex',
    kind: 'trade',
    numbers: [Number(price), Number(qty), buyerWaited === 'true' ? -1 : 1],
  }))
}

/**
 * Decoded logs of a pool of USDC and WETH as trades of ETH/USDC and its liquidity, received `wait` µs after their block. The pool's own
 * sums are kept, in whole numbers.
 */
export function uniswapLogs(file: string, venue: Message['venue'], wait = slot): Message[] {
  const [heading, ...logs] = rows(file)
  let liquidity: bigint | undefined
  let present = 0
  return logs.flatMap((log): Message[] => {
    const cell = (name: string) => log[heading!.indexOf(name)]!
    const at = { received: Date.parse(`${cell('block_timestamp')}Z`) * 1_000 + wait, venue }
    const type = cell('tx_type')
    const pool = () => ({ ...at, kind: 'pool' as const, numbers: [Number(liquidity) / 1e12] })
    if (type === 'SWAP') {
      liquidity = BigInt(cell('total_liquidity'))
      present = Number(cell('current_tick'))
      const weth = Number(cell('amount1')) / 1e18
      const price = 1e12 / (Number(cell('sqrtPriceX96')) / 2 ** 96) ** 2
      const trade = { ...at, kind: 'trade' as const, numbers: [price, Math.abs(weth), -Math.sign(weth)] }
      return weth === 0 ? [pool()] : [trade, pool()]
    }
    if (liquidity === undefined || (type !== 'MINT' && type !== 'BURN'))
      return [{ ...at, kind: undefined, numbers: [] }]
    const inRange = Number(cell('tick_lower')) <= present && present < Number(cell('tick_upper'))
    if (inRange) liquidity += BigInt(cell('liquidity')) * (type === 'MINT' ? 1n : -1n)
    return [pool()]
  })
}

/** In the order of receipt; at one time those of the first list come first. */
export function together(...lists: readonly (readonly Message[])[]): Message[] {
  return lists.flat().sort((a, b) => a.received - b.received)
}

function rows(file: string): string[][] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return text
    .trimEnd()
    .split('\n')
    .map(line => line.split(','))
}
