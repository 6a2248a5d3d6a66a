import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wasm } from '../../compiler/emit/wasm.ts'
import { address, markets } from './events.ts'
import { programs } from './programs.ts'
import { graphOf, run } from './run.ts'

/** I11 and I12: order, names of lets and layout are not part of the meaning. */
test('order of declarations and of members, names of lets and comments change neither digest nor reports', () => {
  const seed = fc.integer()
  let reports = 0
  fc.assert(
    fc.property(programs, markets(500), seed, (source, moves, at) => {
      const lines = source.trimEnd().split('\n')
      const each = lines.findIndex(line => line.startsWith('each '))
      const [head, body] = [lines.slice(2, each), lines.slice(each + 1, -1)]
      const shuffled = [...lines.slice(0, 2), ...shuffle(head, at), lines[each], ...shuffle(body, at + 1), '}'].join(
        '\n// end\n',
      )
      const renamed = shuffled
        .replace(/\bx\b(?=\.| =)/g, 'left')
        .replace(/\by\b(?=\.| =)/g, 'right')
        .replace('[a, b]', '[b, a]')
        .replace('[BTC/USD, ETH/USD]', '[ETH/USD, BTC/USD]')
      expect(renamed).not.toBe(source)
      const [graph, other] = [graphOf(source), graphOf(renamed)]
      expect(other.digest).toBe(graph.digest)
      const wanted = run(graph, address(graph, moves), wasm).lines
      expect(run(other, address(other, moves), wasm).lines.join('\n') === wanted.join('\n')).toBe(true)
      reports += wanted.length
    }),
    { numRuns: 200 },
  )
  expect(reports).toBeGreaterThan(100_000)
})

function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  return fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { seed, numRuns: 1 })[0]!
}
