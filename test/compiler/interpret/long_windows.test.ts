import { describe, expect, test } from 'vitest'
import { layout } from '../../../compiler/layout/layout.ts'
import { compiled, disagreement, interpreted } from '../emit/agreement.ts'
import { Building, quote } from './build.ts'
import { counted } from './window_meaning.ts'

const single = ['mean', 'var', 'std'] as const
const pair = ['cov', 'corr', 'slope', 'intercept'] as const

/** All of their moments of n ticks, and quotes that wander for two and a half blocks. */
function moments(n: number) {
  const b = new Building([1_000_000])
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  const bid = b.source('quote', 'bid', [instrument], alive)
  const ask = b.source('quote', 'ask', [instrument], alive)
  const nodes = [
    ...single.map(aggregate => ({ aggregate, node: b.node({ op: 'window', aggregate, n }, [bid]) })),
    ...pair.map(aggregate => ({ aggregate, node: b.node({ op: 'window', aggregate, n }, [bid, ask]) })),
  ]
  let [y, seed] = [30_000.15, 1]
  const events = Array.from({ length: Math.ceil(2.5 * n) }, (_, k) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    y += seed / 2 ** 32 - 0.5
    return quote(k, [y, 1, 3 * y + ((seed >>> 7) % 100) / 100, 1])
  })
  return { graph: b.build(), nodes, events }
}

describe('moments of many ticks', () => {
  test.each([128, 129, 192, 256, 257])('of %i have the bits of the documented order of combination', n => {
    const { graph, nodes, events } = moments(n)
    const { evaluator } = compiled(graph)
    const ticks = events.map(({ fields: [y, , x] }) => ({ time: 0, y: y!, x: x!, until: Number.POSITIVE_INFINITY }))
    for (const [k, event] of events.entries()) {
      evaluator.event(event)
      for (const { aggregate, node } of nodes) {
        const wanted = counted({ op: 'window', aggregate, n }, ticks.slice(0, k + 1))
        if (!Object.is(evaluator.value(node, 0), wanted))
          throw new Error(`${aggregate} ${k}: ${evaluator.value(node, 0)} is not ${wanted}`)
      }
    }
  })

  test.each([129, 256])(
    'of %i are the same in both evaluators, also where one goes on with the state of the other',
    n => {
      const { graph, events } = moments(n)
      expect(disagreement(graph, events, compiled(graph), interpreted(graph))).toBeUndefined()
      const [first, then] = [interpreted(graph), compiled(graph)]
      for (const event of events.slice(0, n + 40)) first.evaluator.event(event)
      then.evaluator.restore(first.evaluator.snapshot())
      first.lines.length = 0
      expect(disagreement(graph, events.slice(n + 40), then, first)).toBeUndefined()
    },
  )

  test('take their ticks and little more', () => {
    const { graph } = moments(1_000)
    const slots = layout(graph).nodes.flatMap(({ bytes }, n) => (graph.nodes[n]!.op.op === 'window' ? bytes / 8 : []))
    expect(Math.max(...slots.slice(0, 3))).toBeLessThan(1.2 * 1_000)
    expect(Math.max(...slots.slice(3))).toBeLessThan(2.5 * 1_000)
  })
})
