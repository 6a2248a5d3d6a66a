import { canonicalJson } from '../ir/canonical.ts'
import type { Input } from '../ir/inputs.ts'
import type { Known } from './known.ts'

/** What a declaration is made of in one instance: its words, and digests in the place of inputs. Not where it stands. */
export function contentOf(known: Known, declared: object, instance: number): string {
  return canonicalJson(partOf(known, declared, instance))
}

function partOf(known: Known, data: unknown, instance: number): unknown {
  if (Array.isArray(data)) return data.map(item => partOf(known, item, instance))
  if (typeof data !== 'object' || data === null) return data
  if (isInput(data)) {
    const { graph, digests } = known
    return digests[data.node]![data.map === -1 ? instance : graph.maps[data.map]![instance]!]
  }
  const parts = Object.entries(data).filter(([name]) => !isLeftOut(name, data))
  return Object.fromEntries(
    parts.map(([name, part]) => [
      name,
      isList(name, data) ? listed(known, part as Listed, instance) : partOf(known, part, instance),
    ]),
  )
}

const isInput = (data: object): data is Input => 'node' in data && 'map' in data

/** As in the digest of a graph: places and names of keys, and what a limit is called, say nothing of what is done. */
function isLeftOut(name: string, data: object): boolean {
  return ['span', 'place', 'members'].includes(name) || (name === 'of' && 'kind' in data && data.kind === 'limit')
}

/** Whether a field has an instrument or a text for each instance. A `text` beside a kind is that of an alert: pieces. */
function isList(name: string, data: object): boolean {
  return ['on', 'venue', 'asset', 'texts'].includes(name) || (name === 'text' && !('kind' in data))
}

type Listed = readonly (number | string)[]

function listed({ graph: { instruments, venues } }: Known, list: Listed, instance: number): string {
  const of = list[instance]!
  if (typeof of === 'string') return of
  const { venue, symbol } = instruments[of]!
  return `${venues[venue]!.name}[${symbol}]`
}
