import { join } from 'node:path'
import { loadExterns } from '../../../cli/host/externs.ts'
import { loadToRun } from '../../../cli/host/load_file.ts'
import { wasm } from '../../../compiler/emit/wasm.ts'
import type { Evaluator } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { backtest } from '../../../runtime/backtest/backtest.ts'
import { type Key, keysOf } from '../../../runtime/backtest/observers/observer.ts'
import { generateMarket } from '../../../runtime/market/generated/generate.ts'
import type { Truth } from '../../../runtime/market/generated/truth.ts'
import { root } from '../../architecture/tree.ts'

export interface Watching {
  readonly strategy: string
  readonly params?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  readonly seed: number
  /** Minutes. */
  readonly length: number
  /** What the engine would say of venues, by kind of channel. */
  readonly told?: Readonly<Record<string, number>>
  /** The outputs that are looked at. */
  readonly outputs: readonly string[]
}

/** A report of an output: its fields by name, absent ones as NaN; of a signal only where it fires. */
export interface Seen {
  readonly name: string
  readonly key: Key
  readonly at: number
  readonly values: Readonly<Record<string, number>>
  /** Inside of `pair`: whether there is evidence for this one. */
  readonly isPair: boolean
}

/** Runs one of the five systems on a rich market, and hands on what its outputs say. */
export async function watching(how: Watching, see: (seen: Seen) => void): Promise<{ graph: Graph; truth: Truth }> {
  const { strategy, params, universe, seed, length, told = {}, outputs } = how
  const given = { ...(params && { param: params }), ...(universe && { universe }) }
  const { graph, diagnostics } = loadToRun(join(root, `strategies/${strategy}.hvt`), given)
  if (!graph) throw new Error(diagnostics.map(d => d.message).join('\n'))
  const { externs } = await loadExterns(graph)
  const market = generateMarket(graph, { seed, duration: length * 60e6, preset: 'rich' })
  const nothing = { begin() {}, end() {} }
  const said = graph.channels.flatMap(({ what, fields }, channel) => {
    const value = told[what]
    return value === undefined ? [] : [{ channel, values: fields.map(() => value) }]
  })
  let engine: Evaluator
  await backtest({
    graph,
    evaluator: (of, emit) => {
      engine = wasm(of, emit, externs!)
      engine.give(market.about.from, said)
      return engine
    },
    events: market.events,
    tables: { row() {} },
    watch: {
      pause() {},
      observer: output => {
        if (!outputs.includes(output.name) || !['feature', 'signal'].includes(output.kind)) return undefined
        const keys = keysOf(graph, output)
        const evidence = graph.acting?.pairs.find(({ place }) => place.region === output.region)
        const names = output.columns.map(({ name }) => name)
        return {
          ...nothing,
          see(instance, at, ticked, values) {
            if (!ticked) return
            const fields = Object.fromEntries(names.map((name, i) => [name, values[i]!]))
            const isPair = evidence !== undefined && engine.value(evidence.when.node, instance) === 1
            see({ name: output.name, key: keys[instance]!, at, values: fields, isPair })
          },
        }
      },
    },
  })
  return { graph, truth: market.truth() }
}
