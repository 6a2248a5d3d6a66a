import type { Decl } from '../../grammar/ast/index.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { parse } from '../../grammar/parse.ts'
import { Lines } from '../../grammar/source/lines.ts'
import { compileText } from '../compiler/harness.ts'
import { apply, type Mutation, mutation, random } from '../grammar/mutations.ts'

/** What is told of two mistakes in two declarations of one strategy. */
export interface Pairs {
  readonly both: number
  readonly tried: number
  /** The pairs of which one was not found, for people. */
  readonly missed: readonly string[]
}

interface Planted {
  readonly mutation: Mutation
  /** The declaration that it is in. */
  readonly decl: number
  /** What is told of it alone. */
  readonly alone: readonly Diagnostic[]
}

/** Plants random pairs of single-token mistakes, each of which is an error by itself, in different declarations of a text. */
export function plantPairs(source: string, seed: number, count: number): Pairs {
  const next = random(seed)
  const spans = leaves(parse('test.hvt', source).file.decls).map(({ span }) => span)
  const missed: string[] = []
  let tried = 0
  while (tried < count) {
    const [a, b] = [plant(), plant()].sort((x, y) => x.mutation.start - y.mutation.start) as [Planted, Planted]
    if (a.decl === b.decl) continue
    tried++
    const text = apply(apply(source, b.mutation), a.mutation)
    const found = errors(text)
    const moved = a.mutation.text.length - (a.mutation.end - a.mutation.start)
    const lost = [
      !isFound(a, a.mutation.start, found, text) && a,
      !isFound(b, b.mutation.start + moved, found, text) && b,
    ].filter(one => one !== false)
    if (lost.length === 0) continue
    const told = found.map(d => d.message).join('; ')
    const which = ({ mutation: m, alone }: Planted) =>
      `line ${new Lines(source).at(m.start).line}: ${m.what} ${JSON.stringify(source.slice(m.start, m.end))} ${JSON.stringify(m.text)} (${alone[0]!.message})`
    missed.push(`${lost.map(which).join(' AND ')}\n   beside ${which(lost[0] === a ? b : a)}\n   told: ${told}`)
  }
  return { both: tried - missed.length, tried, missed }

  function plant(): Planted {
    for (;;) {
      const m = mutation(source, next)
      const decl = spans.findIndex(({ start, end }) => start <= m.start && m.end <= end)
      const alone = decl < 0 ? [] : errors(apply(source, m))
      if (alone.length > 0) return { mutation: m, decl, alone }
    }
  }
}

const errors = (text: string): readonly Diagnostic[] =>
  compileText(text).diagnostics.filter(d => d.severity === 'error')

/** By what is told of it alone, or by a message within a line of it. */
function isFound({ alone }: Planted, offset: number, found: readonly Diagnostic[], text: string): boolean {
  const lines = new Lines(text)
  const near = (d: Diagnostic) => Math.abs(lines.at(d.span!.start).line - lines.at(offset).line) <= 1
  return found.some(d => alone.some(one => one.code === d.code && one.message === d.message) || near(d))
}

/** Declarations that hold no others. */
function leaves(decls: readonly Decl[]): readonly Decl[] {
  return decls.flatMap(decl => (decl.kind === 'each' || decl.kind === 'pair' ? leaves(decl.body) : [decl]))
}
