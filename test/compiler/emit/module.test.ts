import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import loadWabt from 'wabt'
import { emit } from '../../../compiler/emit/emit.ts'
import { instantiate, instantiateAsync, wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { layout } from '../../../compiler/layout/layout.ts'
import { schedule } from '../../../compiler/layout/schedule.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'
import { Building, heartbeat, quote } from '../interpret/build.ts'
import { graphs } from '../interpret/random.ts'
import { arithmetic } from './arithmetic.ts'
import { largeGraph } from './large.ts'

const wabt = await loadWabt()
const strategies = ['examples/spread_signals.hvt', 'examples/basis_spreads.hvt'].map(path =>
  graphOf(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')),
)

/** By another reader of the binary format than the one that runs it. */
function validate(graph: Graph): void {
  const bytes = emit(graph)
  expect(WebAssembly.validate(bytes)).toBe(true)
  const module = wabt.readWasm(bytes, { readDebugNames: false })
  module.validate()
  module.destroy()
}

describe('an emitted module', () => {
  test('is valid: random graphs', () => {
    fc.assert(fc.property(graphs, validate), { numRuns: 100 })
  })

  test('is valid: random programs', () => {
    fc.assert(
      fc.property(programs, source => validate(graphOf(source))),
      { numRuns: 50, endOnFailure: true },
    )
  })

  test('is valid: strategies, large graphs, all functions, nothing at all', () => {
    for (const graph of [...strategies, largeGraph(1), arithmetic(), new Building([]).build()]) validate(graph)
  })

  test('is the same for the same graph, also after JSON', () => {
    for (const graph of strategies) {
      expect(emit(graph)).toEqual(emit(graph))
      expect(emit(JSON.parse(JSON.stringify(graph)))).toEqual(emit(graph))
    }
  })

  test('imports nothing but what computes statistics, and that only where there are some', () => {
    const b = new Building([5])
    const bid = b.source('quote', 'bid', [b.instrument(0)], b.alive([0]))
    const imports = () => WebAssembly.Module.imports(new WebAssembly.Module(emit(b.build())))
    b.watch(b.node({ op: 'window', aggregate: 'std', n: 20 }, [bid]))
    expect(imports()).toEqual([])
    for (const n of [40, 50]) b.watch(b.node({ op: 'statistic', fn: 'hurst', n }, [bid]))
    expect(imports()).toMatchObject([{ module: 'host', name: 'statistic' }])
  })

  test('has code by block, not by instance', () => {
    const spreads = (pairs: number) => {
      const b = new Building([5])
      const region = b.region(...Array.from({ length: pairs }, (_, i) => `${i}`))
      const map = b.map(...Array<number>(pairs).fill(0))
      const alive = b.alive([0])
      const bid = b.source('quote', 'bid', [b.instrument(0)], alive)
      b.watch(b.node({ op: 'window', aggregate: 'std', n: 20 }, [[bid, map]], region), region)
      return emit(b.build()).length
    }
    // Each more takes its places in the tables of instances only.
    expect((spreads(1_064) - spreads(64)) / 1_000).toBeLessThan(10)
  })

  test('large graphs are beyond one word of blocks and of outputs, and beyond one function a block', () => {
    const graph = largeGraph(1)
    const { blocks } = schedule(graph)
    expect(blocks.length).toBeGreaterThan(64)
    expect(Math.max(...blocks.map(({ from, to }) => to - from))).toBeGreaterThan(200)
    const words = graph.outputs.map(({ region }) => Math.ceil(graph.regions[region]!.instances.length / 64))
    expect(words.reduce((a, b) => a + b)).toBeGreaterThan(64)
    expect(Math.max(...words)).toBeGreaterThan(1)
  })
})

describe('a compiled evaluator', () => {
  const bytes = strategies.map(emit)

  test('begins as the interpreter does, however it was compiled', async () => {
    for (const [k, graph] of strategies.entries()) {
      const wanted = Buffer.from(interpret(graph, () => {}).snapshot())
      for (const is of [
        wasm(graph, () => {}),
        instantiate(graph, bytes[k]!, () => {}),
        await instantiateAsync(graph, bytes[k]!, () => {}),
      ]) {
        // Cheaper than a deep comparison of megabytes.
        expect(wanted.equals(Buffer.from(is.snapshot()))).toBe(true)
        expect(is.snapshot().byteLength).toBe(layout(graph).bytes)
      }
    }
  })

  test('refuses the state of another graph, and a venue that is not there', () => {
    const evaluator = wasm(strategies[0]!, () => {})
    expect(() => evaluator.restore(new ArrayBuffer(8))).toThrow(new RangeError('a snapshot of another graph'))
    expect(() => evaluator.event(heartbeat(1, 8))).toThrow(new RangeError('no venue 8'))
    expect(() => evaluator.event(heartbeat(1, Number.NaN))).toThrow(new RangeError('no venue NaN'))
  })

  test('refuses a graph whose state has no room', () => {
    const b = new Building()
    b.node({ op: 'prev', n: 2 ** 29 }, [b.node({ op: 'every', period: 1 })])
    expect(() => emit(b.build())).toThrow(/^the state of the graph takes 4295254240 bytes$/)
  })

  test('ignores events that nobody reads, but hears their venue', () => {
    const b = new Building([5])
    b.watch(b.alive([0]))
    b.instrument(0)
    const reports: number[][] = []
    const evaluator = wasm(b.build(), (output, instance, now, ticked, values) => {
      reports.push([output, instance, now, Number(ticked), ...values])
    })
    evaluator.batch([quote(1, [1]), quote(2, [1], { instrument: 7 }), quote(20, [1])])
    expect(reports).toEqual([
      [0, 0, 1, 0, 1],
      [0, 0, 7, 0, 0],
      [0, 0, 20, 0, 1],
    ])
    expect(evaluator.steps).toEqual({ events: 3, timers: 1 })
  })
})
