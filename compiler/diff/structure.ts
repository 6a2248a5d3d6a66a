import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '../ir/canonical.ts'
import type { Graph, Op } from '../ir/graph.ts'
import { levelsOf } from '../layout/book.ts'

/**
 * By node, then instance: a digest of all that its value is made of, down to sources and constants. Equal digests, equal
 * state after equal events: what a running graph keeps under a digest can go on in another graph under the same. Numbers of
 * nodes, regions, venues and instruments do not count, nor do names of keys. Params count by name: their values may
 * change while a graph runs.
 *
 * @param name Gives equal contents one name and others another, by default a hash, which means the same everywhere.
 */
export function structure(graph: Graph, name = remembered(hash)): readonly (readonly string[])[] {
  const digests: string[][] = []
  for (const { op, inputs, region, stream } of graph.nodes) {
    const own = ownOf(op, graph)
    const of = graph.regions[region]!.instances.map((_, instance) => {
      const read = inputs.map(({ node, map }) => digests[node]![map === -1 ? instance : graph.maps[map]![instance]!])
      return name(`${own(instance)} ${stream} ${read.join(' ')}`)
    })
    digests.push(of)
  }
  return digests
}

const hash = (content: string) => bytesToHex(sha256(utf8ToBytes(content)))

/** Numbers contents as they come: enough within one comparison, and hundreds of thousands of them take no time. */
export function numbering(): (content: string) => string {
  let next = 0
  return remembered(() => `${next++}`)
}

function remembered(name: (content: string) => string): (content: string) => string {
  const known = new Map<string, string>()
  return content => {
    const found = known.get(content) ?? name(content)
    known.set(content, found)
    return found
  }
}

/** An operator without what is numbered, for one instance. */
function ownOf(op: Op, graph: Graph): (instance: number) => string {
  switch (op.op) {
    case 'table':
      return instance => canonicalJson(['table', op.values[instance]])
    case 'param': {
      const { name, unit } = graph.params[op.param]!
      return () => canonicalJson(['param', name, unit])
    }
    case 'params':
      return instance => {
        const { name, unit } = graph.params[op.params[instance]!]!
        return canonicalJson(['param', name, unit])
      }
    case 'alive':
    case 'heard':
    case 'latency':
      return instance => {
        const { name, adapter, silent } = graph.venues[op.venues[instance]!]!
        return canonicalJson([op.op, name, adapter, silent])
      }
    case 'live': {
      const lacking = new Set(op.lacks)
      return instance => {
        const { venue, symbol } = graph.instruments[op.instruments[instance]!]!
        return canonicalJson(['live', op.stream, graph.venues[venue]!.name, symbol, lacking.has(instance)])
      }
    }
    case 'source':
      return instance => {
        const { venue, symbol } = graph.instruments[op.instruments[instance]!]!
        const { name, messages } = graph.venues[venue]!
        // Of a declared source: where its messages come from and which of them are meant, not what else is read of them.
        const said = messages ? [messages.topic, messages.key, messages.at, messages.known] : []
        const levels = op.stream === 'book' ? [levelsOf(graph, op.instruments[instance]!)] : []
        return canonicalJson(['source', op.stream, op.field, name, symbol, ...said, ...levels])
      }
    case 'given':
      return instance => {
        const { what, of } = graph.channels[op.channels[instance]!]!
        return canonicalJson(['given', what, of, op.field])
      }
    case 'extern': {
      const { digest, params } = graph.externs![op.extern]!
      const text = canonicalJson(['extern', digest, params, op.memory])
      return () => text
    }
    case 'book':
      // Which book, the source among its inputs says.
      return () => canonicalJson(['book', op.read, op.side])
    default: {
      const text = canonicalJson(op)
      return () => text
    }
  }
}
