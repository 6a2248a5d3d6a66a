import type { Expr, Venue } from '../../grammar/ast/index.ts'
import { mostLevels } from '../ir/book.ts'
import type { VenueMember } from '../program/keys.ts'
import { known } from '../program/known.ts'
import { equal, power, rational, seconds, unitText } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { knownSize, micros, simpleUnit } from './constant.ts'
import { type Context, fail, type Scope } from './context.ts'
import { checkNames, fields, number, word } from './settings.ts'

/** `venue kraken = ccxt.kraken { fees: { maker: 16bps, taker: 26bps }, silent: 5s, rate: 1_000/1s }` */
export function venue(context: Context, decl: Venue, scope: Scope): Value {
  const settings = fields(decl.settings)
  checkNames(context, decl.settings, settingNames, 'a venue', scope)
  const lacks = (setting: string, example: string) =>
    fail(context, 'HVT2105', scope, decl.name.span, { venue: decl.name.name, setting, example })

  const silent = settings.get('silent')
  if (!silent) return lacks('silent', 'silent: 5s')
  const silence = micros(context, context.expression(silent, scope), scope, silent.span, '`silent`')
  const late = settings.get('lateness')
  const lateness = late ? micros(context, context.expression(late, scope), scope, late.span, '`lateness`') : 0
  const fees = feesOf(context, settings, scope, () => lacks('fees', 'fees: { maker: 10bps, taker: 10bps }'))
  const means = meansOf(context, settings.get('means'), scope)
  const rate = settings.get('rate')
  const perSecond = rate && rateOf(context, rate, scope)
  const levels = settings.get('levels')
  const kept = levels && levelsOf(context, levels, scope)
  if (levels && kept === undefined) return error
  const trading = tradingOf(context, settings, scope)
  if (silence === undefined || lateness === undefined || !fees || !means || (rate && perSecond === undefined))
    return error
  const member: VenueMember = {
    kind: 'venue',
    name: decl.name.name,
    adapter: decl.adapter.name,
    silent: silence,
    lateness,
    fees,
    pricesOnly: isTrue(settings.get('prices_only')),
    rate: perSecond,
    levels: kept,
    means,
    trading,
    declared: decl.name.span,
  }
  return { kind: 'venue', key: { member }, is: { keys: [], at: () => member } }
}

const settingNames = new Set(
  'fees silent rate levels lateness means prices_only margin leverage positions calendar prices liquidation_side'.split(
    ' ',
  ),
)

const isTrue = (expr: Expr | undefined) => expr?.kind === 'bool' && expr.value
/** What only trading needs. */
function tradingOf(context: Context, settings: ReadonlyMap<string, Expr>, scope: Scope): VenueMember['trading'] {
  const one = (name: string, known?: readonly string[]) => word(context, name, settings.get(name), known, scope)
  const leverage = settings.get('leverage')
  const fees = settings.get('fees')
  const parts = fees?.kind === 'record' ? fields(fees) : new Map<string, Expr>()
  return {
    margin: one('margin', ['isolated', 'cross']),
    leverage: leverage && number(context, '`leverage`', leverage, { least: 1, plain: true }, scope),
    positions: one('positions', ['one_way', 'hedge']),
    calendar: one('calendar'),
    prices: one('prices', ['adjusted', 'raw']),
    liquidationSide: one('liquidation_side', ['order', 'position']),
    feesIn: word(context, 'in', parts.get('in'), ['received', 'base', 'quote'], scope),
    perShare: parts.has('per_share')
      ? number(context, '`per_share`', parts.get('per_share')!, { least: 0, plain: false }, scope)
      : undefined,
  }
}

function feesOf(context: Context, settings: ReadonlyMap<string, Expr>, scope: Scope, missing: () => Value) {
  const fees = settings.get('fees')
  const pricesOnly = settings.get('prices_only')
  if (pricesOnly && pricesOnly.kind !== 'bool') {
    const found = `\`${context.text(pricesOnly.span)}\``
    fail(context, 'HVT2101', scope, pricesOnly.span, { what: '`prices_only`', wanted: '`true` or `false`', found })
    return undefined
  }
  if (!fees && pricesOnly?.kind === 'bool' && pricesOnly.value) return { maker: Number.NaN, taker: Number.NaN }
  if (!fees) return void missing()
  if (fees.kind !== 'record') {
    fail(context, 'HVT2101', scope, fees.span, {
      what: '`fees`',
      wanted: '`{ maker: …, taker: … }`',
      found: 'something else',
    })
    return undefined
  }
  checkNames(context, fees, new Set(['maker', 'taker', 'in', 'per_share']), '`fees`', scope)
  const parts = fields(fees)
  const maker = fee(context, parts.get('maker'), scope)
  const taker = fee(context, parts.get('taker'), scope)
  if (maker === undefined && taker === undefined && !parts.has('per_share')) return void missing()
  return { maker: maker ?? Number.NaN, taker: taker ?? Number.NaN }
}

function fee(context: Context, expr: Expr | undefined, scope: Scope): number | undefined {
  if (!expr) return undefined
  const value = context.expression(expr, scope)
  if (value.kind === 'error') return undefined
  if (value.kind !== 'scalar') {
    fail(context, 'HVT2101', scope, expr.span, { what: 'a fee', wanted: 'a ratio (`10bps`)', found: kindText(value) })
    return undefined
  }
  if (value.term.op.op === 'error') return undefined
  const number = known(value.term)
  const size = knownSize(value.term)
  if (number === undefined) fail(context, 'HVT2103', scope, expr.span, { what: 'a fee' })
  else if (!size || !('count' in size))
    fail(context, 'HVT2203', scope, expr.span, {
      what: 'a fee',
      wanted: 'a ratio (`10bps`)',
      found: size && 'other' in size ? size.other : 'a duration',
    })
  else if (Math.abs(number) >= 1)
    fail(context, 'HVT2101', scope, expr.span, {
      what: 'a fee',
      wanted: 'a ratio below 1 (`10bps`)',
      found: String(number),
    })
  else return number
  return undefined
}

/** `rate: 2_000/1s`: a number of events per time, above zero. */
export function rateOf(context: Context, expr: Expr, scope: Scope): number | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  const number = value.kind === 'scalar' ? known(value.term) : undefined
  const unit = value.kind === 'scalar' ? simpleUnit(value.term) : undefined
  const wanted = 'a number per duration (`2_000/1s`)'
  const found = unit === 'mixed' ? 'a mixture of units' : unit ? unitText(unit) : 'nothing'
  if (value.kind !== 'scalar')
    fail(context, 'HVT2101', scope, expr.span, { what: '`rate`', wanted, found: kindText(value) })
  else if (number === undefined) fail(context, 'HVT2103', scope, expr.span, { what: '`rate`' })
  else if (!unit || unit === 'mixed' || !equal(unit, power(seconds, rational(-1, 1))))
    fail(context, 'HVT2203', scope, expr.span, { what: '`rate`', wanted, found })
  else if (number <= 0) fail(context, 'HVT2104', scope, expr.span, { what: '`rate`', problem: 'is not above zero' })
  else return number
  return undefined
}

/** `levels: 5_000`: so many are kept of each side of an order book. */
function levelsOf(context: Context, expr: Expr, scope: Scope): number | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error') return undefined
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (size && 'count' in size && Number.isInteger(size.count) && size.count >= 1 && size.count <= mostLevels)
    return size.count
  const wanted = `a whole number from 1 to ${mostLevels.toLocaleString('en-US')}`
  fail(context, 'HVT2101', scope, expr.span, { what: '`levels`', wanted, found: `\`${context.text(expr.span)}\`` })
  return undefined
}

/** `means: { USD: USDT }`: asset names to asset names. */
function meansOf(context: Context, expr: Expr | undefined, scope: Scope): ReadonlyMap<string, string> | undefined {
  const means = new Map<string, string>()
  if (!expr) return means
  const entries = expr.kind === 'record' ? expr.fields : []
  for (const { name, value } of entries) if (value.kind === 'asset') means.set(name.name, value.name)
  if (expr.kind === 'record' && means.size === entries.length) return means
  fail(context, 'HVT2101', scope, expr.span, {
    what: '`means`',
    wanted: 'assets, `{ USD: USDT }`',
    found: 'something else',
  })
  return undefined
}
