import type { Model as ModelDecl, Predict } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import { columnsOf } from '../elaborate/streams.ts'
import type { Model } from '../ir/acting.ts'
import type { Terms } from '../program/acting.ts'
import { horizonOf } from '../program/horizon.ts'
import { allKeys } from '../program/instances.ts'
import { known } from '../program/known.ts'
import { kindText, type Value } from '../program/value.ts'
import type { Collector } from './collect.ts'
import { modelOf } from './model_names.ts'
import { familyOptions } from './model_options.ts'
import { rowsOfModel } from './rows.ts'
import { settled } from './settle.ts'
import { args, keysOfOptions, training, validation } from './training.ts'
import { promotion } from './upkeep.ts'
import { wordOf } from './words.ts'

/** They learn with every row, or came from elsewhere. */
const untrained: ReadonlySet<string> = new Set(['online_ols', 'onnx'])

/** `model scorer = gbdt { predict reward from [flow] rows at candidate train every 7d }`, all but its place. */
export function model(
  collector: Collector,
  decl: ModelDecl,
  scope: Scope,
): Omit<Model<Terms>, 'place' | 'span'> | undefined {
  const { context } = collector
  const { name, span } = decl.name
  const what = `model \`${name}\``
  const itself = modelOf(context.expression({ kind: 'name', name, span }, scope))
  const family = wordOf(context, decl.family, keysOfOptions(familyOptions), '`model`', scope)
  checkOnce(collector, decl, what, scope)
  const predict = decl.body.find(item => item.kind === 'predict')
  if (!itself || !family || !predict) return undefined
  const rows = rowsOfModel(context, decl, itself.label, scope)
  if (!rows) return undefined
  collector.written.push({ term: rows.event, use: `what makes the rows of ${what}`, span: decl.span })
  const train = decl.body.find(item => item.kind === 'train')
  const until = decl.body.find(item => item.kind === 'fitted_until')
  const validate = decl.body.find(item => item.kind === 'validate')
  const promote = decl.body.find(item => item.kind === 'promote')
  if (!train && !untrained.has(family))
    fail(context, 'HVT2414', scope, decl.name.span, { what, lacks: 'when it is trained', example: 'train every 7d' })
  if (family === 'onnx' && !until)
    fail(context, 'HVT2414', scope, decl.name.span, {
      what,
      lacks: 'the end of the data it has seen',
      example: 'fitted_until 2026-06-30',
    })
  const given = args(context, decl.args ?? [], familyOptions[family], what, scope)
  if (family === 'onnx' && !given.some(({ value }) => typeof value === 'string') && !decl.args?.length)
    fail(context, 'HVT2414', scope, decl.family.span, {
      what,
      lacks: 'its file',
      example: 'onnx("models/name.onnx")',
    })
  const outcome = settled(context, itself.label.term, rows, scope)
  const trained = train && training(context, train, itself.label, rows, decl, scope)
  const validated = validate && validation(context, validate.by, scope)
  return {
    name,
    family,
    args: given,
    per: keysOf(collector, decl, scope),
    predicts: itself.label.name,
    horizon: horizonOf(itself.label.term),
    rows: rows.event,
    inputs: inputs(collector, predict, itself.inputs, what, scope),
    steps: steps(collector, predict, scope),
    pending: rows.most,
    ...(outcome && { settled: outcome }),
    ...(trained && { train: trained }),
    ...(validated && { validate: validated }),
    ...(promote && { promote: promotion(collector, promote, scope) }),
    ...(until && { fitted_until: until.date.text }),
  }
}

function checkOnce({ context }: Collector, decl: ModelDecl, what: string, scope: Scope): void {
  for (const [k, item] of decl.body.entries())
    if (decl.body.findIndex(other => other.kind === item.kind) < k)
      fail(context, 'HVT2415', scope, item.span, { what, clause: item.kind })
}

/** Names and values of what it learns from; a record gives each of its numbers. */
function inputs(
  { context, written }: Collector,
  predict: Predict,
  values: readonly Value[],
  what: string,
  scope: Scope,
): Model<Terms>['inputs'] {
  if (predict.from.items.length === 0)
    fail(context, 'HVT2414', scope, predict.from.span, { what, lacks: 'inputs', example: 'from [feature]' })
  return predict.from.items.flatMap((item, k) => {
    const value = values[k]!
    const columns = columnsOf(context.text(item.span), value, item.span)
    if (!columns)
      fail(context, 'HVT2101', scope, item.span, {
        what: 'an input',
        wanted: 'a number or a record',
        found: kindText(value),
      })
    return (columns ?? []).map(({ name, term, span }) => {
      written.push({ term, use: `an input of ${what}`, span })
      return { name, unit: '', value: term }
    })
  })
}

function steps({ context }: Collector, { last }: Predict, scope: Scope): number {
  if (!last) return 1
  const value = context.expression(last, scope)
  const count = value.kind === 'scalar' ? known(value.term) : undefined
  if (count !== undefined && Number.isInteger(count) && count >= 1 && count <= 1e6) return count
  if (value.kind !== 'error')
    fail(context, 'HVT2104', scope, last.span, { what: '`last`', problem: 'is no whole number from 1 to 1,000,000' })
  return 1
}

/** `per i`: one model for each. */
function keysOf({ context }: Collector, decl: ModelDecl, scope: Scope): readonly string[] {
  const keys = allKeys(scope.key).map(key => key.name)
  for (const { name, span } of decl.per ?? [])
    if (!keys.includes(name)) {
      const suggestion = nearest(name, keys)
      fail(context, 'HVT2412', scope, span, {
        word: name,
        what: '`per`',
        known: keys.join(', '),
        suggestion,
      })
    }
  return (decl.per ?? []).map(({ name }) => name)
}
