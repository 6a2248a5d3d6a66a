import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { backtest } from '../../../runtime/backtest/backtest.ts'
import { completedColumns } from '../../../runtime/backtest/tables/completed.ts'
import { csvHeader, csvRow } from '../../../runtime/backtest/tables/csv.ts'
import { HeldRows } from '../../../runtime/backtest/tables/held_rows.ts'
import { prelude } from '../../compiler/operators/told.ts'
import { address, markets } from '../../property/events.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'

/** Runs a graph; by table the lines of its file, and what is told of its rows. */
async function run(graph: Graph, events: readonly SourceEvent[], make: typeof wasm = wasm) {
  const tables = new Map<string, string[]>()
  async function* inChunks() {
    for (let i = 0; i < events.length; i += 7) yield events.slice(i, i + 7)
  }
  const result = await backtest({
    graph,
    evaluator: make,
    events: inChunks(),
    tables: {
      row: (output, instance, values) => {
        const lines = tables.get(output.name) ?? []
        tables.set(output.name, lines)
        lines.push(
          csvRow({ name: 't', columns: completedColumns(graph, output) })(instance, values, lines.length).trimEnd(),
        )
      },
    },
  })
  return { tables, records: result.records }
}

/** Bids of `b BTC/USD`, and trades of its ETH/USD that make rows; times in seconds. */
function market(graph: Graph, moves: readonly (readonly [seconds: number, bid: number | 'row'])[]): SourceEvent[] {
  const venue = graph.venues.findIndex(({ name }) => name === 'b')
  const of = (symbol: string) => graph.instruments.findIndex(i => i.venue === venue && i.symbol === symbol)
  return moves.map(([seconds, bid]) => {
    const received = seconds * 1e6
    const at = { received, origin: received, venue }
    if (bid === 'row') return { ...at, instrument: of('ETH/USD'), stream: 'trades', fields: [1, 1, 1] }
    return { ...at, instrument: of('BTC/USD'), stream: 'quote', fields: [bid, 1, bid + 1, 1] }
  })
}

const text = `${prelude}
signal go = b[ETH/USD].trades
label short for go = last(x, next 2s) - x@row
label long for go = max(x, next 5s) > 10
record go as t { at: since(go) as float, rise: short as float, x: x as float, high: long as boolean, word: (if short > 0 then UP else DOWN) as text }`

describe('a table with columns that are known later', () => {
  test('has its rows complete, in the order in which they were made, with the columns in theirs', async () => {
    const graph = graphOf(text)
    const table = graph.outputs.find(({ kind }) => kind === 'record')!
    expect(csvHeader({ columns: completedColumns(graph, table) })).toBe('at,rise,x,high,word\n')
    const moves = [[0, 5], [1, 'row'], [2, 7], [2.5, 'row'], [3, 6], [4, 11], [6, 'row'], [20, 1], [21, 1]] as const // biome-ignore format: one line
    for (const make of [interpret, wasm]) {
      const { tables, records } = await run(graph, market(graph, moves), make)
      expect(tables.get('t')).toEqual(['0,1,5,true,UP', '0,4,7,true,UP', '0,0,11,true,DOWN'])
      expect(records[0]).toMatchObject({ rows: 3, completions: { completed: 3, ended: 0, lost: 0 }, outcomes: [] })
      expect(records[0]!.columns.map(c => c.show)).toEqual(['number', 'number', 'number', 'bool', 'choice'])
    }
  })

  test('ends with rows that are not complete, with what is known of them, and says how many', async () => {
    const graph = graphOf(text)
    const { tables, records } = await run(graph, market(graph, [[0, 5], [1, 'row'], [4, 11], [5, 'row'], [6.5, 12]])) // biome-ignore format: one line
    // The first one's long label would have been known at 6 s, and is; the short one of the second only at 7 s.
    expect(tables.get('t')).toEqual(['0,0,5,true,DOWN', '0,,11,,'])
    expect(records[0]!.completions).toEqual({ completed: 1, ended: 1, lost: 0 })
  })

  test('an unlabelled row is complete', async () => {
    const graph = graphOf(text)
    const moves = [[0, 5], [1, 'row'], [2, Number.NaN], [9, 6]] as const // biome-ignore format: one line
    const { tables, records } = await run(graph, market(graph, moves))
    expect(tables.get('t')).toEqual(['0,,5,false,'])
    expect(records[0]!.completions).toEqual({ completed: 1, ended: 0, lost: 0 })
  })

  test('columns that trades tell are empty, and named', async () => {
    const graph = graphOf(`${prelude}
signal go = b[ETH/USD].trades
on go { trade ride [b[BTC/USD]: 10 USD] as market exit { after 5s  absent 1s } }
risk { limit gross <= 1_000 USD  limit orders <= 5 per 1s  halt when drawdown > 3% }
record go as t { slipped: ride.slippage, x }`)
    const { tables, records } = await run(graph, market(graph, [[0, 5], [1, 'row'], [4, 11]])) // biome-ignore format: one line
    expect(tables.get('t')).toEqual(['1970-01-01T00:00:01.000000Z,,5'])
    expect(records[0]).toMatchObject({ completions: null, outcomes: ['slipped'] })
  })
})

test('I2: what a row says when it is made is the same whatever comes later, and so is what is known of it in time', async () => {
  let rows = 0
  let later = 0
  await fc.assert(
    fc.asyncProperty(programs, markets(200), fc.integer({ min: 1, max: 199 }), async (source, moves, cut) => {
      const graph = graphOf(source)
      const events = address(graph, moves)
      const [whole, part] = [await run(graph, events), await run(graph, events.slice(0, cut))]
      for (const [name, lines] of part.tables) {
        const table = graph.outputs.find(output => output.kind === 'record' && output.name === name)!
        const isLater = table.columns.map(({ value }) => 'after' in value)
        lines.forEach((line, k) => {
          const other = whole.tables.get(name)![k]!.split(',')
          // A cell that is known stays; one that is not known yet may be filled.
          const known = line.split(',').map((cell, c) => (isLater[c] && cell === '' ? other[c] : cell))
          expect(known.join()).toBe(other.join())
          later += line.split(',').filter((cell, c) => isLater[c] && cell !== '').length
        })
        rows += lines.length
      }
    }),
    { numRuns: 200, endOnFailure: true },
  )
  expect(rows).toBeGreaterThan(5_000)
  expect(later).toBeGreaterThan(500)
})

describe('rows that are held back', () => {
  function held(completions: readonly number[]) {
    const lines: string[] = []
    const rows = new HeldRows(
      completions.map((after, k) => ({ output: k, after, places: [k + 1] })),
      (instance, values) => void lines.push(`${instance}: ${[...(values as Float64Array)].join(' ')}`),
    )
    return { rows, lines }
  }
  const { NaN: none } = Number

  test('wait for each other, and are handed on as soon as they may', () => {
    const { rows, lines } = held([10, 3])
    rows.row(0, 100, [1, none, none])
    rows.row(1, 101, [2, none, none])
    rows.complete(1, 0, 103, [7])
    rows.complete(1, 1, 104, [8])
    rows.complete(0, 1, 111, [9])
    expect(lines).toEqual(['0: 1 NaN 7', '1: 2 9 8'])
    expect(rows.stats()).toEqual({ completed: 1, ended: 0, lost: 1 })
  })

  test('of one time and instance are completed in their order, what completes no row does nothing', () => {
    const { rows, lines } = held([10])
    for (const x of [1, 2, 3]) rows.row(0, 100, [x, none])
    rows.complete(0, 0, 109, [4])
    rows.complete(0, 1, 110, [4])
    for (const x of [5, 6]) rows.complete(0, 0, 110, [x])
    expect(lines).toEqual(['0: 1 5', '0: 2 6'])
    rows.end(110)
    expect(lines).toEqual(['0: 1 5', '0: 2 6', '0: 3 NaN'])
    expect(rows.stats()).toEqual({ completed: 2, ended: 1, lost: 0 })
  })

  test('are no more than so many: the oldest goes as it is', () => {
    const { rows, lines } = held([1e9])
    for (let k = 0; k < 500_002; k++) rows.row(0, k, [k, none])
    expect(lines).toEqual(['0: 0 NaN', '0: 1 NaN'])
    rows.complete(0, 0, 1e9 + 2, [7])
    expect(lines.at(-1)).toBe('0: 2 7')
    expect(rows.stats()).toEqual({ completed: 1, ended: 0, lost: 2 })
  })
})
