import type { Op } from '../ir/graph.ts'
import { memberText } from '../program/keys.ts'
import { substituteKey } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'
import { members, type Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'

/**
 * When what a value says happened: of a source its origin time, of a pointwise result that of its oldest input that was
 * looked at, of a stateful one the time of its last tick. Undefined for what has no age: constants, params, `now`,
 * `present`.
 */
export function originOf(term: Term, lowering: Lowering): Placed | undefined {
  const { origins } = lowering
  if (!origins.has(term)) origins.set(term, find(term, lowering))
  return origins.get(term)
}

function find(term: Term, lowering: Lowering): Placed | undefined {
  const { op, args } = term
  switch (op.op) {
    case 'constant':
    case 'table':
    case 'param':
    case 'params':
    case 'now':
    case 'disconnected':
    case 'stale':
    case 'latency':
    case 'present':
    case 'reached':
      return undefined
    case 'source':
      return lowering.source(term, op.instrument, op.stream, 'origin')
    case 'ref': {
      const inner = originOf(args[0]!, lowering)
      return inner && { node: inner.node, keys: inner.keys.map(key => substituteKey(key, op.keys)) }
    }
    case 'fresh':
    case 'held':
      return originOf(args[0]!, lowering)
    case 'over': {
      const origin = originOf(args[0]!, lowering)
      const oldestOf: Op = { op: 'over', fold: 'min', members: [] }
      return origin && lowering.derived(term, oldestOf, members(origin, op.key))
    }
    case 'coalesce': {
      const [x, y] = args as [Term, Term]
      return chosen(term, lowering.derived(term, { op: 'present' }, [lowering.term(x)]), x, y, lowering)
    }
    case 'extern':
      if (op.is.memory > 0) break
      return oldest(term, lowering)
    case 'book':
      return oldest(term, lowering)
    case 'pointwise': {
      const [a, b, c] = args as [Term, Term, Term]
      if (op.fn === 'if')
        return older(term, originOf(a, lowering), chosen(term, lowering.term(a), b, c, lowering), lowering)
      if (op.fn === 'and' || op.fn === 'or') return known(term, originOf(a, lowering), originOf(b, lowering), lowering)
      return oldest(term, lowering)
    }
  }
  return lowering.derived(term, { op: 'tick_time' }, [lowering.term(term)])
}

function oldest(term: Term, lowering: Lowering): Placed | undefined {
  return term.args.map(arg => originOf(arg, lowering)).reduce((x, y) => older(term, x, y, lowering), undefined)
}

function older(term: Term, a: Placed | undefined, b: Placed | undefined, lowering: Lowering): Placed | undefined {
  if (!a || !b) return a ?? b
  return same(a, b) ? a : lowering.derived(term, { op: 'pointwise', fn: 'min' }, [a, b])
}

/** Of two branches the one that is taken. */
function chosen(term: Term, condition: Placed, x: Term, y: Term, lowering: Lowering): Placed | undefined {
  const [ox, oy] = [originOf(x, lowering), originOf(y, lowering)]
  if (!ox && !oy) return undefined
  if (ox && oy && same(ox, oy)) return ox
  const now = lowering.derived(term, { op: 'now' }, [])
  return lowering.derived(term, { op: 'pointwise', fn: 'if' }, [condition, ox ?? now, oy ?? now])
}

/** `and` and `or` can be known by one side while the other is absent: then that side has the age. */
function known(term: Term, a: Placed | undefined, b: Placed | undefined, lowering: Lowering): Placed | undefined {
  const both = older(term, a, b, lowering)
  if (!a || !b || !both || both === a) return both
  const either = lowering.derived(term, { op: 'coalesce' }, [a, b])
  return lowering.derived(term, { op: 'coalesce' }, [both, either])
}

function same(a: Placed, b: Placed): boolean {
  const text = (key: Placed['keys'][number]) => ('var' in key ? key.var : memberText(key.member))
  return a.node === b.node && a.keys.every((key, i) => text(key) === text(b.keys[i]!))
}
