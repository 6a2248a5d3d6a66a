import { lex } from '../../../grammar/tokens/lex.ts'
import { endOf } from '../../../grammar/tokens/token.ts'

/** The k of the 2^k that amounts are multiplied by: of USD, and of the other assets, which share theirs. */
export interface Scale {
  readonly quote: number
  readonly base: number
}

/** Which k an asset or the name of a key has. */
const exponentOf = ({ quote, base }: Scale, name: string): number =>
  name === 'USD' || name.endsWith('.quote') ? quote : name === 's' || name === '1' ? 0 : base

/** What an amount of a unit, as texts and graphs name it, is multiplied by: `USD/c`, `1/USD^2`, `plain`. */
export function exponentOfUnit(unit: string, scale: Scale): number {
  if (unit === 'plain' || unit === '') return 0
  const [above, ...below] = unit.split('/')
  const side = (text: string) =>
    text.split('*').reduce((sum, factor) => {
      const [name, power = '1'] = factor.split('^')
      return sum + exponentOf(scale, name!) * Number(power)
    }, 0)
  return side(above!) - below.reduce((sum, text) => sum + side(text), 0)
}

/** The text with every amount of an asset multiplied: `100 USD`, `100[USD/c]`. */
export function scaled(text: string, scale: Scale): string {
  let out = ''
  let at = 0
  const { tokens } = lex('scaled.hvt', text)
  tokens.forEach((token, i) => {
    const next = tokens[i + 1]
    const [, number, unit] = /^([\d_.e-]+)\[(.*)\]$/.exec(token.image) ?? []
    const asset = /^[\d_.]+$/.test(token.image) && next && /^(USD|BTC|ETH)$/.test(next.image) ? next.image : unit
    const value = Number((number ?? token.image).replaceAll('_', ''))
    out += text.slice(at, token.startOffset)
    at = endOf(token)
    const k = asset === undefined ? 0 : exponentOfUnit(asset, scale)
    out += k === 0 ? token.image : decimal(value * 2 ** k) + (unit === undefined ? '' : `[${unit}]`)
  })
  return out + text.slice(at)
}

/** All digits of a number, none of them behind an `e`. */
function decimal(value: number): string {
  const text = value.toFixed(60).replace(/\.?0+$/, '')
  if (Number(text) !== value) throw new Error(`${value} has too many digits`)
  return text
}
