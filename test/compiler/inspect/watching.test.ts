import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { find } from '../../../compiler/inspect/find.ts'
import { inspect, watched } from '../../../compiler/inspect/inspect.ts'
import type { ValueTree } from '../../../compiler/inspect/tree.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { generateMarket } from '../../../runtime/market/generated/generate.ts'

const root = new URL('../../../', import.meta.url)
const host = { read: (path: string) => readFileSync(new URL(`compiler/${path}`, root), 'utf8') }

test.each([
  ['examples/spread_signals.hvt', 'opportunity[BTC/USD, kraken, bitstamp]'],
  ['examples/pool_signals.hvt', undefined],
])('%s: to be watched changes no value, and every evaluator tells the same', async (path, asked) => {
  const { graph } = compile({ path, text: readFileSync(new URL(path, root), 'utf8') }, host)
  const output = graph!.outputs.find(o => o.kind === 'signal')!
  const keys = graph!.regions[output.region]!.instances[0]!
  const found = find(graph!, asked ?? `${output.name}${keys.length ? `[${keys.join(', ')}]` : ''}`)
  if ('fault' in found) throw new Error(JSON.stringify(found))
  const probed = watched(graph!, found)
  expect(probed.graph.nodes.slice(0, graph!.nodes.length)).toEqual(graph!.nodes)
  const runs = [interpret(graph!, () => {}), interpret(probed.graph, () => {}), wasm(probed.graph, () => {})] as const
  for await (const chunk of generateMarket(graph!, { duration: 20_000_000 }).events)
    for (const run of runs) run.batch(chunk)
  const values = runs.map(run =>
    graph!.nodes.flatMap((node, n) => graph!.regions[node.region]!.instances.map((_, i) => run.value(n, i))),
  )
  expect(values[1]).toEqual(values[0])
  expect(values[2]).toEqual(values[0])
  const told = runs.slice(1).map(run => ({ ...inspect(probed, run, found), tree: undefined }))
  expect(told[1]).toEqual(told[0])
})

test.each([
  ['examples/spread_signals.hvt', 5_000_000],
  ['examples/pool_signals.hvt', 60_000_000],
  ['examples/basis_spreads.hvt', 3_000_000],
])('%s: every absent value has a reason that is known', async (path, duration) => {
  const { graph } = compile({ path, text: readFileSync(new URL(path, root), 'utf8') }, host)
  const outputs = graph!.outputs.flatMap(({ kind }, o) => (kind === 'condition' || kind === 'record' ? [] : [o]))
  const probed = watched(graph!, { outputs, instance: 0, name: '', keys: [] })
  const evaluator = interpret(probed.graph, () => {})
  for await (const chunk of generateMarket(graph!, { duration }).events) evaluator.batch(chunk)
  let absent = 0
  const look = (tree: ValueTree) => {
    expect(tree.absence === undefined, `node ${tree.place.node}`).toBe(!Number.isNaN(tree.value))
    expect(tree.absence?.cause.what, `node ${tree.place.node}`).not.toBe('unknown')
    if (tree.absence) absent++
    for (const input of tree.inputs) look(input)
  }
  for (const o of outputs) {
    const { region, keys } = graph!.outputs[o]!
    const { instances } = graph!.regions[region]!
    for (const instance of new Set([0, instances.length - 1])) {
      const about = { outputs: [o], instance, name: '', keys: instances[instance]!.slice(0, keys.length) }
      const [root] = inspect(probed, evaluator, about).roots
      for (const tree of root!.kind === 'signal' ? [root!.event, root!.condition] : [root!.tree]) if (tree) look(tree)
    }
  }
  expect(absent).toBeGreaterThan(0)
})
