import { expect, test } from 'vitest'
import { compileText } from '../harness.ts'

const text = (names: string, feature: string) => `strategy t in USD
use std.book (${names})
venue a = ccxt.binance { fees: { taker: 1bps }, silent: 5s }
feature f = ${feature}
`
const told = (names: string, feature: string) =>
  compileText(text(names, feature)).diagnostics.map(d => [d.code, d.message])

test('a function that is called of a book is used', () => {
  expect(told('imbalance', 'a[BTC/USD].book.imbalance(levels: 5)')).toEqual([])
  expect(told('imbalance', 'imbalance(a[BTC/USD].book, levels: 5)')).toEqual([])
  expect(told('imbalance, depth', 'a[BTC/USD].book.imbalance(levels: 5)')).toEqual([
    ['HVT2502', 'nothing uses `depth`'],
  ])
})
