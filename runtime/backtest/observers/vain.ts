import type { Graph, Input } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'

/** Whether a stream of an instrument, by index, had a message in the run. */
export type Came = (instrument: number, stream: StreamName) => boolean

/**
 * Of a value that never was there, whether it waited in vain: for what acts to say something, which is not run, or for a stream
 * without messages. Any other was still warming up.
 */
export function waitsInVain({ nodes, maps }: Graph, came: Came): (input: Input, instance: number) => boolean {
  const known = new Map<string, boolean>()
  return waits

  function waits({ node, map }: Input, reader: number): boolean {
    const instance = map < 0 ? reader : maps[map]![reader]!
    const place = `${node} ${instance}`
    const found = known.get(place) ?? isVain(node, instance)
    known.set(place, found)
    return found
  }

  function isVain(node: number, instance: number): boolean {
    const { op, inputs } = nodes[node]!
    if (op.op === 'given') return true
    if (op.op === 'source') return !came(op.instruments[instance]!, op.stream)
    if (op.op === 'live' && op.lacks?.includes(instance)) return true
    if (op.op === 'coalesce') return inputs.every(input => waits(input, instance))
    return inputs.some(input => waits(input, instance))
  }
}
