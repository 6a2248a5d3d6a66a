import type { Given, Term } from './term.ts'

/** Everything that a term asks the engine for, each once. */
export function readings(term: Term): readonly Given[] {
  const found: Given[] = []
  const seen = new Set<Term>()
  const visit = (of: Term): void => {
    if (seen.has(of)) return
    seen.add(of)
    if (of.op.op === 'given') found.push(of.op.given)
    of.args.forEach(visit)
  }
  visit(term)
  return found
}
