import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { knownSize, micros } from './constant.ts'
import { fail, scalar } from './context.ts'

const usage = 'ema(x, n)` or `ema(x, half_life: 10m)'

/** Averages that remember everything a little. */
export const averages: readonly (readonly [string, Builtin])[] = [['ema', { usage, make: ema }]]

/** `ema(x, 20)`: over ticks; `ema(x, half_life: 10m)`: in time. */
function ema(use: Use): Value {
  const { context, scope, span, args } = use
  const [x, n] = args
  const inTime = args.length === 2 && !x!.name && n!.name?.name === 'half_life'
  if (!inTime && !arity(use, 2, usage)) return error
  if (x?.value.kind !== 'scalar' || x.value.term.type !== 'number') return wrong(use, x as Argument, 'a number')
  const of = [x.value.term]
  if (inTime) {
    const half_life = micros(context, n!.value, scope, n!.span, '`half_life`')
    return half_life === undefined ? error : scalar({ op: 'decay', half_life }, of, 'number', span, scope)
  }
  const size = n?.value.kind === 'scalar' ? knownSize(n.value.term) : undefined
  if (!size) return fail(context, 'HVT2103', scope, n!.span, { what: 'the number of ticks' })
  if (!('count' in size) || !Number.isInteger(size.count) || size.count < 1 || size.count > 1e6)
    return fail(context, 'HVT2104', scope, n!.span, {
      what: 'the number of ticks',
      problem: 'is no whole number from 1 to 1,000,000',
    })
  return scalar({ op: 'ema', n: size.count }, of, 'number', span, scope)
}
