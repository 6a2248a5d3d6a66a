import type { FeedEvent } from '../event.ts'
import type { PoolLog } from './pool_logs.ts'
import type { Pool } from './reader.ts'

/** When and where a log was. */
export type At = Pick<FeedEvent, 'received' | 'stamp' | 'line'>

/**
 * Turns the logs of a pool, in their order, into events. A swap is a trade at the price that it left behind, and the
 * liquidity that it left in range; a pool that receives base is sold to. A mint or burn changes the liquidity in range if
 * its ticks cover the present one, which is not known before the first swap. A swap too small to move any base is no
 * trade.
 */
export function poolEvents({ decimals, base }: Pool): (log: PoolLog, at: At) => readonly FeedEvent[] {
  const parts = decimals.map(power)
  const larger = power(decimals[0] - decimals[1])
  const root = rootOfPower(decimals[0] + decimals[1])
  let known: { liquidity: bigint; readonly tick: number } | undefined

  const pool = (at: At, { liquidity }: { liquidity: bigint }): FeedEvent => {
    return { ...at, stream: 'pool', fields: [Number(liquidity) / root] }
  }

  return (log, at) => {
    if (log.kind === 'swap') {
      known = { liquidity: log.liquidity, tick: log.tick }
      const moved = log.amounts[base]
      if (moved === 0n) return [pool(at, known)]
      const rootPrice = Number(log.sqrtPriceX96) / 2 ** 96
      const price = rootPrice * rootPrice * larger
      const qty = Math.abs(Number(moved)) / parts[base]!
      const trade = [base === 0 ? price : 1 / price, qty, moved > 0n ? -1 : 1]
      return [{ ...at, stream: 'trades', fields: trade }, pool(at, known)]
    }
    if (log.kind === 'other' || !known) return [{ ...at, stream: undefined, fields: [] }]
    if (log.lower <= known.tick && known.tick < log.upper) known.liquidity += log.liquidity
    return [pool(at, known)]
  }
}

/** A power of ten, rounded once. */
const power = (exponent: number) => Number(`1e${exponent}`)

const rootOfPower = (exponent: number) =>
  exponent % 2 === 0 ? power(exponent / 2) : power((exponent - 1) / 2) * Math.sqrt(10)
