import type { AssetDecl, Expr, Header, RecordExpr } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { known } from '../program/known.ts'
import { isError } from '../program/term.ts'
import { isPlain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { simpleUnit } from './constant.ts'
import { type Context, fail, type Scope } from './context.ts'

/** `strategy x in USD { baseline: inventory }`: what profit is measured against. */
export function headerSettings(context: Context, { settings, what, name }: Header, scope: Scope): void {
  if (!settings) return
  checkNames(context, settings, new Set(['baseline']), `${what} \`${name.name}\``, scope)
  word(context, 'baseline', fields(settings).get('baseline'), ['inventory', 'cash'], scope)
}

/** `asset WBTC { decimals: 8, venue: ethereum }`: the smallest part of an asset, and where it is at home. */
export function assetSettings(context: Context, { settings, name }: AssetDecl, scope: Scope): Value {
  if (!settings) return error
  checkNames(context, settings, new Set(['decimals', 'venue']), `asset \`${name.name}\``, scope)
  const { decimals, venue } = Object.fromEntries(fields(settings))
  if (decimals) {
    const places = number(context, '`decimals`', decimals, { least: 0, plain: true }, scope)
    if (places !== undefined && (!Number.isInteger(places) || places > 36))
      fail(context, 'HVT2148', scope, decimals.span, { what: '`decimals`', wanted: 'a whole number from 0 to 36' })
  }
  const home = venue && context.expression(venue, scope)
  if (venue && home && home.kind !== 'venue' && home.kind !== 'error')
    fail(context, 'HVT2101', scope, venue.span, { what: '`venue`', wanted: 'a venue', found: kindText(home) })
  return error
}

/** The word that a setting has: one of those known, or any. Undefined where it has none, or another, which is told. */
export function word(
  context: Context,
  setting: string,
  expr: Expr | undefined,
  known: readonly string[] | undefined,
  scope: Scope,
): string | undefined {
  if (!expr) return undefined
  const text = expr.kind === 'name' ? expr.name : undefined
  if (text !== undefined && (!known || known.includes(text))) return text
  const wanted = known?.join(', ') ?? 'one word'
  const suggestion = text === undefined || !known ? undefined : nearest(text, known)
  fail(context, 'HVT2147', scope, expr.span, { setting, wanted, found: context.text(expr.span), suggestion })
  return undefined
}

/** A number known before the run; undefined where it is none, which is told. */
export function number(
  context: Context,
  what: string,
  expr: Expr,
  { least, plain }: { readonly least: number; readonly plain: boolean },
  scope: Scope,
): number | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && isError(value.term))) return undefined
  const is = value.kind === 'scalar' && value.term.type === 'number' ? known(value.term) : undefined
  const unit = value.kind === 'scalar' ? simpleUnit(value.term) : undefined
  const isRight = !plain || !unit || (unit !== 'mixed' && isPlain(unit))
  if (is !== undefined && isRight && is >= least) return is
  const wanted = `a ${plain ? 'plain ' : ''}number known before the run, from ${least} on`
  fail(context, 'HVT2148', scope, expr.span, { what, wanted })
  return undefined
}

/** Values by name. */
export function fields(record: RecordExpr): ReadonlyMap<string, Expr> {
  return new Map(record.fields.map(f => [f.name.name, f.value]))
}

/** Each setting is one that there is, and stands there once. */
export function checkNames(
  context: Context,
  { fields }: Pick<RecordExpr, 'fields'>,
  names: ReadonlySet<string>,
  of: string,
  scope: Scope,
): void {
  const seen = new Set<string>()
  for (const { name } of fields) {
    const known = [...names].join(', ')
    if (!names.has(name.name))
      fail(context, 'HVT2009', scope, name.span, { of, name: name.name, known, suggestion: nearest(name.name, names) })
    if (seen.has(name.name)) fail(context, 'HVT2002', scope, name.span, { name: name.name })
    seen.add(name.name)
  }
}
