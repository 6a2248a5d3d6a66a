import fc from 'fast-check'
import { expect, test } from 'vitest'
import { programs } from './programs.ts'
import { graphOf } from './run.ts'

/** I11 and I12, as far as the graph goes: order, names of lets and layout are not part of the meaning. */
test('order of declarations, names of lets and comments do not change the digest', () => {
  const seed = fc.integer()
  fc.assert(
    fc.property(programs, seed, (source, at) => {
      const lines = source.trimEnd().split('\n')
      const each = lines.findIndex(line => line.startsWith('each '))
      const [head, body] = [lines.slice(2, each), lines.slice(each + 1, -1)]
      const shuffled = [...lines.slice(0, 2), ...shuffle(head, at), lines[each], ...shuffle(body, at + 1), '}'].join(
        '\n// end\n',
      )
      const renamed = shuffled.replace(/\bx\b(?=\.| =)/g, 'left').replace(/\by\b(?=\.| =)/g, 'right')
      expect(renamed).not.toBe(source)
      expect(graphOf(renamed).digest).toBe(graphOf(source).digest)
    }),
    { numRuns: 200 },
  )
})

function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  return fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { seed, numRuns: 1 })[0]!
}
