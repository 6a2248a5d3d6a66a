import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { format } from '../../../grammar/format/format.ts'
import { graphOf } from '../run.ts'
import { upkeep } from './acting.ts'
import { withoutFunctions, withoutLets } from './inline.ts'
import { parts, programsOf, wholePrograms, wholeProgramsOf } from './programs.ts'
import { prefix, renamed } from './rename.ts'
import { split } from './split.ts'
import { functions } from './streams.ts'

/** I12: functions, modules, names and layout are means of writing; what is written keeps its meaning without them. */
const both = fc.oneof({ weight: 3, arbitrary: wholePrograms }, { weight: 1, arbitrary: programsOf(functions) })

test('every function replaced by its body, every `let` by its value, and the one form of the text: the same digest', () => {
  let changed = 0
  fc.assert(
    fc.property(both, text => {
      const { digest } = graphOf(text)
      for (const other of [withoutFunctions(text), withoutLets(text), format('whole.hvt', text).text!]) {
        expect(graphOf(other).digest, other).toBe(digest)
        if (other !== text) changed++
      }
      expect(withoutFunctions(text)).not.toMatch(/^fn /m)
    }),
    { numRuns: 200 },
  )
  expect(changed).toBeGreaterThan(500)
})

test('functions and constants in libraries, one using the other: the same digest', () => {
  let moved = 0
  const calling = fc.oneof(programsOf(functions), wholePrograms)
  fc.assert(
    fc.property(calling, text => {
      const { text: rest, files } = split(text)
      expect(rest).not.toMatch(/^fn /m)
      expect(graphOf(rest, files).digest, rest).toBe(graphOf(text).digest)
      moved += files['upper.hvt']!.split('\nfn ').length - 1
    }),
    { numRuns: 200 },
  )
  expect(moved).toBeGreaterThan(100)
})

test('every name that a strategy declares changed: the same graph but for them', () => {
  let names = 0
  // Reactions stand in the order of their texts: one that begins with no name would change its place among the others.
  const named = wholeProgramsOf(parts.filter(part => part !== upkeep))
  fc.assert(
    fc.property(named, text => {
      const other = renamed(text)
      expect(withoutPlaces(graphOf(other)).replaceAll(prefix, ''), other).toBe(withoutPlaces(graphOf(text)))
      names += new Set(other.match(/renamed_\w+/g)).size
    }),
    { numRuns: 200 },
  )
  expect(names).toBeGreaterThan(4_000)
})

const withoutPlaces = (graph: Graph) =>
  JSON.stringify(graph, (key, value) => (key === 'span' || key === 'digest' ? undefined : value))
