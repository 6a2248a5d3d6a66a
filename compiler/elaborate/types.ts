import type { Expr, Span, TypeExpr } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import type { Slot, UnitShape } from '../program/claims.ts'
import { isError } from '../program/term.ts'
import { plain, seconds, type Unit, unitOf } from '../program/unit.ts'
import { kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'
import { type TypeWord, typeWords } from './type-words.ts'

/** What is checked against a type, for messages and for letters that a call's types share. */
export interface Typed {
  /** `` `x` of `f` `` */
  readonly what: string
  /** Where the value stands: the argument, or the call whose result it is. */
  readonly at: Span
  /** The scope of that place: a mistake inside a function is shown where the function is called. */
  readonly from: Scope
  readonly call: object
}

/** Whether a type says something: its word exists, and its brackets hold what the word takes. Tells what is wrong. */
export function isType(context: Context, type: TypeExpr, scope: Scope): boolean {
  const { name, args, span } = type
  const word = typeWords.get(name.name)
  if (!word) {
    const [suggestion, known] = [nearest(name.name, typeWords.keys()), [...typeWords.keys()].join(', ')]
    fail(context, 'HVT2133', scope, name.span, { type: name.name, suggestion, known })
    return false
  }
  if (!args && hasBrackets(type, word)) return true
  const example = word.assets ? `${name.name}[${word.assets.join(', ')}]` : name.name
  fail(context, 'HVT2134', scope, span, { type: name.name, example })
  return false
}

/** What stands in its brackets is what the word takes; without brackets: of any assets. */
function hasBrackets({ keys }: TypeExpr, { assets = [] }: TypeWord): boolean {
  return !keys || (keys.length === assets.length && keys.every(key => pathOf(key)))
}

/**
 * Whether a value is of a type; tells where it is not. That a number has the unit of the type is decided later, when
 * units are known: `context.claims`. In `price[a, b]` a capital word is an asset, `i.base` the part of an argument, the
 * name of an argument that is an asset that asset, and any other a letter: the same asset throughout a call.
 */
export function hasType(context: Context, value: Value, type: TypeExpr, scope: Scope, use: Typed): boolean {
  const word = typeWords.get(type.name.name)
  if (!word || value.kind === 'error' || !hasBrackets(type, word)) return true
  if (!word.fits(value)) {
    const label = { span: type.span, text: 'declared here' }
    const parameters = { what: use.what, wanted: word.wanted, found: kindText(value) }
    fail(context, 'HVT2135', use.from, use.at, parameters, [label])
    return false
  }
  const shape = shapeOf(type, scope, use.what)
  if (shape && value.kind === 'scalar' && !isError(value.term)) {
    const term = { ...value.term, span: use.at, calls: use.from.calls }
    const { what, call } = use
    context.claims.push({ term, shape, call, what, type: context.text(type.span), declared: type.span })
  }
  return true
}

function shapeOf({ name, keys = [] }: TypeExpr, scope: Scope, what: string): UnitShape | undefined {
  const slot = (i: number): Slot => (keys[i] ? slotOf(keys[i], scope) : { letter: `${what} ${i}` })
  switch (name.name) {
    case 'ratio':
      return { exactly: plain }
    case 'duration':
      return { exactly: seconds }
    case 'price':
      return { above: slot(1), below: slot(0) }
    case 'qty':
    case 'notional':
      return { above: slot(0), below: undefined }
    default:
      return undefined
  }
}

function slotOf(key: Expr, scope: Scope): Slot {
  if (key.kind === 'asset') return { unit: unitOf({ kind: 'asset', name: key.name }) }
  const path = pathOf(key)!
  const unit = assetOf(path, scope)
  return unit ? { unit } : { letter: path.join('.') }
}

/** `a`, `i.base`: the names of a path; an asset has one. */
function pathOf(key: Expr): readonly string[] | undefined {
  if (key.kind === 'name' || key.kind === 'asset') return [key.name]
  const of = key.kind === 'member' ? pathOf(key.of) : undefined
  return of && key.kind === 'member' && of.length === 1 ? [...of, key.name.name] : undefined
}

/** The asset that an argument or a key is, or a part of it. */
function assetOf([name, part]: readonly string[], scope: Scope): Unit | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const binding = s.names.get(name!)
    if (binding?.kind !== 'value') continue
    const value = binding.value()
    if (value.kind === 'asset' && !part) return unitOf(value.asset)
    const pair = value.kind === 'instrument' ? value.ref : value.kind === 'symbol' ? value : undefined
    if (pair && part === 'base') return unitOf(pair.base)
    return pair && part === 'quote' ? unitOf(pair.quote) : undefined
  }
  return undefined
}
