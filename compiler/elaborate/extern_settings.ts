import type { Expr, Extern } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { largestMemory } from '../ir/external.ts'
import type { ExternTerm } from '../program/extern.ts'
import { known } from '../program/known.ts'
import { kindText } from '../program/value.ts'
import { knownSize } from './constant.ts'
import { type Context, fail, type Scope } from './context.ts'

type Settings = Pick<ExternTerm, 'memory' | 'warmup' | 'params'>

/** `{ memory: 16, warmup: 20, setup: { keep: 0.9 } }`; undefined after a mistake, which is told. */
export function externSettings(context: Context, { settings }: Extern, scope: Scope): Settings | undefined {
  if (!settings) return stateless
  const given = new Map<string, Expr>()
  for (const { name, value } of settings.fields) {
    const { name: setting, span } = name
    const suggestion = nearest(setting, names)
    if (!names.includes(setting))
      return void fail(context, 'HVT2009', scope, span, {
        of: 'an `extern`',
        name: setting,
        known: names.join(', '),
        suggestion,
      })
    if (given.has(setting)) return void fail(context, 'HVT2002', scope, span, { name: setting })
    given.set(setting, value)
  }
  const memory = given.get('memory')
  const first = settings.fields.find(field => field.name.name !== 'memory')
  if (!memory) {
    if (first) fail(context, 'HVT2153', scope, first.name.span, { setting: first.name.name })
    return first ? undefined : stateless
  }
  const bytes = whole(context, memory, 'memory', largestMemory, scope)
  const warm = given.get('warmup')
  const warmup = warm ? whole(context, warm, 'warmup', 1e9, scope) : 1
  const setup = given.get('setup')
  const params = setup ? numbers(context, setup, scope) : []
  if (bytes === undefined || warmup === undefined || !params) return undefined
  return { memory: bytes, warmup, params }
}

const names = ['memory', 'warmup', 'setup']
const stateless: Settings = { memory: 0, warmup: 1, params: [] }

function whole(context: Context, expr: Expr, name: string, most: number, scope: Scope): number | undefined {
  const what = `\`${name}\``
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  const wanted = name === 'memory' ? 'a number of bytes (`64`)' : 'a number of ticks (`20`)'
  if (value.kind !== 'scalar') fail(context, 'HVT2101', scope, expr.span, { what, wanted, found: kindText(value) })
  else if (!size) fail(context, 'HVT2103', scope, expr.span, { what })
  else if (!('count' in size))
    fail(context, 'HVT2203', scope, expr.span, { what, wanted, found: 'other' in size ? size.other : 'a duration' })
  else if (!Number.isInteger(size.count) || size.count < 1 || size.count > most) {
    const problem = `is no whole number from 1 to ${most.toLocaleString('en-US')}`
    fail(context, 'HVT2104', scope, expr.span, { what, problem })
  } else return size.count
  return undefined
}

/** Numbers that are known before the run, in base units. */
function numbers(context: Context, expr: Expr, scope: Scope): Settings['params'] | undefined {
  const wanted = 'numbers by name (`{ keep: 0.9 }`)'
  if (expr.kind !== 'record')
    return void fail(context, 'HVT2101', scope, expr.span, { what: '`setup`', wanted, found: 'something else' })
  const found: { name: string; value: number }[] = []
  for (const { name, value: is } of expr.fields) {
    if (found.some(param => param.name === name.name))
      return void fail(context, 'HVT2002', scope, name.span, { name: name.name })
    const value = context.expression(is, scope)
    if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
    const what = `\`${name.name}\` of \`setup\``
    if (value.kind !== 'scalar')
      return void fail(context, 'HVT2101', scope, is.span, { what, wanted: 'a number', found: kindText(value) })
    const number = known(value.term)
    if (number === undefined || !Number.isFinite(number)) return void fail(context, 'HVT2103', scope, is.span, { what })
    found.push({ name: name.name, value: number })
  }
  return found
}
