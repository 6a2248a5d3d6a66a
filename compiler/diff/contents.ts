import { canonicalJson } from '../ir/canonical.ts'
import type { Input } from '../ir/inputs.ts'
import type { Known } from './known.ts'

/**
 * By instance: what a declaration is made of, its words, and digests in the place of inputs. Not where it stands.
 * There may be thousands of instances: what all of them have is written once.
 */
export function contentOf(known: Known, declared: object): (instance: number) => string {
  const reads: ((instance: number) => string)[] = []
  const shared = canonicalJson(sharedBy(known, declared, reads))
  return instance => `${reads.map(read => read(instance)).join('\n')}\n${shared}`
}

/** What all instances have; what each reads is added to `reads`. */
function sharedBy(known: Known, data: unknown, reads: ((instance: number) => string)[]): unknown {
  if (Array.isArray(data)) return data.map(item => sharedBy(known, item, reads))
  if (typeof data !== 'object' || data === null) return data
  if (isInput(data)) {
    const [digests, map] = [known.digests[data.node]!, known.graph.maps[data.map]]
    return reads.push(map ? instance => digests[map[instance]!]! : instance => digests[instance]!)
  }
  const parts = Object.entries(data).filter(([name]) => !isLeftOut(name, data))
  return Object.fromEntries(
    parts.map(([name, part]) => [
      name,
      isList(name, data) ? reads.push(listed(known, part as Listed)) : sharedBy(known, part, reads),
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

function listed({ graph: { instruments, venues } }: Known, list: Listed): (instance: number) => string {
  return instance => {
    const of = list[instance]!
    if (typeof of === 'string') return of
    const { venue, symbol } = instruments[of]!
    return `${venues[venue]!.name}[${symbol}]`
  }
}

/** `keys`: the same where both have it, but not of the same keys. */
export type Likeness = 'same' | 'keys' | 'changed'

/** Compares contents by keys. */
export function likeness(was: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Likeness {
  const common = [...now].filter(([key]) => was.has(key))
  if (common.length === 0 || common.some(([key, content]) => was.get(key) !== content)) return 'changed'
  return common.length === was.size && common.length === now.size ? 'same' : 'keys'
}
