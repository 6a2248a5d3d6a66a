import type { Decl, Expr, Given, Test } from '../../grammar/ast/index.ts'
import { keysText } from '../acting/given.ts'
import { type Context, type Engine, type Scope, term } from '../elaborate/context.ts'
import { allKeys } from '../program/instances.ts'
import { memberText, type Static } from '../program/keys.ts'
import { type Term, unwrap } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import type { Value } from '../program/value.ts'
import { barAsGiven, barsBelow, type GivenBars, givenBars } from './given_bars.ts'
import { channelBelow } from './reached.ts'
import { type Target, targetOf } from './targets.ts'

/** In which instances a test speaks for one number of a declaration, and on which channel. */
interface Override {
  readonly what: string
  /** The number below the declaration; of a signal `''` is its event. */
  readonly path: string
  readonly field: string
  readonly keys: readonly string[] | undefined
}

/** The channel on which a test speaks for a declaration. */
export const channelOf = ({ decl }: Target) => `given ${decl.name.name}`

/** An engine's hooks by which a test says something in place of what the strategy declares. */
export function asGiven(test: Test): Pick<Engine, 'override' | 'bar'> {
  const { override, bar } = new Overrides(test)
  return { override, bar }
}

/** Puts what one test says in place of what the strategy declares. */
class Overrides {
  private byDecl: Map<Decl, Override[]> | undefined
  private bars: GivenBars = new Map()

  constructor(private readonly test: Test) {}

  /** As `Engine.override`. Targets are found at the first declaration: then all names are known. */
  readonly override = (context: Context, decl: Decl, scope: Scope, value: Value): Value => {
    if (!overridable.has(decl.kind)) return value
    const own = this.found(context, scope).get(decl)
    return own ? replaced(value, own, scope, '') : value
  }

  /** As `Engine.bar`. */
  readonly bar = (context: Context, of: Term, field: string, scope: Scope): Term => {
    this.found(context, scope)
    return barAsGiven(of, field, this.bars, scope)
  }

  private found(context: Context, scope: Scope): ReadonlyMap<Decl, readonly Override[]> {
    if (!this.byDecl) {
      // What is elaborated to find them is as written.
      this.byDecl = new Map()
      const root = outermost(scope)
      this.byDecl = this.find(context, root)
      this.bars = givenBars(context, this.test.body.filter(isGiven), root)
    }
    return this.byDecl
  }

  private find(context: Context, root: Scope): Map<Decl, Override[]> {
    const found = new Map<Decl, Override[]>()
    const add = (decl: Decl, override: Override) => found.set(decl, [...(found.get(decl) ?? []), override])
    for (const given of this.test.body.filter(isGiven)) {
      const target = targetOf(context, given.stream, root)
      if (!target) continue
      const { decl, keys, path, scope } = target
      const base = { what: channelOf(target), keys }
      if (decl.kind === 'signal') {
        add(decl, { ...base, path: '', field: 'time' })
        for (const field of fieldsOf(given)) {
          add(decl, { ...base, path: field, field })
          // A payload has the name of a stream beside the signal: from then on that is as given too.
          const stream = scope.names.get(field)
          if (stream?.kind === 'decl') add(stream.decl, { ...base, path: '', field })
        }
      } else
        for (const field of fieldsOf(given)) {
          const whole = [...path, ...(field === 'value' ? [] : [field])].join('.')
          add(decl, { ...base, path: whole, field: whole || 'value' })
        }
    }
    return found
  }
}

const isGiven = (item: Test['body'][number]): item is Given => item.kind === 'given'

const overridable: ReadonlySet<string> = new Set(['let', 'feature', 'signal', 'phase', 'model'])

/** Names of what a given says: those of its records, or `value` of a number. */
export function fieldsOf({ is, events }: Given): readonly string[] {
  const values = is ? [is] : (events ?? []).flatMap(event => (event.kind === 'given_value' ? [event.is] : []))
  return [...new Set(values.flatMap(names))]
}

function names(expr: Expr): readonly string[] {
  if (expr.kind !== 'record') return ['value']
  return expr.fields.flatMap(({ name, value }) =>
    value.kind === 'record' ? names(value).map(inner => `${name.name}.${inner}`) : [name.name],
  )
}

function replaced(value: Value, own: readonly Override[], scope: Scope, path: string): Value {
  const here = own.filter(override => override.path === path)
  const [first] = here
  if (value.kind === 'scalar') {
    if (!first || saidByEngine(value.term)) return value
    return { kind: 'scalar', term: overridden(value.term, here, scope) }
  }
  if (value.kind !== 'record' || isMarket(value) || (value.event && barsBelow(value.event))) return value
  const event = value.event && (first ? overridden(value.event, here, scope) : value.event)
  const fields = [...value.fields].map(([name, get]) => {
    const field = () => replaced(again(get(), value.event, event), own, scope, path ? `${path}.${name}` : name)
    return [name, once(field)] as const
  })
  return { ...value, fields: new Map(fields), ...(event && { event }) }
}

/** A payload is taken when the event fires, the real one or the given. */
function again(value: Value, before: Term | undefined, event: Term | undefined): Value {
  if (value.kind !== 'scalar' || !before || !event || before === event) return value
  const { term: payload } = value
  const taken = payload.op.op === 'sample' && payload.args[1] === before
  return taken ? { kind: 'scalar', term: { ...payload, args: [payload.args[0]!, event] } } : value
}

function overridden(of: Term, own: readonly Override[], scope: Scope): Term {
  const [{ what, field }] = own as [Override]
  const given = { what, of: keysText(scope.key), field, stream: 'level' as const, unit: plain }
  return term({ op: 'override', given, where: where(own, scope) }, [of], of.type, of.span, scope)
}

function where(own: readonly Override[], scope: Scope): Static<boolean> {
  const keys = allKeys(scope.key)
  const all = own.some(override => !override.keys)
  const said = new Set(own.map(override => (override.keys ?? []).join('\n')))
  return { keys, at: at => all || said.has(keys.map(key => memberText(at(key))).join('\n')) }
}

/** Of a market what happens is given, not the record: what is made of its fields follows. */
export function isMarket(value: Value): boolean {
  return value.kind === 'record' && value.event !== undefined && unwrap(value.event).op.op === 'source'
}

/** What the engine says anyhow is said by the test on the same channel. */
export function saidByEngine(of: Term): boolean {
  return channelBelow(of) !== undefined
}

function outermost(scope: Scope): Scope {
  return scope.parent ? outermost(scope.parent) : scope
}

function once<T>(make: () => T): () => T {
  const made: T[] = []
  return () => {
    if (made.length === 0) made.push(make())
    return made[0]!
  }
}
