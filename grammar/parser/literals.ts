import type { IToken } from 'chevrotain'
import type {
  DurationLiteral,
  NumberLiteral,
  Span,
  SymbolLiteral,
  SymbolOf,
  UnitExpr,
  UnitFactor,
} from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { BadNumber } from '../tokens/kinds.ts'
import { is, spanOf } from '../tokens/token.ts'

type Report = (d: Diagnostic) => void

/** `5_000`, `0.5%`, `20bps`, each also with a touching `[unit]`. */
export function readNumber(file: string, token: IToken, report: Report): NumberLiteral {
  const span = spanOf(file, token)
  const bracket = token.image.indexOf('[')
  const text = bracket < 0 ? token.image : token.image.slice(0, bracket)
  const value = numberValue(text)
  if (!Number.isFinite(value)) report(diagnostic('HVT1007', { span }, { text, limit: 'number' }))
  const literal = { kind: 'number', value: Number.isFinite(value) ? value : 0, text, span } as const
  if (is(token, BadNumber)) return { ...literal, unread: true }
  if (bracket < 0) return literal
  const inside = { file, start: span.start + bracket + 1, end: span.end - 1 }
  const unit = readUnit(inside, token.image.slice(bracket + 1, -1))
  if (unit) return { ...literal, unit }
  report(diagnostic('HVT1005', { span: inside }, { unit: token.image.slice(bracket + 1, -1) }))
  return { ...literal, unread: true }
}

/** Correctly rounded: `0.5%` is the double nearest to 0.005. */
function numberValue(text: string): number {
  const [, digits = '', exponent = '0', scale = ''] = /^([\d_.]+)(?:[eE]([+-]?\d+))?(%|bps)?$/.exec(text) ?? []
  const shift = { '%': 2, bps: 4 }[scale] ?? 0
  return Number(`${digits.replaceAll('_', '')}e${Number(exponent) - shift}`)
}

/** `USDT/BTC`, `1/s`, `1/s^0.5`, `s.base`; undefined if it is no unit. The text is that between the brackets. */
function readUnit(span: Span, text: string): UnitExpr | undefined {
  const factors: UnitFactor[] = []
  const pattern = /\s*([*/]?)\s*(?:(1)|([A-Za-z_]\w*(?:\.[a-z_]\w*)*))(?:\s*\^\s*(-?\d+(?:\.\d+)?))?\s*/y
  while (pattern.lastIndex < text.length) {
    const first = pattern.lastIndex === 0
    const [, operator, one, name, power = '1'] = pattern.exec(text) ?? []
    if (operator === undefined || first !== (operator === '')) return undefined
    if (!one && name) factors.push({ name, power: operator === '/' ? -Number(power) : Number(power) })
  }
  return text.trim() === '' ? undefined : { span, factors }
}

const nanos: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
}

/** `1h30m`, `0.5s`: exact, in whole microseconds. */
export function readDuration(file: string, token: IToken, report: Report): DurationLiteral {
  const span = spanOf(file, token)
  let micros = 0
  let whole = true
  for (const [, integer = '', fraction = '', unit = ''] of token.image.matchAll(/([\d_]+)(?:\.([\d_]+))?([a-z]+)/g)) {
    const decimals = fraction.replaceAll('_', '')
    const scaled = BigInt(integer.replaceAll('_', '').slice(0, 30) + decimals.slice(0, 30)) * (nanos[unit] ?? 0n)
    const divisor = 1_000n * 10n ** BigInt(Math.min(decimals.length, 30))
    whole &&= scaled % divisor === 0n
    micros += Number(scaled / divisor)
  }
  const fits = micros <= Number.MAX_SAFE_INTEGER
  if (!whole || !fits) {
    report(diagnostic('HVT1007', { span }, { text: token.image, limit: fits ? 'microsecond' : 'duration' }))
  }
  return { kind: 'duration', micros: fits ? micros : 0, text: token.image, span }
}

/** `BTC/USDT`, `ETH/USDT:USDT`, `BTC/USD inverse perp`, `BTC/USDT 2027-03-26`. */
export function readSymbol(file: string, token: IToken): SymbolLiteral {
  const { base, quote, suffix } = partsOfSymbol(token.image)
  return { kind: 'symbol', base, quote, suffix, span: spanOf(file, token) }
}

/** `a/EUR`, `a/USDT perp` */
export function readSymbolOf(file: string, token: IToken): SymbolOf {
  const { base, quote, suffix } = partsOfSymbol(token.image)
  const span = spanOf(file, token)
  const variable = { name: base, span: { ...span, end: span.start + base.length } }
  return { kind: 'symbol_of', base: variable, quote, suffix, span }
}

/** A suffix is written with single spaces, whatever stands in the text. */
function partsOfSymbol(image: string): { base: string; quote: string; suffix: string } {
  const [, base = '', quote = '', suffix = ''] = /^(\w+)\/(\w+)(.*)$/.exec(image) ?? []
  return { base, quote, suffix: suffix.trim().replace(/[ \t]+/g, ' ') }
}
