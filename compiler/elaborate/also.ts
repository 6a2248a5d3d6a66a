import type { Span } from '../../grammar/ast/index.ts'
import type { StreamDecl } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import type { Value } from '../program/value.ts'
import type { Context, Scope } from './context.ts'
import type { Placed } from './scopes.ts'
import { conditionOfEvent } from './signals.ts'
import { columnsOf } from './streams.ts'

/** What has a value under its name but is no output. */
type Named = Extract<Placed['decl'], { kind: 'let' | 'const' | 'param' | 'phase' | 'cycle' | 'model' }>
const kinds: ReadonlySet<string> = new Set<Named['kind']>(['let', 'const', 'param', 'phase', 'cycle', 'model'])

/**
 * What is asked for by name, as a feature of its numbers or a signal of its event; nothing where it has neither. A cycle is its
 * state; the rest of it is asked for by field: `carry.from`.
 */
export function streamsAsked(
  context: Context,
  { decl, scope }: Placed,
  names: readonly string[],
): readonly StreamDecl[] {
  const value = kinds.has(decl.kind) ? context.done.get(decl) : undefined
  if (!value) return []
  const { name, span } = (decl as Named).name
  return names.flatMap(asked => {
    const part = asked === name ? value : fieldOf(value, name, asked)
    return part ? streamsOf(asked, part, span, scope) : []
  })
}

/** Words like `drawdown`, where no declaration has their name; `span` is a place of the file, for what is wrong with them. */
export function wordsAsked(
  context: Context,
  names: readonly string[],
  placed: readonly Placed[],
  span: Span,
  scope: Scope,
): readonly StreamDecl[] {
  const declared = new Set(placed.flatMap(({ decl }) => ('name' in decl ? [(decl as Named).name.name] : [])))
  return names.flatMap(name => {
    const value = declared.has(name) ? undefined : context.engine.word(context, { name, span }, scope)
    return value ? streamsOf(name, value, span, scope) : []
  })
}

function streamsOf(name: string, value: Value, span: Span, scope: Scope): readonly StreamDecl[] {
  const about = { name, span, scope: scope.key }
  const event = eventOnly(value)
  if (event) return [{ kind: 'signal', ...about, event, condition: conditionOfEvent(event) }]
  const columns = columnsOf(name, fields(value), span) ?? []
  return columns.length ? [{ kind: 'feature', ...about, columns }] : []
}

/** Of a cycle; the fields of other records are columns of theirs. */
function fieldOf(value: Value, name: string, asked: string): Value | undefined {
  if (value.kind !== 'record' || !value.self || !asked.startsWith(`${name}.`)) return undefined
  return value.fields.get(asked.slice(name.length + 1))?.()
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
