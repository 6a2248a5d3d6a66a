import { canonicalJson } from '../ir/canonical.ts'
import type { Graph } from '../ir/graph.ts'

/** What is said of the world in which a strategy acts, where it is not the same. */
export interface DeclaredDifference {
  readonly kind: 'strategy' | 'venue' | 'peg' | 'universe'
  readonly name: string
  readonly is: 'changed' | 'new' | 'gone'
  /** What of it has another value: `fees`. */
  readonly of: readonly string[]
}

export function declaredOf(before: Graph, after: Graph): DeclaredDifference[] {
  return [
    ...(before.strategy === after.strategy ? [] : [renamed(after.strategy)]),
    ...compared('venue', before.venues, after.venues),
    ...compared('peg', pegsOf(before), pegsOf(after)),
    ...compared('universe', universesOf(before), universesOf(after)),
  ]
}

const renamed = (name: string) => ({ kind: 'strategy', name, is: 'changed', of: ['name'] }) as const

const pegsOf = ({ pegs, instruments, venues }: Graph) =>
  pegs.map(({ asset, equals, by }) => {
    const { venue, symbol } = instruments[by]!
    return { name: asset, equals, by: `${venues[venue]!.name}[${symbol}]` }
  })

const universesOf = ({ memberships = [] }: Graph) =>
  memberships.map(({ universe, members }) => ({ name: universe, members }))

interface Named {
  readonly name: string
}

function compared(kind: DeclaredDifference['kind'], before: readonly Named[], after: readonly Named[]) {
  const was = new Map(before.map(item => [item.name, item]))
  const is = new Map(after.map(item => [item.name, item]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name): DeclaredDifference[] => {
    const [a, b] = [was.get(name), is.get(name)]
    if (!a || !b) return [{ kind, name, is: a ? 'gone' : 'new', of: [] }]
    const of = fieldsThatDiffer(a, b)
    return of.length > 0 ? [{ kind, name, is: 'changed', of }] : []
  })
}

function fieldsThatDiffer(a: object, b: object): string[] {
  const [was, is] = [a, b].map(item => new Map(Object.entries(item).map(([name, of]) => [name, canonicalJson(of)])))
  return [...new Set([...was!.keys(), ...is!.keys()])].filter(name => was!.get(name) !== is!.get(name)).sort()
}
