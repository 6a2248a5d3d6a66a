import type { UnitExpr } from '../../grammar/ast/index.ts'
import { multiply, plain, power, rational, seconds, type Unit, unitOf } from '../program/unit.ts'
import { type Context, fail, type Scope } from './context.ts'
import { member } from './members.ts'
import { name } from './names.ts'

/** The unit that a literal names: `USDT`, `USD/BTC`, `1/s`, `s.quote/s.base`, `a`. */
export function literalUnit(context: Context, expr: UnitExpr, scope: Scope): Unit | undefined {
  let unit: Unit = plain
  for (const factor of expr.factors) {
    const one = factorUnit(context, factor.name, expr, scope)
    if (!one) return undefined
    unit = multiply(unit, power(one, rational(factor.power, 1)))
  }
  return unit
}

function factorUnit(context: Context, text: string, { span }: UnitExpr, scope: Scope): Unit | undefined {
  if (text === 's' && !isAssetKey(scope)) return seconds
  if (/^[A-Z]/.test(text)) return unitOf({ kind: 'asset', name: text })
  const [head, ...rest] = text.split('.')
  let value = name(context, { name: head!, span }, scope)
  for (const part of rest) {
    // Of an instrument `quote` is the stream; in a unit it is the asset.
    if (value.kind === 'instrument' && part === 'quote') return unitOf(value.ref.quote)
    value = member(context, value, { name: part, span }, scope)
  }
  if (value.kind === 'asset') return unitOf(value.asset)
  if (value.kind !== 'error')
    fail(context, 'HVT2101', scope, span, { what: 'a unit', wanted: 'assets and s', found: `\`${text}\`` })
  return undefined
}

/** Whether `s` is an asset here: the key of an `each`. */
function isAssetKey(scope: Scope): boolean {
  for (let inner: Scope | undefined = scope; inner; inner = inner.parent) {
    const binding = inner.names.get('s')
    if (binding?.kind === 'value') return binding.value().kind === 'asset'
  }
  return false
}
