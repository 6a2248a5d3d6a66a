import { known } from '../program/known.ts'
import { isError, stateReaders, type Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { fail, term } from './context.ts'

const usage = 'scan(start, s -> next)'

/** A state of one's own: a number or a record of numbers, replaced at every tick of what the body reads. */
export const scans: readonly (readonly [string, Builtin])[] = [['scan', { usage, make: scan }]]

/** `scan({ n: 0, sum: 0 }, s -> { n: s.n + 1, sum: s.sum + x })` */
function scan(use: Use): Value {
  if (!arity(use, 2, usage)) return error
  const { context, scope, span } = use
  const [start, lambda] = use.args as [Argument, Argument]
  if (lambda.value.kind !== 'lambda') return wrong(use, lambda, 'a function, `s -> …`')
  const init = numbers(start.value)
  if (!init) return wrong(use, start, 'a number or a record of numbers')
  if ([...init.values()].some(isError)) return error
  const values = [...init.values()].map(known)
  if (values.includes(undefined)) return fail(context, 'HVT2103', scope, start.span, { what: 'the start of a `scan`' })
  const id = {}
  const states = new Map(
    [...init].map(([field, { type }], slot) => [field, term({ op: 'state', id, slot }, [], type, lambda.span, scope)]),
  )
  const result = lambda.value.apply(stateValue(states))
  if (result.kind === 'error') return error
  const next = numbers(result)
  const fits = next && [...init].every(([field, { type }]) => fitting(next.get(field), type)) && next.size === init.size
  if (!next || !fits)
    return fail(context, 'HVT2101', scope, lambda.span, {
      what: 'the next state of a `scan`',
      wanted: start.value.kind === 'record' ? `a record of ${[...init.keys()].join(', ')}` : kindText(start.value),
      found: next && result.kind === 'record' ? `a record of ${[...next.keys()].join(', ')}` : kindText(result),
    })
  const bodies = [...init.keys()].map(field => next.get(field)!)
  if (bodies.some(isError)) return error
  const remembers = remembering(id, bodies)
  if (remembers) return fail(context, 'HVT2122', scope, remembers.span, {})
  const op = { op: 'scan' as const, id, init: values as number[] }
  const whole = term(op, [...bodies, ...init.values()], 'number', span, scope)
  return stateValue(
    new Map(
      [...init].map(([field, { type }], slot) => [field, term({ op: 'part', slot }, [whole], type, span, scope)]),
    ),
  )
}

/** The name of the only number of a state that is no record. */
const single = ''

function numbers(value: Value): ReadonlyMap<string, Term> | undefined {
  if (value.kind === 'scalar') return value.term.type === 'choice' ? undefined : new Map([[single, value.term]])
  if (value.kind !== 'record' || value.event || value.fields.size === 0) return undefined
  const terms = new Map<string, Term>()
  for (const [field, get] of value.fields) {
    const part = get()
    if (part.kind !== 'scalar' || part.term.type === 'choice') return undefined
    terms.set(field, part.term)
  }
  return terms
}

function stateValue(terms: ReadonlyMap<string, Term>): Value {
  const only = terms.get(single)
  if (only) return { kind: 'scalar', term: only }
  const fields = [...terms].map(([field, of]) => [field, (): Value => ({ kind: 'scalar', term: of })] as const)
  return { kind: 'record', what: 'a record', fields: new Map(fields) }
}

function fitting(next: Term | undefined, type: Term['type']): boolean {
  return next !== undefined && (next.type === type || isError(next))
}

/** A part of the body that reads the state and has a memory itself. */
function remembering(id: object, bodies: readonly Term[]): Term | undefined {
  const reads = stateReaders(id)
  const visited = new Set<Term>()
  const visit = (of: Term): Term | undefined => {
    if (visited.has(of) || !reads(of)) return undefined
    visited.add(of)
    const plain = ['state', 'pointwise', 'coalesce', 'present'].includes(of.op.op)
    return plain ? of.args.map(visit).find(found => found) : of
  }
  return bodies.map(visit).find(found => found)
}
