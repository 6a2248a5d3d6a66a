import { type Scope, term } from '../elaborate/context.ts'
import type { Pointwise } from '../ir/pointwise.ts'
import { known } from '../program/known.ts'
import { type Term, unwrap } from '../program/term.ts'
import { plain } from '../program/unit.ts'

/** `x@row`, or a payload of the event of the rows, inside a window that moves on. */
export function frozenIn(of: Term, event: Term): Term | undefined {
  if (isTaken(of, event)) return of
  for (const arg of of.args) {
    const found = frozenIn(arg, event)
    if (found) return found
  }
  return undefined
}

function isTaken({ op, args }: Term, event: Term): boolean {
  return op.op === 'at_row' || (op.op === 'sample' && unwrap(args[1]!) === unwrap(event))
}

/** What an argument is made of. */
interface Apart {
  /** What moves on in the window. */
  readonly moving: Term
  /** The argument again, with something else in the place of what moves. */
  readonly whole: (moving: Term) => Term
  /** With a product below 0 the argument falls where what moves rises; absent where the argument is. */
  readonly signs: readonly Term[]
}

/**
 * `argmax(side * mid, next 20m)`, with `side` of the row, is the time of the greatest or of the least mid, as that side is.
 * A window is shared by all rows, so what is of one row is calculated with outside of it: products, quotients and sums with
 * that keep the order of what moves, or turn all of it around. Undefined where it is not so made.
 */
export function calculatedOutside(of: Term, event: Term, scope: Scope): Term | undefined {
  const { op } = of
  if (op.op !== 'next') return undefined
  const make = maker(of, scope)
  const apart = takenApart(of.args[0]!, event, make)
  if (!apart) return undefined
  const { moving, whole, signs } = apart
  const sign = signs.reduce((a, b) => make.of('mul', a, b), make.bare(1))
  const window = (aggregate: typeof op.aggregate, x = moving) =>
    term({ ...op, aggregate }, [x], of.type, of.span, scope)

  const chosen = (up: Term, down: Term, level: Term): Term => {
    const direction = known(sign)
    if (direction !== undefined && direction !== 0) return direction > 0 ? up : down
    const zero = make.bare(0)
    return make.of('if', make.of('gt', sign, zero), up, make.of('if', make.of('lt', sign, zero), down, level))
  }
  // Of what is multiplied by 0 all are equal, and the first is meant.
  const first = () => window('argmax', make.of('mul', moving, make.bare(0)))
  const [least, greatest] = [() => window('min'), () => window('max')]
  switch (op.aggregate) {
    case 'first':
    case 'last':
      return whole(window(op.aggregate))
    case 'max':
      return whole(chosen(greatest(), least(), greatest()))
    case 'min':
      return whole(chosen(least(), greatest(), least()))
    case 'argmax':
      return chosen(window('argmax'), window('argmin'), first())
    case 'argmin':
      return chosen(window('argmin'), window('argmax'), first())
    default:
      return undefined
  }
}

function takenApart(of: Term, event: Term, make: Maker): Apart | undefined {
  const { op, args } = of
  if (!frozenIn(of, event)) return { moving: of, whole: moving => moving, signs: [] }
  if (op.op === 'ref' && op.keys.size === 0) return takenApart(args[0]!, event, make)
  const [at, ...others] = args.flatMap((arg, k) => (isFrozen(arg, event) ? [] : [k]))
  if (op.op !== 'pointwise' || at === undefined || others.length > 0) return undefined
  const inner = takenApart(args[at]!, event, make)
  const turns = signsOf(op.fn, at, args[1 - at], make)
  if (!inner || !turns) return undefined
  const whole = (moving: Term): Term => {
    const is = inner.whole(moving)
    return { ...of, args: args.map((arg, k) => (k === at ? is : arg)) }
  }
  return { moving: inner.moving, whole, signs: [...inner.signs, ...turns] }
}

/** What a function of what moves, in place `at`, and of something of the row does to the order of what moves. */
function signsOf(fn: Pointwise, at: number, row: Term | undefined, make: Maker): readonly Term[] | undefined {
  if (fn === 'neg') return [make.bare(-1)]
  if (!row) return undefined
  // Absent where the row's is.
  const one = make.of('if', make.of('eq', row, row), make.bare(1), make.bare(1))
  if (fn === 'add') return [one]
  if (fn === 'sub') return at === 0 ? [one] : [one, make.bare(-1)]
  if (fn === 'mul') return [make.of('sign', row)]
  return fn === 'div' && at === 0 ? [make.of('div', make.bare(1), make.of('sign', row))] : undefined
}

/** Made of what is taken at the row alone, and of what is known before the run. */
function isFrozen(of: Term, event: Term): boolean {
  if (isTaken(of, event) || known(of) !== undefined) return true
  const { op, args } = of
  return (op.op === 'pointwise' || (op.op === 'ref' && op.keys.size === 0)) && args.every(arg => isFrozen(arg, event))
}

interface Maker {
  readonly of: (fn: Pointwise, ...args: readonly Term[]) => Term
  readonly bare: (value: number) => Term
}

/** Makes terms that stand where another stands. */
function maker({ span }: Term, scope: Scope): Maker {
  const types: { readonly [fn in Pointwise]?: Term['type'] } = { gt: 'bool', lt: 'bool', eq: 'bool' }
  return {
    of: (fn, ...args) => term({ op: 'pointwise', fn }, args, types[fn] ?? 'number', span, scope),
    bare: value => term({ op: 'constant', value, unit: plain, bare: true }, [], 'number', span, scope),
  }
}
