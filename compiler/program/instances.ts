import { type Assignment, type KeyScope, type KeyVar, type Member, memberText, type Static } from './keys.ts'

/**
 * Every tuple of members that the keys can take together, in canonical order: those for which the whole scope of the
 * keys has some tuple that no `where` refuses.
 */
export function instances(keys: readonly KeyVar[]): Tuples {
  const last = keys.at(-1)
  return last ? listed(keys, last).tuples : [[]]
}

type Tuples = readonly (readonly Member[])[]

interface Listed {
  readonly keys: readonly KeyVar[]
  readonly tuples: Tuples
  /** The tuples as texts, made where somebody asks. */
  texts?: ReadonlySet<string>
}

/** By the last of the keys: the same few lists of keys are asked for at every term, and may have thousands of tuples. */
const found = new WeakMap<KeyVar, Listed[]>()

function listed(keys: readonly KeyVar[], last: KeyVar): Listed {
  const known = found.get(last) ?? []
  found.set(last, known)
  const same = known.find(one => one.keys.length === keys.length && one.keys.every((key, k) => key === keys[k]))
  if (same) return same
  const made = { keys, tuples: tuplesOf(keys) }
  known.push(made)
  return made
}

function tuplesOf(keys: readonly KeyVar[]): Tuples {
  const { own, beyond } = conditions(keys)
  const tuples = product(keys).filter(tuple => own.every(where => where.at(assignment(keys, tuple))))
  if (beyond.length === 0) return tuples
  const scope = inScopeOrder([...keys, ...beyond.flatMap(where => where.keys)])
  const whole = product(scope).filter(tuple => [...own, ...beyond].every(where => where.at(assignment(scope, tuple))))
  const seen = new Set(whole.map(tuple => text(keys.map(key => tuple[scope.indexOf(key)]!))))
  return tuples.filter(tuple => seen.has(text(tuple)))
}

function product(keys: readonly KeyVar[]): Tuples {
  let tuples: (readonly Member[])[] = [[]]
  for (const key of keys) tuples = tuples.flatMap(tuple => key.universe.members.map(member => [...tuple, member]))
  return tuples
}

const text = (tuple: readonly Member[]) => tuple.map(memberText).join('\n')

export function assignment(keys: readonly KeyVar[], tuple: readonly Member[]): Assignment {
  return key => tuple[keys.indexOf(key)]!
}

/** A test of whether the scope has an instance for members of its keys. */
export function existence(keys: readonly KeyVar[]): (tuple: readonly Member[]) => boolean {
  const last = keys.at(-1)
  if (!last) return () => true
  const one = listed(keys, last)
  one.texts ??= new Set(one.tuples.map(text))
  const { texts } = one
  return tuple => texts.has(text(tuple))
}

/** Keys of a scope and of those around it, outermost first. */
export function allKeys(scope: KeyScope | undefined): readonly KeyVar[] {
  return scope ? [...allKeys(scope.parent), ...scope.vars] : []
}

/** In the order of the scopes, whatever the order of use was. */
export function inScopeOrder(keys: Iterable<KeyVar>): readonly KeyVar[] {
  const used = new Set(keys)
  if (used.size < 2) return [...used]
  const scopes = new Set([...used].map(key => key.scope))
  const deepest = [...scopes].sort((a, b) => allKeys(b).length - allKeys(a).length)[0]
  return allKeys(deepest).filter(key => used.has(key))
}

/** The conditions of the scopes of the keys: those on these keys alone, and those that ask for others too. */
function conditions(keys: readonly KeyVar[]) {
  const scopes = new Set<KeyScope>()
  for (const key of keys) for (let s: KeyScope | undefined = key.scope; s; s = s.parent) scopes.add(s)
  const all = [...scopes].flatMap(({ where }) => where)
  const isOwn = (where: Static<boolean>) => where.keys.every(key => keys.includes(key))
  return { own: all.filter(isOwn), beyond: all.filter(where => !isOwn(where)) }
}
