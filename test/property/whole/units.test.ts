import fc from 'fast-check'
import { expect, test } from 'vitest'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { graphOf } from '../run.ts'
import { told, wholeMarkets } from './market.ts'
import { wholePrograms } from './programs.ts'
import { exponentOfUnit, type Scale, scaled } from './scale.ts'

/** What is read by its parts only, and has no unit of its own. */
const compound: ReadonlySet<string> = new Set(['source', 'bars', 'scan', 'statistic'])

/** Powers of which a pool's liquidity, the root of an amount of both, has one too. */
const scales: fc.Arbitrary<Scale> = fc
  .tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -10, max: 10 }))
  .map(([quote, base]) => ({ quote: quote - ((quote + base) % 2), base }))

/** I9: in another size of its assets a strategy decides the same; amounts are other numbers of the same things. */
test('an asset in units 2^k times as large: amounts are so many times the number, all else is equal to the bit', () => {
  let compared = 0
  let amounts = 0
  let reports = 0
  fc.assert(
    fc.property(wholePrograms, wholeMarkets(100), scales, (text, moves, scale) => {
      const [graph, other] = [graphOf(text), graphOf(scaled(text, scale))]
      const k = (unit: string) => exponentOfUnit(unit, scale)
      const pairs = alike(graph, other).filter(
        ([of]) => !compound.has(graph.nodes[of]!.op.op) && !graph.nodes[of]!.unit.includes('?'),
      )
      const lines: [string[], string[]] = [[], []]
      const [a, b] = ([graph, other] as const).map((of, which) =>
        interpret(of, (output, instance, now, ticked) => lines[which]!.push(`${now} ${output}[${instance}] ${ticked}`)),
      ) as [ReturnType<typeof interpret>, ReturnType<typeof interpret>]
      const steps = told(graph, moves)
      steps.forEach((step, s) => {
        step.say(a, step.amounts.map(({ value }) => value)) // biome-ignore format: one line
        step.say(b, step.amounts.map(({ value, unit }) => value * 2 ** k(unit))) // biome-ignore format: one line
        if (s % 10 !== 9 && s < steps.length - 1) return
        for (const [from, to] of pairs) {
          const { unit, region } = graph.nodes[from]!
          const factor = 2 ** k(unit)
          for (let i = 0; i < graph.regions[region]!.instances.length; i++) {
            const [value, is] = [a.value(from, i), b.value(to, i)]
            if (!Object.is(value * factor, is)) expect({ node: other.nodes[to], i, is }).toEqual({ is: value * factor })
            if (Number.isNaN(is)) continue
            compared++
            if (factor !== 1) amounts++
          }
        }
      })
      expect(lines[1].join('\n') === lines[0].join('\n')).toBe(true)
      reports += lines[0].length
    }),
    { numRuns: 200 },
  )
  expect(compared).toBeGreaterThan(200_000)
  expect(amounts).toBeGreaterThan(50_000)
  expect(reports).toBeGreaterThan(10_000)
})

/**
 * Nodes that are the same thing in both. A number that was an amount and a plain one may have been one node: then what
 * outputs and orders read is compared, in its order.
 */
function alike(graph: Graph, other: Graph): readonly (readonly [number, number])[] {
  const same = graph.nodes.length === other.nodes.length && graph.nodes.every(({ op, unit }, n) => op.op === other.nodes[n]!.op.op && unit === other.nodes[n]!.unit && (op.op !== 'constant' || unit !== 'plain' || op.value === (other.nodes[n]!.op as typeof op).value)) // biome-ignore format: one line
  if (same) return graph.nodes.map((_, n) => [n, n])
  const [read, others] = [graph, other].map(of => inputs([of.outputs, of.acting])) as [number[], number[]]
  expect(others.length).toBe(read.length)
  return read.map((n, i) => [n, others[i]!])
}

function inputs(data: unknown): readonly number[] {
  if (typeof data !== 'object' || data === null) return []
  return 'node' in data && 'map' in data ? [data.node as number] : Object.values(data).flatMap(inputs)
}
