import type { Span } from '../../grammar/ast/index.ts'
import type { KeyVar } from '../program/keys.ts'
import { type Context, fail, type Scope } from './context.ts'

/** Tuples of keys before any `where`: each of them is looked at, and of those that stay each is an instance. */
const most = 1_000_000

/** Whether keys together have more tuples than there may be, which is told. */
export function tooMany(context: Context, keys: readonly KeyVar[], span: Span, scope: Scope): boolean {
  const sizes = keys.map(({ universe }) => universe.members.length)
  const number = (n: number) => n.toLocaleString('en-US')
  const count = sizes.reduce((all, size) => all * size, 1)
  if (count <= most) return false
  const parameters = { sizes: sizes.map(number).join(' × '), count: number(count), most: number(most) }
  fail(context, 'HVT2149', scope, span, parameters)
  return true
}
