import type { Span } from '../../grammar/ast/index.ts'
import { known } from '../program/known.ts'
import type { Term } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { type Builtin, scalars, type Use } from './builtin.ts'
import { type Scope, term } from './context.ts'

export const powers: readonly (readonly [string, Builtin])[] = [['pow', { usage: 'pow(x, y)', make: pow }]]

function pow(use: Use): Value {
  const terms = scalars(use, 'pow(x, y)', ['number', 'number'])
  return terms ? { kind: 'scalar', term: raised(terms[0]!, terms[1]!, use.span, use.scope) } : error
}

/** `x ^ y`: small whole powers are products, a half is a root, all else the kernel's `pow`. */
export function raised(base: Term, exponent: Term, span: Span, scope: Scope): Term {
  const n = known(exponent)
  if (n === 0.5) return term({ op: 'pointwise', fn: 'sqrt' }, [base], 'number', span, scope)
  if (n === undefined || !Number.isInteger(n) || n < 1 || n > 16)
    return term({ op: 'pointwise', fn: 'pow' }, [base, exponent], 'number', span, scope)
  let product = base
  for (let i = 1; i < n; i++) product = term({ op: 'pointwise', fn: 'mul' }, [product, base], 'number', span, scope)
  return product
}
