import type { Span } from '../../grammar/ast/index.ts'
import type { Graph, Input, Node, Op, Region } from '../ir/graph.ts'
import { isVolatile } from '../ir/volatile.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import { type Assignment, type Key, type KeyVar, type Member, memberOf, memberText } from '../program/keys.ts'
import { substituteKey } from '../program/substitute.ts'

/** A node together with which of its instances is meant: one key for each key of its region. */
export interface Placed {
  readonly node: number
  readonly keys: readonly Key[]
}

/** What stands there for each member of a key, in canonical order. */
export function members({ node, keys }: Placed, of: KeyVar): readonly Placed[] {
  return of.universe.members.map(member => ({
    node,
    keys: keys.map(key => substituteKey(key, new Map([[of, { member }]]))),
  }))
}
/** How a node under construction fills in what differs by instance. */
export type PerInstance = (assignment: Assignment) => number

export interface NodeSpec {
  readonly inputs: readonly Placed[]
  /** Keys that the operator itself depends on. */
  readonly keys?: readonly KeyVar[]
  /** Given the region's assignments, in the order of its instances. */
  readonly op: (instances: readonly Assignment[]) => Op
  readonly stream: Node['stream']
  readonly unit: string
  readonly span: Span
}

/** Where what depends on some keys lives, and what they are in each instance. */
interface Place {
  readonly region: number
  readonly assignments: readonly Assignment[]
}

/**
 * Collects regions and nodes, each content once. A node lives in the region of exactly the keys it depends on, so a value
 * of one venue is computed once however many pairs of venues read it.
 */
export class GraphBuilder {
  readonly regions: Region[] = []
  readonly maps: number[][] = []
  readonly nodes: Node[] = []
  /** Of each region: its tuples as texts, and where they stand. */
  private readonly indexes: ReadonlyMap<string, number>[] = []
  private readonly regionByContent = new Map<string, number>()
  private readonly mapByContent = new Map<string, number>()
  private readonly nodeByContent = new Map<string, number>()
  /** What was worked out for a list of keys, and for one that reads a region: universes may have thousands of members. */
  private readonly numbers = new Map<KeyVar, number>()
  private readonly placeByKeys = new Map<string, Place>()
  private readonly mapByKeys = new Map<string, number>()

  add(spec: NodeSpec): Placed {
    const keys = inScopeOrder([...(spec.keys ?? []), ...spec.inputs.flatMap(input => varsOf(input.keys))])
    const { region, assignments } = this.place(keys)
    const inputs = spec.inputs.map(input => this.input(input, keys))
    const op = spec.op(assignments)
    const content = `${region} ${inputs.map(input => `${input.node},${input.map}`).join(' ')} ${JSON.stringify(op)}`
    let node = this.nodeByContent.get(content)
    if (node === undefined) {
      node = this.nodes.length
      this.nodeByContent.set(content, node)
      const { stream, unit, span } = spec
      this.nodes.push({
        region,
        op,
        inputs,
        stream,
        volatile: isVolatile(op, inputs, this.nodes),
        unit,
        span: [span.file, span.start, span.end],
      })
    }
    return { node, keys: keys.map(key => ({ var: key })) }
  }

  /** The region of all keys of a scope, for what leaves the graph. */
  region(keys: readonly KeyVar[]): number {
    return this.place(keys).region
  }

  /** Which instance of a node each instance of the region of some keys reads. */
  input({ node, keys }: Placed, readerKeys: readonly KeyVar[]): Input {
    const { region } = this.nodes[node]!
    const content = `${region} ${this.text(keys)} ${this.names(readerKeys)}`
    let map = this.mapByKeys.get(content)
    if (map === undefined) {
      map = this.mapOf(region, keys, this.place(readerKeys))
      this.mapByKeys.set(content, map)
    }
    return { node, map }
  }

  assignments(keys: readonly KeyVar[]): readonly Assignment[] {
    return this.place(keys).assignments
  }

  finish(): Pick<Graph, 'regions' | 'maps' | 'nodes'> {
    return { regions: this.regions, maps: this.maps, nodes: this.nodes }
  }

  private place(keys: readonly KeyVar[]): Place {
    const names = this.names(keys)
    const known = this.placeByKeys.get(names)
    if (known) return known
    const tuples = instances(keys)
    const place = {
      region: this.regionOf(keys, tuples),
      assignments: tuples.map(tuple => assignment(keys, tuple)),
    }
    this.placeByKeys.set(names, place)
    return place
  }

  private regionOf(keys: readonly KeyVar[], tuples: readonly (readonly Member[])[]): number {
    const texts = tuples.map(tuple => tuple.map(memberText))
    const content = JSON.stringify(texts)
    const known = this.regionByContent.get(content)
    if (known !== undefined) return known
    this.regions.push({ keys: keys.map(key => key.name), instances: texts })
    this.indexes.push(new Map(texts.map((text, i) => [text.join('\n'), i])))
    this.regionByContent.set(content, this.regions.length - 1)
    return this.regions.length - 1
  }

  /** Of keys: the same for the same keys, and for no others. */
  private text(keys: readonly Key[]): string {
    return keys.map(key => ('var' in key ? `#${this.number(key.var)}${key.part ?? ''}` : memberText(key.member))).join()
  }

  private names(keys: readonly KeyVar[]): string {
    return keys.map(key => `#${this.number(key)}`).join()
  }

  private number(key: KeyVar): number {
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.numbers.size)
    return this.numbers.size - 1
  }

  private mapOf(region: number, keys: readonly Key[], reader: Place): number {
    const index = this.indexes[region]!
    const map = reader.assignments.map(at => index.get(keys.map(key => memberText(memberOf(key, at))).join('\n'))!)
    return region === reader.region && map.every((from, i) => from === i) ? -1 : this.map(map)
  }

  private map(map: number[]): number {
    const content = map.join(',')
    const known = this.mapByContent.get(content)
    if (known !== undefined) return known
    this.maps.push(map)
    this.mapByContent.set(content, this.maps.length - 1)
    return this.maps.length - 1
  }
}

function varsOf(keys: readonly Key[]): readonly KeyVar[] {
  return keys.flatMap(key => ('var' in key ? [key.var] : []))
}
