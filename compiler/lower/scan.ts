import type { ScanOp, ScanStep } from '../ir/scan.ts'
import { stateReaders, type Term } from '../program/term.ts'
import type { Placed } from './builder.ts'

/** A scan's body as steps over its state and its inputs: what does not read its state is an input. */
export function scanSteps(
  id: object,
  bodies: readonly Term[],
  init: readonly number[],
  lower: (term: Term) => Placed,
): { readonly op: ScanOp; readonly inputs: readonly Placed[] } {
  const inputs = outer(id, bodies)
  const steps: ScanStep[] = []
  const numbers = new Map<Term, number>(inputs.map((input, k) => [input, init.length + k]))

  const number = (term: Term): number => {
    const known = numbers.get(term)
    if (known !== undefined) return known
    const { op } = term
    if (op.op === 'state') return op.slot
    if (op.op !== 'pointwise' && op.op !== 'coalesce' && op.op !== 'present')
      throw new Error(`a step that remembers: ${op.op}`)
    const args = term.args.map(number)
    const result = init.length + inputs.length + steps.push({ fn: op.op === 'pointwise' ? op.fn : op.op, args }) - 1
    numbers.set(term, result)
    return result
  }

  const next = bodies.map(number)
  return { op: { op: 'scan', init, steps, next }, inputs: inputs.map(lower) }
}

/** The greatest parts of the bodies that do not read the state, in the order in which they are met. */
function outer(id: object, bodies: readonly Term[]): readonly Term[] {
  const readsState = stateReaders(id)
  const found = new Set<Term>()
  const seen = new Set<Term>()
  const visit = (term: Term) => {
    if (seen.has(term)) return
    seen.add(term)
    if (readsState(term)) term.args.forEach(visit)
    else found.add(term)
  }
  bodies.forEach(visit)
  return [...found]
}
