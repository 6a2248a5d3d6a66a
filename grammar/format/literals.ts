import type { NumberLiteral, SymbolLiteral, UnitExpr } from '../ast/index.ts'

/** `5_000`, `100 USDT`, `0.001[1/s]`: the number as it is written. */
export function numberText({ text, unit }: NumberLiteral): string {
  if (!unit) return text
  const [factor] = unit.factors
  const asset = unit.factors.length === 1 && factor?.power === 1 && /^[A-Z][A-Z0-9_]*$/.test(factor.name)
  return asset && /^[\d_.]+(?:[eE][+-]?\d+)?$/.test(text) ? `${text} ${factor.name}` : `${text}[${unitText(unit)}]`
}

function unitText({ factors }: UnitExpr): string {
  const parts = factors.map(({ name, power }, i) => {
    const below = power < 0 || Object.is(power, -0)
    const exponent = Math.abs(power) === 1 ? '' : `^${decimal(Math.abs(power))}`
    return `${below ? (i === 0 ? '1/' : '/') : i === 0 ? '' : '*'}${name}${exponent}`
  })
  return parts.length > 0 ? parts.join('') : '1'
}

/** Without the exponent that very small and very large numbers have otherwise. */
const decimal = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(value < 1 ? 20 : 0) : text
}

/** `BTC/USDT perp`, `ETH/USDT:USDT`, `a/EUR` */
export function symbolText(base: string, { quote, suffix }: Pick<SymbolLiteral, 'quote' | 'suffix'>): string {
  return `${base}/${quote}${suffix === '' || /^[:-]/.test(suffix) ? '' : ' '}${suffix}`
}
