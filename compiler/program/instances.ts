import { type Assignment, type Key, type KeyScope, type KeyVar, type Member, memberText } from './keys.ts'

/**
 * Every tuple of members that the keys can take together, in canonical order: the product of their universes, less what
 * a `where` of their scopes refuses once all of its keys are among them.
 */
export function instances(keys: readonly KeyVar[]): readonly (readonly Member[])[] {
  const wheres = conditions(keys)
  let tuples: (readonly Member[])[] = [[]]
  for (const key of keys) tuples = tuples.flatMap(tuple => key.universe.members.map(member => [...tuple, member]))
  return tuples.filter(tuple => wheres.every(where => where.at(assignment(keys, tuple))))
}

export function assignment(keys: readonly KeyVar[], tuple: readonly Member[]): Assignment {
  return key => tuple[keys.indexOf(key)]!
}

/** Whether the scope has an instance for these members of its keys. */
export function exists(keys: readonly KeyVar[], tuple: readonly Member[]): boolean {
  const inUniverse = keys.every((key, i) => key.universe.members.some(m => memberText(m) === memberText(tuple[i]!)))
  return inUniverse && conditions(keys).every(where => where.at(assignment(keys, tuple)))
}

export function resolveKey(key: Key, assignment: Assignment): Member {
  return 'var' in key ? assignment(key.var) : key.member
}

/** Keys of a scope and of those around it, outermost first. */
export function allKeys(scope: KeyScope | undefined): readonly KeyVar[] {
  return scope ? [...allKeys(scope.parent), ...scope.vars] : []
}

/** In the order of the scopes, whatever the order of use was. */
export function inScopeOrder(keys: Iterable<KeyVar>): readonly KeyVar[] {
  const used = new Set(keys)
  const scopes = new Set([...used].map(key => key.scope))
  const deepest = [...scopes].sort((a, b) => allKeys(b).length - allKeys(a).length)[0]
  return allKeys(deepest).filter(key => used.has(key))
}

function conditions(keys: readonly KeyVar[]) {
  const scopes = new Set<KeyScope>()
  for (const key of keys) for (let s: KeyScope | undefined = key.scope; s; s = s.parent) scopes.add(s)
  return [...scopes].flatMap(({ where }) => (where?.keys.every(key => keys.includes(key)) ? [where] : []))
}
