import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { FeedEvent } from '../event.ts'
import { cells, seconds } from './csv.ts'
import { decimal } from './decimal.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import { poolEvents } from './pool_events.ts'
import { type Columns, columnsOf, decodedLog, rawLog } from './pool_logs.ts'
import type { FeedFile, Pool, Reader } from './reader.ts'

/** One slot of Ethereum: who sends at the news of a block can be in the next one at the earliest. */
const latency = 12_000_000

/**
 * Files of Uniswap v3, told apart by their heading:
 * - logs of one pool as the chain has them (`topics`, `data`), or decoded (`tx_type`, `sqrtPriceX96`), in the order of
 *   blocks and logs; swaps give `trades` and `pool`, mints and burns `pool`;
 * - swaps, mints and burns of several pools in amounts of whole tokens (`transaction_type`, `pool`: the fee tier), in any
 *   order, and therefore held in memory as a whole. They give `trades` only: nothing tells of liquidity.
 * The stamp is the time of the block; what one block has keeps its order. The latency later it is received.
 */
export const uniswapCsv: Reader = {
  name: 'uniswap_csv',
  streams: ['trades', 'pool'],
  keys: ['latency', 'pool'],
  pool: true,
  latency,
  async *read(file, counts, progress) {
    const { decode, sorted } = decoder(file, file.pool!)
    const held: Placed[] = []
    for await (const chunk of decodeLines<Placed>('uniswap_csv', cutOut(decode), file, counts, progress)) {
      if (sorted()) yield chunk
      else held.push(...chunk)
    }
    held.sort((a, b) => a.received - b.received || a.place! - b.place!)
    if (held.length) yield held.map(({ place: _, ...event }) => event)
  },
}

/** `place` is the order within a time, where the file has not that of the chain. */
type Placed = FeedEvent & { readonly place?: number }
type Decode = (row: readonly string[], line: number) => Placed | readonly Placed[] | SkipReason

function decoder(file: FeedFile, pool: Pool) {
  const later = file.latency ?? latency
  let format: { readonly decode: Decode; readonly width: number; readonly sorted: boolean } | undefined
  const decode = (text: string, line: number): ReturnType<Decode> => {
    const row = cells(text)
    if (!row) return 'quotes'
    if (line === 1) {
      const columns = columnsOf(row)
      const has = (...names: string[]) => names.every(name => columns.has(name))
      const width = columns.size
      if (has(...logColumns, 'topics', 'data'))
        format = { decode: chainLogs(columns, pool, later, rawLog), width, sorted: true }
      else if (has(...logColumns, ...decodedColumns))
        format = { decode: chainLogs(columns, pool, later, decodedLog), width, sorted: true }
      else if (has(...amountColumns)) format = { decode: wholeTokens(columns, pool, later), width, sorted: false }
      return format ? [] : 'no_columns'
    }
    if (!format) return 'no_columns'
    return row.length === format.width ? format.decode(row, line) : 'columns'
  }
  return { decode, sorted: () => format?.sorted ?? true }
}

const logColumns = ['block_number', 'block_timestamp', 'log_index']
const decodedColumns = 'tx_type amount0 amount1 total_liquidity sqrtPriceX96 current_tick'.split(' ')
const amountColumns = ['id', 'timestamp', 'amount0', 'amount1', 'pool', 'transaction_type']

/** Logs that a file has in the order of the chain; one that is not after those above it is refused. */
function chainLogs(columns: Columns, pool: Pool, later: number, logOf: typeof rawLog): Decode {
  const events = poolEvents(pool)
  let block = ''
  let last = -1
  return (row, line) => {
    const stamp = seconds(row[columns.get('block_timestamp')!]!)
    if (stamp === undefined) return 'bad_stamp'
    const number = row[columns.get('block_number')!]!
    const index = decimal(row[columns.get('log_index')!])
    const log = logOf(row, columns)
    if (!log || !(index >= 0)) return 'bad_log'
    if (number === block && index <= last) return 'not_in_order'
    block = number
    last = index
    return events(log, { received: stamp + later, stamp, line })
  }
}

/** Rows with amounts of whole tokens, their order within a second by the number after `#` in their id. */
function wholeTokens(columns: Columns, { base, fee }: Pool, later: number): Decode {
  return (row, line) => {
    const cell = (name: string) => row[columns.get(name)!]!
    if (cell('pool') !== String(fee)) return 'other_pool'
    const stamp = seconds(cell('timestamp'))
    if (stamp === undefined) return 'bad_stamp'
    const place = decimal(cell('id').split('#')[1])
    const amounts = [decimal(cell('amount0')), decimal(cell('amount1'))] as const
    if (!(place >= 0) || amounts.some(Number.isNaN)) return 'bad_log'
    const at = { received: stamp + later, stamp, line, place }
    const moved = amounts[base]
    const paid = amounts[1 - base]!
    if (cell('transaction_type') !== 'swaps') return { ...at, stream: undefined, fields: [] }
    if (!(moved * paid < 0)) return 'no_price'
    return { ...at, stream: 'trades', fields: [-paid / moved, Math.abs(moved), moved > 0 ? -1 : 1] }
  }
}
