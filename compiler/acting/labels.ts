import type { Label as LabelDecl, Span } from '../../grammar/ast/index.ts'
import { type Context, childScope, fail, type Scope } from '../elaborate/context.ts'
import { eventOf } from '../elaborate/events.ts'
import { isError, type Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { withPayloadOfRow } from './payload.ts'

/** One number of a label. */
export interface LabelColumn {
  readonly decl: LabelDecl
  readonly name: string
  readonly term: Term
  /** What makes its rows; absent: what the model that predicts it says. */
  readonly event: Term | undefined
  readonly scope: Scope
}

const columns = new WeakMap<Term, LabelColumn>()

/** `label reward for candidate = …`: known after its windows of the future, or when the trade of the row ends. */
export function labelValue(context: Context, decl: LabelDecl, outer: Scope): Value {
  const rows = decl.for && context.expression({ kind: 'name', ...decl.for }, outer)
  const event = rows && eventOf(context, rows, outer, decl.for!.span, '`for`')
  if (rows && !event) return error
  const at = event ?? unsaid(decl.span, outer)
  const inside = childScope(outer, { marks: new Map([['row', at]]) })
  const scope = rows ? withPayloadOfRow(context, rows, at, inside) : inside
  const value = context.expression(decl.is, scope)
  const found = numbersOf(decl.name.name, value)
  if (!found)
    return fail(context, 'HVT2101', outer, decl.is.span, {
      what: 'a label',
      wanted: 'a number, a condition or a record of them',
      found: kindText(value),
    })
  for (const [name, term] of found) columns.set(term, { decl, name, term, event, scope: outer })
  return value
}

/** Stands for the rows of a label that leaves them to its model; never read as a value. */
function unsaid(span: Span, scope: Scope): Term {
  return { op: { op: 'now' }, args: [], type: 'time', span, calls: scope.calls, depth: 1 }
}

export function numbersOf(name: string, value: Value): ReadonlyMap<string, Term> | undefined {
  if (value.kind === 'error') return new Map()
  if (value.kind === 'scalar') return new Map(isError(value.term) ? [] : [[name, value.term]])
  if (value.kind !== 'record' || value.event) return undefined
  const parts = [...value.fields].map(([field, get]) => numbersOf(`${name}.${field}`, get()))
  return parts.includes(undefined) ? undefined : new Map(parts.flatMap(part => [...part!]))
}

/** The label that a value is, under the names it was reached by. */
export function columnOf(
  value: Value,
): { readonly column: LabelColumn; readonly under: (of: Term) => Term } | undefined {
  return value.kind === 'scalar' ? find(value.term, of => of) : undefined
}

function find(term: Term, under: (of: Term) => Term): ReturnType<typeof columnOf> {
  const column = columns.get(term)
  if (column) return { column, under }
  if (term.op.op !== 'ref') return undefined
  return find(term.args[0]!, of => under({ ...term, args: [of], type: of.type }))
}
