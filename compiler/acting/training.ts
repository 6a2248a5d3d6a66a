import type { Arg, Expr, Model as ModelDecl, Train } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { knownSize, micros, type Size } from '../elaborate/constant.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import type { Model } from '../ir/acting.ts'
import type { Terms } from '../program/acting.ts'
import { durationText } from '../program/duration.ts'
import { horizonOf } from '../program/horizon.ts'
import { allKeys, instances } from '../program/instances.ts'
import { known } from '../program/known.ts'
import { unwrap } from '../program/term.ts'
import { kindText } from '../program/value.ts'
import type { LabelColumn } from './labels.ts'
import { type Options, validationOptions } from './model_options.ts'
import type { Rows } from './settle.ts'
import { wordOf } from './words.ts'

type Args = Model<Terms>['args']

/** `train every 7d on last 90d at least 1_000 rows` */
export function training(
  context: Context,
  train: Train,
  label: LabelColumn,
  rows: Rows,
  decl: ModelDecl,
  scope: Scope,
): Model<Terms>['train'] {
  const time = (expr: Expr, what: string) => micros(context, context.expression(expr, scope), scope, expr.span, what)
  const every = time(train.every, '`train every`')
  const last = train.last && time(train.last, '`last`')
  const number = train.least && context.expression(train.least, scope)
  const least = number?.kind === 'scalar' ? known(number.term) : undefined
  const horizon = horizonOf(label.term)
  const cannot = (expr: Expr, what: string, must: string) =>
    fail(context, 'HVT2417', scope, expr.span, { what, must, found: `\`${context.text(expr.span)}\`` })
  if (train.least && number?.kind !== 'error' && (least === undefined || least < 1 || !Number.isInteger(least)))
    fail(context, 'HVT2104', scope, train.least.span, { what: '`at least`', problem: 'is no number of rows' })
  if (every === undefined) return undefined
  if (train.last && last !== undefined && horizon !== 'outcome') {
    const most = mostRows(context, rows, last - horizon, decl, scope)
    if (last <= horizon)
      cannot(train.last, '`last`', `more than ${durationText(horizon)}: before that no label of its rows is known`)
    else if (train.least && least !== undefined && most !== undefined && least > most)
      cannot(
        train.least,
        '`at least`',
        `${most} or less: its \`last ${durationText(last)}\` has no more rows with a label`,
      )
  }
  return { every, ...(last !== undefined && { last }), ...(least !== undefined && { least }) }
}

/** How many rows of a grid there are in a time, of all keys that one model learns from; undefined where that is open. */
function mostRows(context: Context, rows: Rows, time: number, decl: ModelDecl, scope: Scope): number | undefined {
  const { op } = unwrap(rows.event)
  if (op.op !== 'every' || context.outside.open.size > 0) return undefined
  const own = new Set(decl.per?.map(({ name }) => name))
  const pooled = allKeys(scope.key).filter(key => !own.has(key.name))
  return (Math.floor(time / op.period) + 1) * instances(pooled).length
}

/** `walk_forward(folds: 5)` */
export function validation(context: Context, expr: Expr, scope: Scope): Model<Terms>['validate'] {
  const called = expr.kind === 'call' && expr.of.kind === 'name' ? expr.of : expr.kind === 'name' ? expr : undefined
  const name = called ?? { name: context.text(expr.span), span: expr.span }
  const by = wordOf(context, name, keysOfOptions(validationOptions), '`validate`', scope)
  if (!by) return undefined
  const given = args(context, expr.kind === 'call' ? expr.args : [], validationOptions[by], '`validate`', scope)
  const numbers = given.flatMap(arg => (typeof arg.value === 'number' ? [{ name: arg.name, value: arg.value }] : []))
  return { by, args: numbers }
}

export function keysOfOptions<K extends string>(options: Readonly<Record<K, Options>>): readonly K[] {
  return Object.keys(options) as K[]
}

/** Numbers by name that are known before the run; a path where one is meant. */
export function args(context: Context, list: readonly Arg[], options: Options, what: string, scope: Scope): Args {
  return list.flatMap((arg): Args => {
    if (arg.kind !== 'named' && arg.kind !== 'positional') return []
    const value = context.expression(arg.value, scope)
    if (value.kind === 'text' && value.is.keys.length === 0) return [{ name: 'file', value: value.is.at(noKeys) }]
    const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
    if (size && arg.kind === 'named') return option(context, arg, size, options, what, scope)
    if (value.kind === 'scalar') fail(context, 'HVT2103', scope, arg.span, { what: `an argument of ${what}` })
    else if (value.kind !== 'error')
      fail(context, 'HVT2101', scope, arg.span, { what, wanted: 'numbers by name', found: kindText(value) })
    return []
  })
}

function option(
  context: Context,
  { name: { name, span }, value }: Extract<Arg, { kind: 'named' }>,
  size: Size,
  options: Options,
  what: string,
  scope: Scope,
): Args {
  const is = options[name]
  if (!is) {
    const known = Object.keys(options)
    const suggestion = nearest(name, known)
    fail(context, 'HVT2412', scope, span, { word: name, what, known: known.join(', '), suggestion })
    return []
  }
  const number = is.isDuration ? 'micros' in size && size.micros / 1e6 : 'count' in size && size.count
  if (number === false || !is.fits(number)) {
    const found = `\`${context.text(value.span)}\``
    fail(context, 'HVT2417', scope, value.span, { what: `\`${name}\` of ${what}`, must: is.must, found })
    return []
  }
  return [{ name, value: number }]
}

const noKeys = () => {
  throw new Error('a fixed text asked for a key')
}
