import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bounds } from '../../../compiler/bounds/bounds.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { graphOf } from '../run.ts'
import { parts, programsOf, wholePrograms } from './programs.ts'

describe('random strategies of the whole language', () => {
  test.each(parts.map((part, i) => [i, part] as const))(
    'part %i compiles, whatever stands in its places',
    (_, part) => {
      fc.assert(
        fc.property(programsOf(part), text => void graphOf(text)),
        { numRuns: 10 },
      )
    },
  )

  test('200 of several parts compile and use all that acts; I6: their state is of the size that follows from the graph', () => {
    const used = new Set<string>()
    fc.assert(
      fc.property(wholePrograms, text => {
        const graph = graphOf(text)
        for (const [kind, list] of Object.entries(graph.acting ?? {})) if (list.length > 0) used.add(kind)
        expect(interpret(graph, () => {}).snapshot().byteLength).toBe(bounds(graph).bytes)
      }),
      { numRuns: 200 },
    )
    const all = 'alerts cycles labels models pairs phases portfolios reactions risk standing'
    expect([...used].sort().join(' ')).toBe(all)
  })
})
