import type { Graph } from '../ir/graph.ts'
import type { StreamName } from '../ir/streams.ts'

/**
 * What can make a node tick or wake. By instance of the node: whose feed, venue or event it is (`subjects`); none for what
 * all instances share.
 */
export interface Atom {
  readonly source: AtomSource
  readonly subjects: readonly number[]
}

export type AtomSource =
  /** Subjects are instruments. */
  | { readonly kind: 'feed'; readonly stream: StreamName }
  /** Subjects are channels. */
  | { readonly kind: 'given' }
  | { readonly kind: 'every'; readonly period: number; readonly offset: number }
  /** What rises, is filtered or changes is a clock of its own. Subjects are instances of the node. */
  | { readonly kind: 'event'; readonly node: number }
  /** A venue falls silent, or is heard. Subjects are venues. */
  | { readonly kind: 'silence' | 'message' }
  | { readonly kind: 'timer'; readonly of: 'fresh' | 'held' | 'window' | 'row' }
  | { readonly kind: 'start' }

/** Makes atoms, each content once, so that they can be compared by identity. */
export class Atoms {
  private readonly known = new Map<string, Atom>()
  private readonly seen = new Map<Atom, Map<number, Atom>>()

  constructor(private readonly graph: Graph) {}

  atom(source: AtomSource, subjects: readonly number[] = []): Atom {
    const content = JSON.stringify([source, subjects])
    const atom = this.known.get(content) ?? { source, subjects }
    this.known.set(content, atom)
    return atom
  }

  /** An atom of a node as the one who reads the node through a map sees it. */
  through(atom: Atom, map: number): Atom {
    if (map === -1 || atom.subjects.length === 0) return atom
    const views = this.seen.get(atom) ?? new Map<number, Atom>()
    this.seen.set(atom, views)
    const view =
      views.get(map) ??
      this.atom(
        atom.source,
        this.graph.maps[map]!.map(instance => atom.subjects[instance]!),
      )
    views.set(map, view)
    return view
  }
}

/** Each atom once, in the order in which they come. */
export function union(lists: readonly (readonly Atom[])[]): readonly Atom[] {
  return lists.length === 1 ? lists[0]! : [...new Set(lists.flat())]
}
