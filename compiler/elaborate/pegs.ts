import type { Peg } from '../../grammar/ast/index.ts'
import { known } from '../program/known.ts'
import type { PegDecl } from '../program/program.ts'
import { plain } from '../program/unit.ts'
import { kindText } from '../program/value.ts'
import { type Context, fail, type Scope, term } from './context.ts'
import { member } from './members.ts'
import type { Placed } from './scopes.ts'

/** What equals what: at most one peg per asset, none in a circle. Rates are not looked at yet. */
export function equations(context: Context, placed: readonly Placed[]): readonly Equation[] {
  const accepted = new Map<string, Equation>()
  for (const { decl, scope } of placed) {
    if (decl.kind !== 'peg') continue
    const { name, span } = decl.asset
    if (accepted.has(name) || endOf(decl.equals.name, accepted) === name)
      fail(context, 'HVT2109', scope, span, { asset: name })
    else accepted.set(name, { asset: name, equals: decl.equals.name, decl, scope })
  }
  return [...accepted.values()]
}

interface Equation {
  readonly asset: string
  readonly equals: string
  readonly decl: Peg
  readonly scope: Scope
}

/** The last of the assets that one equals. An asset without a peg closes a circle only if it stands there. */
function endOf(asset: string, pegs: ReadonlyMap<string, Equation>): string {
  let end = asset
  for (let next = pegs.get(end); next; next = pegs.get(end)) end = next.equals
  return end
}

/** `peg USDT = USD within 50bps by kraken[USDT/USD]`: true while the rate's mid is within the distance of 1. */
export function peg(context: Context, { decl, scope }: Equation): PegDecl | undefined {
  const by = context.expression(decl.by, scope)
  const within = context.expression(decl.within, scope)
  if (by.kind === 'error' || within.kind === 'error') return undefined
  const fixed = by.kind === 'instrument' && by.ref.is.keys.length === 0 ? by : undefined
  if (!fixed || by.kind !== 'instrument') {
    fail(context, 'HVT2101', scope, decl.by.span, {
      what: '`by`',
      wanted: 'one instrument, `kraken[USDT/USD]`',
      found: kindText(by),
    })
    return undefined
  }
  const instrument = by.ref.is.at(() => undefined as never)
  const { base, quote } = instrument.symbol
  const pair = [decl.asset.name, decl.equals.name]
  if (!pair.includes(base) || !pair.includes(quote) || base === quote) {
    fail(context, 'HVT2101', scope, decl.by.span, {
      what: '`by`',
      wanted: `the rate of ${pair.join(' and ')}`,
      found: `${base}/${quote}`,
    })
    return undefined
  }
  if (within.kind !== 'scalar') {
    fail(context, 'HVT2101', scope, decl.within.span, {
      what: '`within`',
      wanted: 'a ratio (`50bps`)',
      found: kindText(within),
    })
    return undefined
  }
  if (within.term.op.op === 'error') return undefined
  if (known(within.term) === undefined || within.term.type !== 'number') {
    fail(context, 'HVT2103', scope, decl.within.span, { what: '`within`' })
    return undefined
  }
  const mid = member(
    context,
    member(context, by, { name: 'quote', span: decl.by.span }, scope),
    { name: 'mid', span: decl.by.span },
    scope,
  )
  if (mid.kind !== 'scalar') return undefined
  const { span } = decl
  const one = term({ op: 'constant', value: 1, unit: plain, bare: false }, [], 'number', span, scope)
  const apart = term({ op: 'pointwise', fn: 'sub' }, [mid.term, one], 'number', span, scope)
  const size = term({ op: 'pointwise', fn: 'abs' }, [apart], 'number', span, scope)
  const health = term({ op: 'pointwise', fn: 'le' }, [size, within.term], 'bool', span, scope)
  return {
    asset: decl.asset.name,
    equals: decl.equals.name,
    by: instrument,
    health,
    within: within.term,
    span: decl.span,
  }
}
