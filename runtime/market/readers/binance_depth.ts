import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { Delta, Snapshot } from '../books/verified_book.ts'
import type { ToBase } from './contracts.ts'
import { DataScan } from './data_scan.ts'
import { decimal } from './decimal.ts'

/** The parts of a depth message or snapshot that are read; from outside, so each of any kind. */
export type DepthData = Partial<
  Record<'U' | 'u' | 'pu' | 'b' | 'a' | 'T' | 'E' | 'lastUpdateId' | 'bids' | 'asks', unknown>
>

/**
 * A batch of changes. Futures say with `pu` what came before; spot numbers all updates without a hole, so what came
 * before `U` is `U` - 1. Undefined where an id or a level is not what it should be.
 */
export function deltaOf(data: DepthData, base: ToBase): Delta | undefined {
  const changes: number[] = [bookKinds.changes]
  const before = data.pu === undefined ? data.U : data.pu
  const sound = readLevels(data.b, 1, base, changes) && readLevels(data.a, -1, base, changes)
  if (!sound || !isId(before) || !isId(data.u)) return undefined
  return { previous: data.pu === undefined ? before - 1 : before, last: data.u, changes }
}

/** A book as the REST interface gives it. Undefined where it is not one. */
export function snapshotOf(data: DepthData, base: ToBase): Snapshot | undefined {
  const levels: number[] = [bookKinds.snapshot]
  const sound = readLevels(data.bids, 1, base, levels) && readLevels(data.asks, -1, base, levels)
  return sound && isId(data.lastUpdateId) ? { last: data.lastUpdateId, levels } : undefined
}

const isId = (id: unknown): id is number => Number.isSafeInteger(id) && (id as number) >= 0

function readLevels(levels: unknown, side: 1 | -1, base: ToBase, into: number[]): boolean {
  if (!Array.isArray(levels)) return false
  for (const level of levels as unknown[]) {
    const [price, size] = Array.isArray(level) ? [decimal(level[0]), decimal(level[1])] : []
    if (price === undefined || size === undefined || !(price > 0 && size >= 0)) return false
    into.push(side, price, base(size, price))
  }
  return true
}

const scan = new DataScan()
const { digits } = scan

/** The changes of the message at hand are put together here, as an array that grows is copied again and again. */
const scratch: number[] = [bookKinds.changes]
let filled = 1

/**
 * The same as `deltaOf`, with the time `T`, else `E` (ms), for a message between `from` and `end` of a text in the form
 * that Binance sends: ids and times before levels, bids before asks. Books are most of the bytes of a recording, and
 * reading them by JSON is most of the time. Undefined where the text is otherwise in any way; then it is for JSON to say
 * what it is.
 */
export function scanDelta(
  text: string,
  from: number,
  base: ToBase,
  end = text.length,
): { delta: Delta; time: number | undefined } | undefined {
  if (!scan.read(text, from, end, true)) return undefined
  const first = scan.whole('U')
  const last = scan.whole('u')
  const before = scan.whole('pu')
  const time = scan.whole('T') ?? scan.whole('E')
  if (!isId(first) || !isId(last) || Number.isNaN(before) || Number.isNaN(time)) return undefined
  filled = 1
  const asks = scanLevels(text, scan.place('b') + 1, 1, base)
  if (asks < 0 || !text.startsWith(',"a":[', asks)) return undefined
  const after = scanLevels(text, asks + 6, -1, base)
  if (after !== end - 2 || !text.startsWith('}}', after)) return undefined
  return { delta: { previous: before ?? first - 1, last, changes: scratch.slice(0, filled) }, time }
}

/** Reads `["61737.63","0.5"],…]` into triples; the index after the closing bracket, or -1. */
function scanLevels(text: string, from: number, side: 1 | -1, base: ToBase): number {
  if (text.charCodeAt(from) === closeBracket) return from + 1
  for (let at = from; ; ) {
    if (text.charCodeAt(at) !== openBracket || text.charCodeAt(at + 1) !== quote) return -1
    const price = digits.number(text, at + 2)
    at = digits.end
    if (text.charCodeAt(at) !== quote || text.charCodeAt(at + 1) !== comma || text.charCodeAt(at + 2) !== quote)
      return -1
    const size = digits.number(text, at + 3)
    at = digits.end
    if (text.charCodeAt(at) !== quote || text.charCodeAt(at + 1) !== closeBracket) return -1
    if (!(price > 0 && size >= 0)) return -1
    scratch[filled++] = side
    scratch[filled++] = price
    scratch[filled++] = base(size, price)
    const next = text.charCodeAt(at + 2)
    if (next === closeBracket) return at + 3
    if (next !== comma) return -1
    at += 3
  }
}

const openBracket = 91
const closeBracket = 93
const quote = 34
const comma = 44
