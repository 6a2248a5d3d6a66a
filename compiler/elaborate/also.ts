import type { StreamDecl } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import type { Value } from '../program/value.ts'
import type { Context } from './context.ts'
import type { Placed } from './scopes.ts'
import { conditionOfEvent } from './signals.ts'
import { columnsOf } from './streams.ts'

/** A `let` that is asked for by name, as a feature of its numbers or a signal of its event; nothing where it has neither. */
export function streamsOfLet(
  context: Context,
  { decl, scope }: Placed,
  names: readonly string[],
): readonly StreamDecl[] {
  const value = decl.kind === 'let' && names.includes(decl.name.name) ? context.done.get(decl) : undefined
  if (decl.kind !== 'let' || !value) return []
  const { name, span } = decl.name
  const about = { name, span, scope: scope.key }
  const event = eventOnly(value)
  if (event) return [{ kind: 'signal', ...about, event, condition: conditionOfEvent(event) }]
  const columns = columnsOf(name, fields(value), decl.is.span) ?? []
  return columns.length ? [{ kind: 'feature', ...about, columns }] : []
}

/** What only happens: a rise, or a signal without payload. */
function eventOnly(value: Value): Term | undefined {
  if (value.kind === 'scalar') return conditionOfEvent(value.term) && value.term
  return value.kind === 'record' && value.fields.size === 0 ? value.event : undefined
}

/** A record's fields alone, as those of a level. */
function fields(value: Value): Value {
  if (value.kind !== 'record') return value
  const { event: _, ...level } = value
  return level
}
