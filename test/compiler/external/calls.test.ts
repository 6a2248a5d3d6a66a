import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { ExternFault } from '../../../compiler/external/fault.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Evaluator, SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { address, markets } from '../../property/events.ts'
import { difference, disagreement, type Watched, watched } from '../emit/agreement.ts'
import { eventOf, type Move } from '../operators/told.ts'
import { given, graphOf, heat, paid } from './sample.ts'

const both = { interpret, wasm }

function watch(graph: Graph, which: keyof typeof both, by = { heat, paid }): Watched {
  return watched((g, emit) => both[which](g, emit, given(g, by)), graph)
}

function lines(text: string, moves: readonly Move[], by = { heat, paid }): string[] {
  const graph = graphOf(text)
  const found: string[] = []
  const engine = interpret(
    graph,
    (o, _, now, ticked, values) =>
      found.push(`${now / 1e6}s ${graph.outputs[o]!.name} ${ticked ? 'tick' : 'wake'} ${[...values]}`),
    given(graph, by),
  )
  for (const move of moves) engine.event(eventOf(graph, move))
  return found
}

const trade = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD trade', value]
const quote = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD', value]
const mood = 'b[BTC/USD].trades.price / 1[USD/BTC]'

describe('an operator with memory', () => {
  test('is called at the ticks of its clock where all values are present, and keeps its value between them', () => {
    const text = `feature hot = heat(${mood}, b[BTC/USD].trades.qty)`
    expect(lines(text, [trade(1, 4), trade(2, 2), quote(3, 7), trade(4), trade(5, 2)])).toEqual([
      '1s hot wake NaN',
      '2s hot tick 4',
      '4s hot wake 4',
      '5s hot tick 4',
    ])
  })

  test('is absent when it gives nothing or no number that is finite, until it gives one again', () => {
    const text = `feature hot = heat(${mood}, b[BTC/USD].trades.qty)`
    const results = [1, undefined, 2, Number.NaN, Number.POSITIVE_INFINITY, 3]
    const odd = { ...heat, process: () => results.shift() }
    const moves = [1, 2, 3, 4, 5, 6].map(seconds => trade(seconds, 1))
    expect(lines(text, moves, { heat: odd, paid })).toEqual([
      '1s hot tick 1',
      '2s hot wake NaN',
      '3s hot tick 2',
      '4s hot wake NaN',
      '5s hot wake NaN',
      '6s hot tick 3',
    ])
  })

  test.each(['interpret', 'wasm'] as const)('that forgets is found out without a copy of all state (%s)', which => {
    const graph = graphOf(`feature hot = heat(${mood}, b[BTC/USD].trades.qty)`)
    for (const [by, found] of [
      [heat, []],
      [{ ...heat, recover: () => heat.setup({}) }, ['heat']],
    ] as const) {
      const { evaluator } = watch(graph, which, { heat: by, paid })
      for (const seconds of [1, 2, 3]) evaluator.event(eventOf(graph, trade(seconds, 4)))
      const copied = vi.spyOn(ArrayBuffer.prototype, 'slice')
      expect(evaluator.unfaithful().map(({ name }) => name)).toEqual(found)
      const sizes = copied.mock.results.map(({ value }) => (value as ArrayBuffer).byteLength)
      copied.mockRestore()
      expect(Math.max(0, ...sizes)).toBeLessThan(evaluator.snapshot().byteLength / 2)
    }
  })

  test('takes levels as they are at the ticks of an event', () => {
    const text = 'feature hot = heat(b[BTC/USD].quote.bid / 1[USD/BTC], b[BTC/USD].trades.qty)'
    expect(lines(text, [trade(1, 9), quote(2, 3), trade(3, 9), quote(4, 5), trade(5, 9)])).toEqual([
      '1s hot wake NaN',
      '2s hot wake NaN',
      '3s hot wake NaN',
      '4s hot wake NaN',
      '5s hot tick 6.5',
    ])
  })

  test('has one state per key, made by `setup` of the numbers declared', () => {
    const seen: unknown[] = []
    const spied = {
      ...heat,
      setup: (params: Readonly<Record<string, number>>) => {
        seen.push(params)
        return { n: 5, heat: 0 }
      },
    }
    const text = 'each s in symbols { feature hot = heat(b[s].trades.side, b[s].trades.qty) }'
    const moves: Move[] = [trade(1, 1), [2, 'b ETH/USD trade', 1], trade(3, 1)]
    expect(lines(text, moves, { heat: spied, paid })).toEqual(['1s hot tick 1', '2s hot tick 1', '3s hot tick 1.5'])
    expect(seen).toEqual([{ keep: 0.5 }, { keep: 0.5 }])
  })
})

describe('an operator without memory', () => {
  test('is a function of what is now: a level of levels, absent where one is', () => {
    const text = 'let p = b[BTC/USD].quote.bid\nfeature two = paid(p)   feature three = paid(size: 3 BTC, at: p)'
    expect(lines(text, [quote(1, 4), quote(2), quote(3, 5)])).toEqual([
      ...['1s three tick 12', '1s two tick 8'],
      ...['2s three wake NaN', '2s two wake NaN'],
      ...['3s three tick 15', '3s two tick 10'],
    ])
  })

  test('moves with a window of time between its ticks', () => {
    const text = 'feature f = paid(mean(b[BTC/USD].quote.bid, 2s), 1 BTC)'
    const graph = graphOf(text)
    for (const evaluator of [interpret, wasm]) {
      const engine = evaluator(graph, () => {}, given(graph, { heat, paid }))
      for (const move of [quote(1, 1), quote(2, 4), quote(3, 8)]) engine.event(eventOf(graph, move))
      const node = graph.nodes.findIndex(({ op }) => op.op === 'extern')
      expect(engine.value(node, 0)).toBe(6)
      engine.event(eventOf(graph, [4.5, 'b']))
      expect(engine.value(node, 0)).toBe(8)
    }
  })
})

const texts = [
  `feature hot = heat(b[BTC/USD].trades.side, b[BTC/USD].trades.qty)`,
  `each s in symbols { let i = a[s]
     feature hot = heat(i.trades.side * 2 + i.quote.bid / i.quote.ask, i.trades.qty)
     feature usual = mean(hot, 3)
     signal up when hot > 1
     feature cost = paid(i.quote.ask, i.quote.ask_size) + paid(mean(i.quote.bid, 2s), 1[s.base]) }`,
  `each s in symbols { feature hot = heat(a[s].quote.bid / b[s].quote.ask on every 1s, (a[s].quote.ask_size on every 1s)) }
   feature all = sum(hot[s]) over s in symbols
   feature paid_at_trade = paid(b[ETH/USD].trades.price, b[ETH/USD].trades.qty)`,
]

describe('both evaluators', () => {
  test.each(texts.map((text, k) => [k, text]))(
    'agree on strategy %s and random markets, to the bit of every state',
    (_, text) => {
      const graph = graphOf(`${text}`)
      fc.assert(
        fc.property(markets(120), moves => {
          const market = address(graph, moves)
          expect(disagreement(graph, market, watch(graph, 'wasm'), watch(graph, 'interpret'))).toBeUndefined()
        }),
        { numRuns: 30 },
      )
    },
  )

  test.each(texts.map((text, k) => [k, text]))(
    'go on with each other’s snapshots, as if never interrupted (strategy %s)',
    (_, text) => {
      const graph = graphOf(`${text}`)
      fc.assert(
        fc.property(markets(120), fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), (moves, cuts) => {
          const market = address(graph, moves)
          const whole = watch(graph, 'interpret')
          for (const event of market) whole.evaluator.event(event)
          expect(difference(graph, inTurns(graph, market, cuts), whole)).toBeUndefined()
        }),
        { numRuns: 30 },
      )
    },
  )
})

/** Runs some events on one evaluator, then some on the other, each begun anew from a snapshot. */
function inTurns(graph: Graph, market: readonly SourceEvent[], cuts: readonly number[]): Watched {
  const seen: string[] = []
  let state: ArrayBuffer | undefined
  let last: Evaluator | undefined
  let at = 0
  for (const [turn, length] of [...cuts, market.length].entries()) {
    const next = watch(graph, turn % 2 === 0 ? 'wasm' : 'interpret')
    if (state) next.evaluator.restore(state)
    for (const event of market.slice(at, at + length)) next.evaluator.event(event)
    at += length
    state = next.evaluator.snapshot()
    seen.push(...next.lines)
    last = next.evaluator
  }
  return { evaluator: last!, lines: seen }
}

describe('what an operator does wrong ends the run', () => {
  const text = `feature hot = heat(${mood}, b[BTC/USD].trades.qty)   feature f = paid(b[BTC/USD].quote.bid, 1 BTC)`
  const moves = [trade(1, 4), quote(2, 4)]
  const wrongs: readonly (readonly [string, Readonly<Record<string, unknown>>, unknown])[] = [
    ['setup throws', { heat: { ...heat, setup: fails } }, { kind: 'thrown', of: 'setup', error: new Error('no') }],
    ['process throws', { heat: { ...heat, process: fails } }, { kind: 'thrown', of: 'process', error: new Error('no') }],
    ['a function throws', { paid: fails }, { kind: 'thrown', of: 'default', error: new Error('no') }],
    ['a promise', { heat: { ...heat, process: async () => 1 } }, { kind: 'result', of: 'process', found: 'a promise' }],
    ['a text', { paid: () => '3' }, { kind: 'result', of: 'default', found: 'a value of type String' }],
    ['null', { paid: () => null }, { kind: 'result', of: 'default', found: 'null' }],
    ['save throws', { heat: { ...heat, save: fails } }, { kind: 'thrown', of: 'save', error: new Error('no') }],
    ['save gives an array', { heat: { ...heat, save: () => [1] } }, { kind: 'saved', found: 'a value of type Array' }],
    ['save gives too much', { heat: { ...heat, save: () => new Uint8Array(17) } }, { kind: 'memory', bytes: 17 }],
    ['recover throws', { heat: { ...heat, recover: fails } }, { kind: 'thrown', of: 'recover', error: new Error('no') }],
  ] // biome-ignore format: a table
  test.each(wrongs)('%s', (_, wrong, problem) => {
    const graph = graphOf(text)
    for (const evaluator of [interpret, wasm]) {
      const run = () => {
        const engine = evaluator(graph, () => {}, given(graph, { heat, paid, ...wrong }))
        for (const move of moves) engine.event(eventOf(graph, move))
        engine.restore(engine.snapshot())
      }
      const fault = thrownBy(run)
      expect(fault).toBeInstanceOf(ExternFault)
      expect((fault as ExternFault).problem).toEqual(problem)
    }
  })

  test('a state takes exactly the memory declared', () => {
    const graph = graphOf(text)
    const full = { ...heat, save: () => new Uint8Array(16).fill(7) }
    for (const evaluator of [interpret, wasm]) {
      const engine = evaluator(graph, () => {}, given(graph, { heat: full, paid }))
      for (const move of moves) engine.event(eventOf(graph, move))
      expect([...new Uint8Array(engine.snapshot())].filter(byte => byte === 7)).toHaveLength(16)
    }
  })

  test('without its operators a graph does not run', () => {
    const graph = graphOf(text)
    for (const evaluator of [interpret, wasm])
      expect(() => evaluator(graph, () => {})).toThrow('the graph calls `paid` of paid.ts, which was not given')
  })
})

function fails(): never {
  throw new Error('no')
}

function thrownBy(run: () => void): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
