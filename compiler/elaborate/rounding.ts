import { error, type Value } from '../program/value.ts'
import { arity, type Builtin, scalars, type Use } from './builtin.ts'
import { scalar, term } from './context.ts'

/** To whole numbers and to whole steps. */
export const rounding: readonly (readonly [string, Builtin])[] = [
  ['round', { usage: 'round(x)` or `round(x, step)', make: round }],
  ['round_down', { usage: 'round_down(x, step)', make: roundDown }],
]

/** Without a step: the nearest whole number, in the unit that x has. */
function round(use: Use): Value {
  const usage = 'round(x)` or `round(x, step)'
  const { args, scope, span } = use
  if (args.length !== 1 && !arity(use, 2, usage)) return error
  const terms = scalars(
    use,
    usage,
    args.map(() => 'number'),
  )
  if (!terms) return error
  const one = term({ op: 'constant', value: 1, unit: undefined, bare: false }, [], 'number', span, scope)
  return scalar({ op: 'pointwise', fn: 'round' }, [terms[0]!, terms[1] ?? one], 'number', span, scope)
}

function roundDown(use: Use): Value {
  const terms = scalars(use, 'round_down(x, step)', ['number', 'number'])
  return terms ? scalar({ op: 'pointwise', fn: 'round_down' }, terms, 'number', use.span, use.scope) : error
}
