import type { Graph } from '../ir/graph.ts'

/** A graph as people draw it, before anything is said of where and how. */
export interface Picture {
  readonly title: string
  readonly boxes: readonly Box[]
  readonly edges: readonly Edge[]
  readonly clusters: readonly Cluster[]
}

export interface Box {
  /** A word, unlike any other's. */
  readonly id: string
  readonly kind: BoxKind
  readonly title: string
  /** What else there is to say, in small print; may be empty. */
  readonly detail: string
  /** Index into clusters; undefined: it is the same for all keys. */
  readonly cluster?: number
}

export type BoxKind = 'input' | 'param' | 'clock' | 'node' | 'feature' | 'signal' | 'record' | 'peg' | Acting
/** What a strategy does: orders and cycles, models, alerts, rules of risk. */
type Acting = 'order' | 'model' | 'alert' | 'risk'

/** What one box is made of: `to` reads `from`. */
export interface Edge {
  readonly from: string
  readonly to: string
}

/** What exists once for each tuple of some keys. */
export interface Cluster {
  readonly id: string
  readonly title: string
}

/** The source text of a place in a graph. */
export type TextOf = (span: Graph['nodes'][number]['span']) => string

/** The clusters of a picture: the regions with keys that its boxes are in. */
export function clustered(
  graph: Graph,
  boxes: readonly (Omit<Box, 'cluster'> & { readonly region: number })[],
): Pick<Picture, 'boxes' | 'clusters'> {
  const used = [...new Set(boxes.map(box => box.region))].filter(r => graph.regions[r]!.keys.length > 0)
  const place = new Map(used.sort((a, b) => a - b).map((region, i) => [region, i]))
  return {
    clusters: used.map(region => {
      const { keys, instances } = graph.regions[region]!
      return { id: `keys${region}`, title: `each ${keys.join(', ')} (${instances.length.toLocaleString('en-US')})` }
    }),
    boxes: boxes.map(({ region, ...box }) => {
      const cluster = place.get(region)
      return cluster === undefined ? box : { ...box, cluster }
    }),
  }
}

/** What is left of a picture when only one declaration and all that it is made of are kept; undefined: there is no such name. */
export function only(picture: Picture, name: string): Picture | undefined {
  const wanted = picture.boxes.filter(box => isNamed(box, name)).map(box => box.id)
  if (wanted.length === 0) return undefined
  const kept = new Set(wanted)
  for (const id of kept) for (const { from, to } of picture.edges) if (to === id) kept.add(from)
  const boxes = picture.boxes.filter(box => kept.has(box.id))
  const used = picture.clusters.map((_, c) => boxes.some(box => box.cluster === c))
  const place = used.map((_, c) => used.slice(0, c).filter(is => is).length)
  return {
    ...picture,
    boxes: boxes.map(box => (box.cluster === undefined ? box : { ...box, cluster: place[box.cluster]! })),
    edges: picture.edges.filter(({ to }) => kept.has(to)),
    clusters: picture.clusters.filter((_, c) => used[c]),
  }
}

/** The names by which `only` finds boxes. */
export function namesOf({ boxes }: Picture): readonly string[] {
  return boxes.filter(box => box.kind !== 'node').flatMap(box => box.title.split(', '))
}

function isNamed({ kind, title }: Box, name: string): boolean {
  return kind !== 'node' && title.split(', ').some(word => word === name || word.startsWith(`${name}.`))
}
