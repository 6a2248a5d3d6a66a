import type { Call, Expr, Given, GivenTrade, GivenValue, NumberLiteral } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import { evaluator } from '../kernel/straight_line.ts'
import { exp } from '../kernel/transcendental.ts'
import { known } from '../program/known.ts'
import { kindText, type Value } from '../program/value.ts'
import { barsBelow } from './given_bars.ts'
import { sourceBelow } from './reached.ts'

const usages = {
  walk: 'walk(seed: 1, from: 100, step: 10bps, every: 1s, count: 60)',
  steps: 'steps(from: 1, by: 1, every: 1s, count: 60)',
} as const
const names: Readonly<Record<keyof typeof usages, readonly string[]>> = {
  walk: ['seed', 'from', 'step', 'every', 'count'],
  steps: ['from', 'by', 'every', 'count'],
}
/** More events than a test should wait for. */
const most = 100_000

/**
 * A `given` with a generator as the events that it stands for: `walk` goes from a price by log-normal steps, `steps` adds.
 * Of a quote both sides stand at the value, `spread` apart; of trades each is one unit, bought where the price rises.
 */
export function generated(context: Context, given: Given, value: Value, scope: Scope): Given | undefined {
  const { is, ...rest } = given
  const name = is?.kind === 'call' && is.of.kind === 'name' ? is.of.name : ''
  if (is?.kind !== 'call' || (name !== 'walk' && name !== 'steps')) return given
  const numbers = numbersOf(context, is, name, scope)
  if (!numbers) return undefined
  const kind = kindOf(value)
  if (!kind) {
    fail(context, 'HVT2101', scope, is.span, {
      what: `\`${name}\``,
      wanted: 'a number, a quote, trades or bars',
      found: kindText(value),
    })
    return undefined
  }
  const literal = literalOf(is)
  const all = name === 'walk' ? walk(numbers) : steps(numbers)
  const events = all.map((x, k): GivenValue | GivenTrade => {
    const micros = Math.round(k * numbers.every! * 1e6)
    const base = { at: { kind: 'duration', micros, text: `${micros}us`, span: is.span } as const, span: is.span }
    if (kind === 'trades') {
      const side = k === 0 || x >= all[k - 1]! ? 'buy' : 'sell'
      return { ...base, kind: 'given_trade', side, quantity: bareOne(is), price: literal(x) }
    }
    const half = (numbers.spread ?? 0) / 2
    const prices = { quote: { bid: x * (1 - half), ask: x * (1 + half) }, bar: { open: x, high: x, low: x, close: x } }
    return { ...base, kind: 'given_value', is: kind === 'number' ? literal(x) : record(is, prices[kind], literal) }
  })
  return { ...rest, events }
}

/** What a generator can make events of. */
function kindOf(value: Value): 'number' | 'quote' | 'trades' | 'bar' | undefined {
  if (value.kind === 'scalar') return value.term.type === 'number' ? 'number' : undefined
  if (value.kind !== 'record' || !value.event) return undefined
  if (barsBelow(value.event)) return 'bar'
  const stream = sourceBelow(value.event)?.stream
  if (stream === 'trades') return 'trades'
  return stream === 'quote' || stream === 'ticker' ? 'quote' : undefined
}

type Numbers = Readonly<Record<string, number>>

function numbersOf(context: Context, call: Call, name: keyof typeof usages, scope: Scope): Numbers | undefined {
  const numbers: Record<string, number> = {}
  const wrong = (problem: string) =>
    void fail(context, 'HVT2102', scope, call.span, { name, problem, usage: usages[name] })
  for (const arg of call.args) {
    if (arg.kind !== 'named') return wrong('takes its arguments by name')
    if (![...names[name], 'spread'].includes(arg.name.name)) return wrong(`has no argument \`${arg.name.name}\``)
    const value = context.expression(arg.value, scope)
    if (value.kind === 'error') return undefined
    const number = value.kind === 'scalar' ? known(value.term) : undefined
    if (number === undefined) return wrong(`wants numbers, and \`${arg.name.name}\` is none`)
    numbers[arg.name.name] = number
  }
  const missing = names[name].find(argument => !(argument in numbers))
  if (missing) return wrong(`lacks the argument \`${missing}\``)
  const { count, every } = numbers as { count: number; every: number }
  if (!Number.isInteger(count) || count < 1 || count > most)
    return wrong(`makes 1 to ${most.toLocaleString('en-US')} events`)
  return every > 0 ? numbers : wrong('wants a time above zero for `every`')
}

function steps({ from, by, count }: Numbers): readonly number[] {
  return Array.from({ length: count! }, (_, k) => from! + k * by!)
}

const raise = evaluator(exp)

function walk({ seed, from, step, count }: Numbers): readonly number[] {
  const random = uniform(seed!)
  const values = [from!]
  while (values.length < count!) values.push(values.at(-1)! * raise(step! * normal(random)))
  return values
}

/** The sum of twelve uniform numbers has variance 1 and needs no function that machines differ in. */
function normal(random: () => number): number {
  let sum = -6
  for (let k = 0; k < 12; k++) sum += random()
  return sum
}

/** SplitMix32: the same numbers for the same seed, everywhere. */
function uniform(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let x = state ^ (state >>> 16)
    x = Math.imul(x, 0x21f0aaad)
    x ^= x >>> 15
    x = Math.imul(x, 0x735a2d97)
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32
  }
}

/** Numbers with the unit in which `from` is written. */
function literalOf(call: Call): (x: number) => NumberLiteral {
  const from = call.args.find(arg => arg.kind === 'named' && arg.name.name === 'from')
  const unit = from?.kind === 'named' && from.value.kind === 'number' ? from.value.unit : undefined
  return value => ({ kind: 'number', value, text: String(value), span: call.span, ...(unit && { unit }) })
}

const bareOne = ({ span }: Call): NumberLiteral => ({ kind: 'number', value: 1, text: '1', span })

function record({ span }: Call, numbers: Numbers, literal: (x: number) => NumberLiteral): Expr {
  const fields = Object.entries(numbers).map(([name, x]) => ({ name: { name, span }, value: literal(x) }))
  return { kind: 'record', span, fields }
}
