import { nearest } from '../../grammar/diagnostics/nearest.ts'
import type { Graph, Output } from '../ir/graph.ts'

/** What was asked for: outputs of one name (the fields of a record, or one alone) for one tuple of keys. */
export interface Found {
  /** Indices into the graph's outputs. */
  readonly outputs: readonly number[]
  readonly instance: number
  /** `usual.mean`, as the outputs are called; of a record the name that its fields share. */
  readonly name: string
  readonly keys: readonly string[]
}

/** Names no value. `keys` are the names of the keys that it has, `tuples` what they may be. */
export type NotFound =
  | { readonly fault: 'form' }
  | { readonly fault: 'name'; readonly name: string; readonly nearest: string | undefined }
  | {
      readonly fault: 'keys'
      readonly name: string
      readonly keys: readonly string[]
      readonly given: readonly string[]
      readonly tuples: readonly (readonly string[])[]
      readonly nearest: readonly string[] | undefined
    }

/**
 * Takes `profit[BTC/USD, kraken, bitstamp]`, `usual.mean[…]` or `usual[…].mean` apart. Keys are as they are written: that of
 * an instrument has brackets of its own.
 */
export function nameOf(text: string): { readonly name: string; readonly keys: readonly string[] } | undefined {
  const [, name, keys, field = ''] =
    /^\s*([^[\]().,]+(?:\.\w+)*)\s*(?:\[((?:[^[\]]|\[[^[\]]*\])*)\])?\s*((?:\.\w+)*)\s*$/.exec(text) ?? []
  if (name === undefined) return undefined
  const whole = `${name.trim().replace(/\s+/g, ' ')}${field}`
  return { name: whole, keys: (keys ?? '').split(',').flatMap(key => key.trim().replace(/\s+/g, ' ') || []) }
}

/** @param names Of what else is declared, for a hint where a name is wrong. */
export function find(graph: Graph, text: string, names: readonly string[] = []): Found | NotFound {
  const asked = nameOf(text)
  if (!asked) return { fault: 'form' }
  const { name, keys } = asked
  const named = graph.outputs.flatMap((output, o) => (isCalled(output, name) ? [o] : []))
  if (named.length === 0) {
    const known = graph.outputs.filter(isAsked).flatMap(output => [output.name, output.name.replace(/\..*/, '')])
    return { fault: 'name', name, nearest: nearest(name, new Set([...known, ...names])) }
  }
  // A `let` of one name may stand in several `each`.
  const scopes = [...new Set(named.map(o => graph.outputs[o]!.region))]
  const fits = scopes.filter(region => graph.regions[region]!.instances[0]?.length === keys.length)
  for (const region of fits) {
    const instance = graph.regions[region]!.instances.findIndex(tuple => tuple.every((member, k) => member === keys[k]))
    if (instance >= 0) return { outputs: named.filter(o => graph.outputs[o]!.region === region), instance, name, keys }
  }
  const region = fits[0] ?? scopes[0]!
  const tuples = graph.regions[region]!.instances
  const output = graph.outputs[named.find(o => graph.outputs[o]!.region === region)!]!
  return { fault: 'keys', name, keys: output.keys, given: keys, tuples, nearest: nearestTuple(keys, tuples) }
}

const isAsked = ({ kind }: Output) => kind !== 'condition' && kind !== 'record' && kind !== 'completion'

function isCalled(output: Output, name: string): boolean {
  if (!isAsked(output)) return false
  if (output.kind === 'peg') return output.name === name || output.columns[0]?.name === name
  return output.name === name || output.name.startsWith(`${name}.`)
}

function nearestTuple(keys: readonly string[], tuples: readonly (readonly string[])[]): readonly string[] | undefined {
  const meant = keys.map((key, k) => nearest(key, new Set(tuples.map(tuple => tuple[k] ?? ''))))
  return tuples.find(tuple => tuple.length === keys.length && tuple.every((member, k) => member === meant[k]))
}
