import type { Context } from '../elaborate/context.ts'
import { type Term, unwrap } from '../program/term.ts'
import { columnOf, type LabelColumn } from './labels.ts'
import { declarations } from './memory.ts'
import { type ModelNamed, modelOf } from './model_names.ts'
import { rowsAt, rowsOfModel } from './rows.ts'
import type { Rows } from './settle.ts'

/** Rows at an event that wait for what is known later: as many as a model lets wait that learns it from the same rows. */
export function rowsWaiting(context: Context, event: Term, column: Term): Rows {
  const label = columnOf({ kind: 'scalar', term: column })?.column
  const models = label ? modelsOf(context, label) : []
  const same = models
    .map(({ decl, scope }) => rowsOfModel(context, decl, label!, scope))
    .find(rows => rows && unwrap(rows.event) === unwrap(event))
  return same ? { event, most: same.most } : rowsAt(event, column)
}

/** The models that predict a label. */
export function modelsOf(context: Context, label: LabelColumn): readonly ModelNamed[] {
  return declarations(context).flatMap(({ decl, scope }) => {
    if (decl.kind !== 'model') return []
    const { name, span } = decl.name
    const model = modelOf(context.expression({ kind: 'name', name, span }, scope))
    return model?.label.term === label.term ? [model] : []
  })
}
