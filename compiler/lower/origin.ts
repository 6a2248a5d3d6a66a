import { substituteKey } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'
import type { Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'

/**
 * When what a value says happened: of a source its origin time, of a pointwise result that of its oldest input, of a
 * stateful one the time of its last tick. Undefined for what has no age: constants, params, `now`.
 */
export function originOf(term: Term, lowering: Lowering): Placed | undefined {
  const { op, args } = term
  switch (op.op) {
    case 'constant':
    case 'table':
    case 'param':
    case 'now':
      return undefined
    case 'source':
      return lowering.source(term, op.instrument, op.stream, 'origin')
    case 'ref': {
      const inner = originOf(args[0]!, lowering)
      return inner && { node: inner.node, keys: inner.keys.map(key => substituteKey(key, op.keys)) }
    }
    case 'fresh':
      return originOf(args[0]!, lowering)
    case 'coalesce':
      return chosen(term, lowering)
    case 'pointwise':
      return oldest(
        term,
        args.map(arg => originOf(arg, lowering)),
        lowering,
      )
    default:
      return lowering.derived(term, { op: 'tick_time' }, [lowering.term(term)])
  }
}

function oldest(term: Term, origins: readonly (Placed | undefined)[], lowering: Lowering): Placed | undefined {
  const some = origins.filter(o => o !== undefined)
  if (some.length === 0) return undefined
  return some.reduce((a, b) =>
    a.node === b.node && sameKeys(a, b) ? a : lowering.derived(term, { op: 'pointwise', fn: 'min' }, [a, b]),
  )
}

/** Of `x ?? y` the one that is taken. */
function chosen(term: Term, lowering: Lowering): Placed | undefined {
  const [x, y] = term.args as [Term, Term]
  const [ox, oy] = [originOf(x, lowering), originOf(y, lowering)]
  if (!ox && !oy) return undefined
  const now = lowering.derived(term, { op: 'now' }, [])
  const present = lowering.derived(term, { op: 'present' }, [lowering.term(x)])
  return lowering.derived(term, { op: 'pointwise', fn: 'if' }, [present, ox ?? now, oy ?? now])
}

function sameKeys(a: Placed, b: Placed): boolean {
  return a.keys.every((key, i) => {
    const other = b.keys[i]!
    return 'var' in key ? 'var' in other && key.var === other.var : 'member' in other && key.member === other.member
  })
}
