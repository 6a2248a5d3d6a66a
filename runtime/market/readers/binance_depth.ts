import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { Delta, Snapshot } from '../books/verified_book.ts'
import { DigitScan, decimal } from './decimal.ts'

/** From the quantity of a level and its price to base. */
type ToBase = (quantity: number, price: number) => number

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

const digits = new DigitScan()
/** Of the line: long enough for all that stands before the levels. */
const heading = 400

/**
 * The same as `deltaOf`, with the time `T`, else `E` (ms), for a message in the form that Binance sends: without spaces,
 * ids and times before levels, bids before asks. Books are most of the bytes of a recording, and reading them by JSON is
 * most of the time. Undefined where the text is otherwise in any way; then it is for JSON to say what it is.
 */
export function scanDelta(
  text: string,
  from: number,
  base: ToBase,
): { delta: Delta; time: number | undefined } | undefined {
  const bids = text.indexOf(',"b":[', from)
  if (bids < 0 || bids > from + heading) return undefined
  const first = idAfter(text, ',"U":', from, bids)
  const last = idAfter(text, ',"u":', from, bids)
  const before = idAfter(text, ',"pu":', from, bids)
  const time = idAfter(text, ',"T":', from, bids) ?? idAfter(text, ',"E":', from, bids)
  if (!isId(first) || !isId(last) || Number.isNaN(before) || Number.isNaN(time)) return undefined
  const changes: number[] = [bookKinds.changes]
  const asks = scanLevels(text, bids + 6, 1, base, changes)
  if (asks < 0 || !text.startsWith(',"a":[', asks)) return undefined
  const end = scanLevels(text, asks + 6, -1, base, changes)
  if (end < 0 || end !== text.length - 2 || !text.endsWith('}}')) return undefined
  return { delta: { previous: before ?? first - 1, last, changes }, time }
}

/** Undefined where the key is not there, NaN where no whole number follows it. */
function idAfter(text: string, key: string, from: number, until: number): number | undefined {
  const at = text.indexOf(key, from)
  if (at < 0 || at >= until) return undefined
  const id = digits.number(text, at + key.length)
  return isId(id) && (text[digits.end] === ',' || digits.end === until) ? id : Number.NaN
}

/** Reads `["61737.63","0.5"],…]` into triples; the index after the closing bracket, or -1. */
function scanLevels(text: string, from: number, side: 1 | -1, base: ToBase, into: number[]): number {
  if (text[from] === ']') return from + 1
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
    into.push(side, price, base(size, price))
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
