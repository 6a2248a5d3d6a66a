import { describe, expect, test } from 'vitest'
import { readArtefact, writeArtefact } from '../../../compiler/artefact/artefact.ts'
import { graphFault } from '../../../compiler/artefact/shape.ts'
import { bounds, warmupText } from '../../../compiler/bounds/bounds.ts'
import { diff } from '../../../compiler/diff/diff.ts'
import { wasm } from '../../../compiler/emit/wasm.ts'
import type { Node } from '../../../compiler/ir/graph.ts'
import { compileText } from '../harness.ts'
import { files, given, graphOf, head, heat, paid } from './sample.ts'

const hot = 'feature hot = heat(b[BTC/USD].trades.side, b[BTC/USD].trades.qty)'
const isExtern = ({ op }: Node) => op.op === 'extern'

describe('the graph of a declared operator', () => {
  test('names the file, its digest, what it may save and what `setup` is given', () => {
    expect(graphOf(hot).externs).toEqual([
      {
        name: 'heat',
        path: 'heat.ts',
        // printf 'the text of heat' | sha256sum
        digest: '18fd33b624318a0fdada946676aa1769a4c64ac030e2343d3a25f0b06f51b9e6',
        inputs: 2,
        memory: 16,
        params: [{ name: 'keep', value: 0.5 }],
      },
    ])
  })

  test('calls it once for the same values, and keeps room for its state', () => {
    const graph = graphOf(`${hot}\nfeature twice = 2 * heat(b[BTC/USD].trades.side, b[BTC/USD].trades.qty)`)
    const node = graph.nodes.findIndex(isExtern)
    expect(graph.nodes.filter(isExtern)).toHaveLength(1)
    const found = bounds(graph).nodes[node]!
    expect(found.bytesPerInstance).toBe(9 + 8 + 16)
    expect(found.clock).toEqual(['b[BTC/USD].trades'])
    expect(warmupText(found.warmup)).toBe('2 × b[BTC/USD].trades')
  })

  test('has another digest when the file has another text, or `setup` another number, and not when it is moved', () => {
    const digest = (text: string, using: Readonly<Record<string, string>> = files) => graphOf(text, using).digest
    const first = digest(hot)
    expect(digest(hot, { ...files, 'heat.ts': 'another text' })).not.toBe(first)
    const setup = compileText(head.replace('50%', '51%') + hot, files).graph!
    expect(setup.digest).not.toBe(first)
    expect(digest(hot, { ...files, 'paid.ts': 'another text' })).toBe(first)
    const moved = compileText(head.replace('./heat.ts', './of/heat.ts') + hot, {
      ...files,
      'of/heat.ts': files['heat.ts'],
    })
    expect(moved.graph!.externs![0]!.path).toBe('of/heat.ts')
    expect(moved.graph!.digest).toBe(first)
  })

  test('a redeploy keeps its state as long as the file is the same', () => {
    const graph = graphOf(hot)
    const node = graph.nodes.findIndex(isExtern)
    expect(
      diff(graph, graphOf(`${hot}\nfeature x = b[ETH/USD].quote.bid`)).nodes.filter(({ is }) => is === 'same'),
    ).toHaveLength(graph.nodes.length)
    expect(diff(graph, graphOf(hot, { ...files, 'heat.ts': 'another text' })).nodes[node]!.is).toBe('changed')
  })

  test('goes into a compiled file, which names it', () => {
    const graph = graphOf(hot)
    const read = readArtefact(writeArtefact({ graph, sources: new Map(), by: '0' }))
    expect('graph' in read && read.graph).toEqual(graph)
  })

  test('is refused where it does not fit what it names', () => {
    const graph = graphOf(hot)
    const [external] = graph.externs!
    const node = `its node ${graph.nodes.findIndex(isExtern)} is none`
    const { externs: _, ...without } = graph
    expect(graphFault(graph)).toBeUndefined()
    expect(graphFault(without)).toBe(node)
    expect(graphFault({ ...graph, externs: 7 })).toBe('its graph has no externs')
    expect(graphFault({ ...graph, externs: [null] })).toBe('its extern 0 is none')
    expect(graphFault({ ...graph, externs: [{ ...external, memory: 65_537 }] })).toBe('its extern 0 is none')
    expect(graphFault({ ...graph, externs: [{ ...external, memory: 8 }] })).toBe(node)
    expect(graphFault({ ...graph, externs: [{ ...external, inputs: 3 }] })).toBe(node)
  })

  test('a library brings it, with a path from where the library stands', () => {
    const library =
      'library crowd\nextern fn heat(mood: number, volume: quantity[a]): number from "./heat.ts" { memory: 16 }\nfn warm(i) = heat(i.trades.side, i.trades.qty) + 1\n'
    const text = `${head.split('\n').slice(0, 4).join('\n')}\nuse "./libs/crowd" (heat, warm)\nfeature h = warm(b[BTC/USD]) + heat(1, 2 BTC) * 0 + heat(b[BTC/USD].trades.side, b[ETH/USD].quote.bid_size)`
    const { graph, diagnostics } = compileText(text.replace(' + heat(1, 2 BTC) * 0', ''), {
      'libs/crowd.hvt': library,
      'libs/heat.ts': 'x',
    })
    expect(diagnostics).toEqual([])
    expect(graph!.externs!.map(({ path }) => path)).toEqual(['libs/heat.ts'])
    expect(compileText(library, { 'heat.ts': 'x' }).diagnostics).toEqual([])
  })

  test('a unit of its result is that of the call', () => {
    const graph = graphOf(
      'feature one = paid(b[BTC/USD].quote.bid) + 1 USD   feature two = paid(2[BTC/ETH], 1 ETH) + 1 BTC',
    )
    const engine = wasm(graph, () => {}, given(graph, { heat: heat, paid: paid }))
    const units = graph.outputs.map(({ columns }) => columns[0]!.unit)
    expect(units).toEqual(['USD', 'BTC'])
    const constant = graph.outputs[1]!.columns[0]!.value
    expect('input' in constant && engine.value(constant.input.node, 0)).toBe(3)
  })
})
