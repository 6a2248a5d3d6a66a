import type { GraphActing } from '../ir/acting.ts'
import type { Graph } from '../ir/graph.ts'
import type { Input } from '../ir/inputs.ts'

const lists: readonly (keyof GraphActing)[] = [
  'standing', 'reactions', 'cycles', 'portfolios', 'alerts', 'risk', 'phases', 'labels', 'models', 'pairs',
] // biome-ignore format: a table
const kinds: ReadonlySet<string> = new Set(
  `quote target trade transfer alert retrain optimize position owned when after at absent stop take trail
  veto require cooldown limit halt`.split(/\s+/),
)

/**
 * Whether a plan that somebody else wrote is one of this graph: every list is there and every index leads somewhere. What
 * stands in a place reads inputs of its instances; a portfolio's members have a place of their own.
 * @param reads Whether data is an input for so many instances.
 */
export function isActing(
  data: unknown,
  graph: Graph,
  reads: (input: unknown, size: number) => input is Input,
): boolean {
  if (!isRecord(data) || lists.some(list => !Array.isArray(data[list]))) return false
  return Object.keys(data).every(
    name => lists.includes(name as keyof GraphActing) && (data[name] as unknown[]).every(item => isDeclared(item)),
  )

  function isDeclared(item: unknown): boolean {
    return isRecord(item) && fits(item, sizeOf(item.place))
  }

  /** Instances of a place; none of what is no place, and then nothing fits. */
  function sizeOf(place: unknown): number {
    const region = isRecord(place) ? graph.regions[place.region as number] : undefined
    return region ? region.instances.length : Number.NaN
  }

  function fits(part: unknown, size: number): boolean {
    if (Array.isArray(part)) return part.every(inner => fits(inner, size))
    if (!isRecord(part)) return true
    if ('node' in part && 'map' in part) return reads(part, size)
    const own = isRecord(part.members) ? sizeOf(part.members) : size
    if (Number.isNaN(own) || (typeof part.kind === 'string' && !kinds.has(part.kind))) return false
    return Object.entries(part).every(([name, inner]) => {
      if (name === 'span' || name === 'place' || name === 'members') return true
      if (name === 'on' && Array.isArray(inner)) return isEach(inner, own)
      return fits(inner, name === 'at' && isRecord(part.members) ? size : own)
    })
  }

  function isEach(instruments: readonly unknown[], size: number): boolean {
    return instruments.length === size && instruments.every(i => graph.instruments[i as number] !== undefined)
  }
}

const isRecord = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
