import type { Model as ModelDecl } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { given, keysText } from './given.ts'
import { columnOf, type LabelColumn } from './labels.ts'

/** A model that a name stands for. */
export interface ModelNamed {
  readonly decl: ModelDecl
  readonly scope: Scope
  readonly label: LabelColumn
  /** What it learns from, as written after `from`. */
  readonly inputs: readonly Value[]
}

const models = new WeakMap<Term, ModelNamed>()

/** What a model says: a stream of its label's unit, absent until one is promoted; of a condition the chance that it is true. */
export function modelValue(context: Context, decl: ModelDecl, scope: Scope): Value {
  const predict = decl.body.find(item => item.kind === 'predict')
  if (!predict)
    return fail(context, 'HVT2414', scope, decl.name.span, {
      what: `model \`${decl.name.name}\``,
      lacks: 'what it predicts',
      example: 'predict label from [feature]',
    })
  const value = context.expression(predict.label, scope)
  if (value.kind === 'error') return error
  const label = columnOf(value)
  if (!label || value.kind !== 'scalar')
    return fail(context, 'HVT2101', scope, predict.label.span, {
      what: '`predict`',
      wanted: 'a label',
      found: value.kind === 'record' ? 'several numbers: say which, `label.name`' : kindText(value),
    })
  // While the model is not known yet: one of its inputs that reads it is a circle.
  const inputs = predict.from.items.map(input => context.expression(input, scope))
  const channel = { what: `model ${decl.name.name}`, of: keysText(scope.key), stream: 'level' as const }
  const says = given(channel, 'says', 'number', plain, decl.name.span, scope)
  const like = value.term.type === 'number' ? value.term : undefined
  const term: Term =
    like && says.op.op === 'given' ? { ...says, op: { op: 'given', given: { ...says.op.given, like } } } : says
  models.set(term, { decl, scope, label: label.column, inputs })
  return { kind: 'scalar', term }
}

export function modelOf(value: Value): ModelNamed | undefined {
  return value.kind === 'scalar' ? find(value.term) : undefined
}

function find(term: Term): ModelNamed | undefined {
  return models.get(term) ?? (term.op.op === 'ref' ? find(term.args[0]!) : undefined)
}
