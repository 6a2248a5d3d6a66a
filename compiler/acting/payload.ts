import { type Context, childScope, type Scope } from '../elaborate/context.ts'
import { keyedStream } from '../elaborate/names.ts'
import type { Term } from '../program/term.ts'
import type { Value } from '../program/value.ts'
import { frozen } from './scope.ts'

/** Events at which payloads are taken, each with the event that makes the trade. */
const entries = new WeakMap<Term, Term>()

/**
 * In `on up { … }` the payload of `up` is what it was at the event, also where it is read later: `side` does not follow
 * the flow that turns. In the exits of a trade it is that of the event which made it, see `asOfEntry`.
 */
export function withPayload(context: Context, value: Value, event: Term, entry: Term, outer: Scope): Scope {
  // An event of its own: `up.side` is that of the latest `up`, also in the exits.
  const taken = { ...event }
  entries.set(taken, entry)
  return withNames(context, value, taken, 'entry', outer)
}

/** In `label reward for up = …` the payload of `up` is that of the row, also inside a window of the future. */
export function withPayloadOfRow(context: Context, value: Value, row: Term, outer: Scope): Scope {
  return withNames(context, value, row, 'row', outer)
}

function withNames(context: Context, value: Value, at: Term, mark: string, outer: Scope): Scope {
  if (value.kind !== 'record' || value.what !== 'a signal') return outer
  const scope = childScope(outer)
  for (const [name, get] of value.fields) {
    const is = (): Value => {
      const field = get()
      const moves = field.kind === 'scalar' || field.kind === 'record'
      return moves ? frozen(context, field, at, at.span, outer, mark) : field
    }
    const stream = keyedStream(context, name, outer)
    scope.names.set(name, { kind: 'payload', value: is, span: at.span, ...(stream && { stream }) })
  }
  return scope
}

/** A term of the exits of a trade: an event that finds the trade open changes no payload of it. */
export function asOfEntry(whole: Term): Term {
  const done = new Map<Term, Term>()
  const frozenAt = (of: Term): Term => {
    const [x, event] = of.args
    const entry = of.op.op === 'sample' && event && entries.get(event)
    if (entry) return { ...of, args: [x!, entry] }
    const args = of.args.map(at)
    return args.every((arg, k) => arg === of.args[k]) ? of : { ...of, args }
  }
  const at = (of: Term): Term => {
    const is = done.get(of) ?? frozenAt(of)
    done.set(of, is)
    return is
  }
  return at(whole)
}
