import type { Span } from '../../grammar/ast/index.ts'
import { suggest } from '../../grammar/diagnostics/nearest.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import { map } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import type { Value } from '../program/value.ts'
import { type Context, fail, type Scope, term } from './context.ts'
import { keyText } from './key-text.ts'

/** The number that stands for a word (`CALM`, `kraken`) in the graph. All choices of a program share one list. */
export function choiceNumber({ choices }: Context, text: string): number {
  const known = choices.indexOf(text)
  return known >= 0 ? known : choices.push(text) - 1
}

/** A word, a text or a key as a value that can change: `if c then CALM else WILD`. Undefined for all else. */
export function choiceOf(context: Context, value: Value, span: Span, scope: Scope): Term | undefined {
  if (value.kind === 'scalar') return value.term.type === 'choice' ? value.term : undefined
  if (value.kind === 'record' && value.self) return value.self.type === 'choice' ? value.self : undefined
  const text = keyText(value)
  if (!text) return undefined
  const keys = inScopeOrder(text.keys)
  for (const tuple of instances(keys)) choiceNumber(context, text.at(assignment(keys, tuple)))
  if (text.keys.length > 0)
    return term(
      { op: 'table', value: map(text, t => choiceNumber(context, t)), unit: plain },
      [],
      'choice',
      span,
      scope,
    )
  const number = choiceNumber(context, text.at(noKeys))
  return term({ op: 'constant', value: number, unit: plain, bare: false }, [], 'choice', span, scope)
}

/** Whether the first choice can ever be the second; says so where it cannot. */
export function checkPossible(context: Context, subject: Term, wanted: Term, scope: Scope): boolean {
  const values = possible(subject)
  const { op } = wanted
  if (!values || op.op !== 'constant' || values.has(op.value)) return true
  const known = [...values].map(n => context.choices[n]!)
  const word = context.choices[op.value]!
  const suggested = suggest(word, known)
  fail(context, 'HVT2120', scope, wanted.span, { word, known: known.join(', '), ...suggested })
  return false
}

/** Every value that a choice can have; undefined when that is not known here. */
export function possible({ op, args }: Term): ReadonlySet<number> | undefined {
  switch (op.op) {
    case 'constant':
      return new Set([op.value])
    case 'over':
      return new Set(op.members)
    case 'given':
      return op.given.words && new Set(op.given.words)
    case 'coalesce':
      return union(args)
    case 'pointwise':
      return op.fn === 'if' ? union(args.slice(1)) : undefined
    case 'ref':
    case 'override':
    case 'prev':
    case 'sample':
    case 'changed':
    case 'fresh':
      return possible(args[0]!)
    default:
      return undefined
  }
}

function union(terms: readonly Term[]): ReadonlySet<number> | undefined {
  const sets = terms.map(possible)
  return sets.includes(undefined) ? undefined : new Set(sets.flatMap(set => [...(set ?? [])]))
}

const noKeys = () => {
  throw new Error('a fixed text asked for a key')
}
