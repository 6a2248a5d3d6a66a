import { describe, expect, test } from 'vitest'
import type { Cause } from '../../../compiler/inspect/cause.ts'
import { ask, second, start, type Told } from './ask.ts'

const quote = (at: number, venue: string, bid: number): Told => [at, venue, 'quote', bid, 1, bid, 1]
const trade = (at: number, venue: string, price: number): Told => [at, venue, 'trades', price, 1, 1]

/** Why a feature is absent, and the text of the value at which it lies. */
function why(declared: string, told: readonly Told[], name = 'x', until?: number): [Cause, string] {
  const { inspection, graph, sources } = ask(declared, told, name, until)
  const [root] = inspection.roots
  if (root?.kind !== 'feature' || !root.tree.absence) throw new Error('it is there')
  const { cause, origin } = root.tree.absence
  const [file, from, to] = graph.nodes[origin.node]!.span
  return [cause, sources.get(file)!.slice(from, to)]
}

const missing = (what: string, more: object = {}) => ({ state: 'missing', what, ...more })
const warming = (what: string, have: number, need: number) => ({ state: 'warming', what, have, need })
const bid = (venue: string) => `${venue}[BTC/USD].quote.bid`
const gap = `feature x = ${bid('a')} / ${bid('b')}`

describe('a value is absent because', () => {
  test.each<[about: string, declared: string, told: readonly Told[], cause: object, at: string, until?: number]>([
    ['a venue was never heard', gap, [quote(0, 'a', 1)], missing('unheard', { venue: 'b' }), bid('b')],
    [
      'a venue is silent',
      gap,
      [quote(0, 'b', 1), quote(3, 'a', 1), quote(7.2, 'a', 2)],
      missing('silent', { venue: 'b', time: 7.2 * second, limit: 5 * second }),
      bid('b'),
    ],
    [
      'a venue is silent, which a timer tells',
      gap,
      [quote(0, 'b', 1), quote(3, 'a', 1)],
      missing('silent', { venue: 'b', time: 5 * second, limit: 5 * second }),
      bid('b'),
      6,
    ],
    [
      'nothing of an instrument came',
      gap,
      [quote(0, 'a', 1), [1, 'b', 'life']],
      missing('no_event', { venue: 'b', symbol: 'BTC/USD', stream: 'quote' }),
      bid('b'),
    ],
    [
      'no row has come of age',
      `let grid = every 1s\nlabel l for grid = last(${bid('a')}, next 9s)\nfeature x = settled(l)`,
      [quote(0, 'a', 1), quote(3, 'a', 1)],
      missing('never'),
      `last(${bid('a')}, next 9s)`,
    ],
    [
      'a message lacked a field',
      `feature x = a[BTC/USD].quote.bid_size`,
      [[0, 'a', 'quote', 1, Number.NaN, 1, 1]],
      missing('no_field', { venue: 'a', symbol: 'BTC/USD', stream: 'quote', field: 'bid_size' }),
      'a[BTC/USD].quote.bid_size',
    ],
    [
      'it is too old',
      `feature x = 2 * (${bid('a')} fresh 3s)`,
      [quote(0, 'a', 1), [2, 'a', 'life'], [3.5, 'a', 'life']],
      missing('stale', { age: 3.5 * second, limit: 3 * second }),
      `${bid('a')} fresh 3s`,
    ],
    [
      'it is 0 / 0',
      `let d = ${bid('a')} - ${bid('a')}\nfeature x = 1 + d / d`,
      [quote(0, 'a', 1)],
      missing('not_finite', { fn: 'div', operands: [0, 0] }),
      'd / d',
    ],
    [
      'it is a root of what is negative',
      `feature x = sqrt(-${bid('a')})`,
      [quote(0, 'a', 4)],
      missing('not_finite', { fn: 'sqrt', operands: [-4] }),
      `sqrt(-${bid('a')})`,
    ],
    [
      'the condition of `if` is unknown, not the branch that it does not take',
      `feature x = if ${bid('a')} > 1[USD/BTC] then ${bid('a')} else ${bid('b')}`,
      [quote(0, 'b', 1)],
      missing('unheard', { venue: 'a' }),
      bid('a'),
    ],
    [
      'the branch taken is absent',
      `feature x = if ${bid('a')} > 1[USD/BTC] then ${bid('a')} else ${bid('b')}`,
      [quote(0, 'a', 1)],
      missing('unheard', { venue: 'b' }),
      bid('b'),
    ],
    [
      'a window of ticks is warming',
      `feature x = mean(${bid('a')}, 3)`,
      [quote(0, 'a', 1), quote(1, 'a', 2)],
      warming('ticks', 2, 3),
      `mean(${bid('a')}, 3)`,
    ],
    [
      'so is what stands below it',
      `feature x = 2 * std(${bid('a')} + mean(${bid('a')}, 3), 4)`,
      [1, 2, 3, 4].map(at => quote(at, 'a', at)),
      warming('ticks', 2, 4),
      `std(${bid('a')} + mean(${bid('a')}, 3), 4)`,
    ],
    [
      'a window without one tick has none because its input is absent',
      `feature x = quantile(${bid('a')}, 50%, 3)`,
      [[0, 'a', 'life']],
      missing('no_event', { venue: 'a', symbol: 'BTC/USD', stream: 'quote' }),
      bid('a'),
    ],
    [
      'an earlier tick is not there',
      `feature x = prev(${bid('a')}, 2)`,
      [quote(0, 'a', 1), quote(1, 'a', 2)],
      warming('ticks', 2, 3),
      `prev(${bid('a')}, 2)`,
    ],
    [
      'of earlier ticks the first that is not there is the reason, with what it itself needs',
      `feature x = sum(prev(${bid('a')}, k)) over k in (0 .. 5)`,
      [quote(0, 'a', 1), quote(1, 'a', 2)],
      warming('ticks', 2, 3),
      `prev(${bid('a')}, k)`,
    ],
    [
      'the sources of a window of time are not live for long enough',
      `feature x = mean(${bid('a')}, 10s)`,
      [quote(0, 'a', 1), quote(3, 'a', 2)],
      warming('live', 3 * second, 10 * second),
      `mean(${bid('a')}, 10s)`,
    ],
    [
      'one of them was never heard',
      `feature x = mean(${bid('a')} + ${bid('b')}, 10s)`,
      [quote(0, 'a', 1)],
      missing('unheard', { venue: 'b' }),
      `mean(${bid('a')} + ${bid('b')}, 10s)`,
    ],
    [
      'a window of time is empty',
      `feature x = mean(a[BTC/USD].trades.price, 4s)`,
      [trade(0, 'a', 1), [3, 'a', 'life'], [6, 'a', 'life']],
      missing('empty', { span: 4 * second }),
      'mean(a[BTC/USD].trades.price, 4s)',
    ],
    [
      'a window of time has no spread',
      `feature x = corr(${bid('a')}, a[BTC/USD].quote.ask, 2s)`,
      [quote(0, 'a', 1), [1, 'a', 'quote', 1, 1, 2, 1], [2, 'a', 'quote', 1, 1, 3, 1], [3, 'a', 'quote', 1, 1, 4, 1]],
      missing('not_finite', { fn: 'window', operands: [] }),
      `corr(${bid('a')}, a[BTC/USD].quote.ask, 2s)`,
    ],
    [
      'a window of time lost ticks',
      `feature x = mean(a[BTC/USD].trades.price, 1s)`,
      [trade(0, 'a', 1), ...Array.from({ length: 15 }, (_, i) => trade(1.5 + i / 100, 'a', i))],
      missing('lost', { ticks: 5 }),
      'mean(a[BTC/USD].trades.price, 1s)',
    ],
    [
      'an average has no tick',
      `feature x = ema(${bid('a')}, 3)`,
      [[0, 'a', 'life']],
      missing('no_event', { venue: 'a', symbol: 'BTC/USD', stream: 'quote' }),
      bid('a'),
    ],
    [
      'an event did not happen yet',
      `signal up when ${bid('a')} > 2[USD/BTC]\nfeature x = since(up)`,
      [quote(0, 'a', 1)],
      missing('never'),
      'up',
    ],
    [
      'a grid did not tick yet',
      `feature x = (${bid('a')} on every 1m)`,
      [quote(1, 'a', 1)],
      missing('never'),
      `${bid('a')} on every 1m`,
    ],
    [
      'it was absent when it was taken',
      `feature x = (${bid('a')} on every 10s)`,
      [quote(1, 'b', 1), quote(11, 'a', 1)],
      missing('absent_then', { time: start + 10 * second }),
      `${bid('a')} on every 10s`,
    ],
    [
      'a first bar is under way',
      `feature x = a[BTC/USD].bars(1m).close`,
      [trade(1, 'a', 1)],
      warming('bars', 0, 2),
      '1m',
    ],
    [
      'a member is absent, of a sum over keys',
      `feature x = sum(v[BTC/USD].quote.bid) over v in venues`,
      [quote(0, 'a', 1)],
      missing('unheard', { venue: 'b' }),
      'v[BTC/USD].quote.bid',
    ],
  ])('%s', (_, declared, told, cause, at, until) => {
    const extra = declared.includes('b[') || declared.includes('venues') ? '' : `\nfeature other = ${bid('b')}`
    expect(why(declared + extra, told, 'x', until)).toEqual([cause, at])
  })
})
