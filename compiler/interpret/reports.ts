import type { Emit } from '../ir/evaluator.ts'
import type { Graph, Output } from '../ir/graph.ts'
import type { Network } from './network.ts'
import type { Port } from './site.ts'

/** Reports the outputs whose triggers woke (or ticked) in a step: in the graph's order, then by instance. */
export function reporter(graph: Graph, network: Network, emit: Emit) {
  const outputs = graph.outputs.map(output => ({
    trigger: network.port(output.trigger),
    onTick: output.on === 'tick',
    columns: columnsOf(output, network),
    values: new Float64Array(output.columns.length),
  }))
  /** `woken[o]`: the instances of output o whose trigger woke; sorted here. */
  return (now: number, woken: readonly number[][]) => {
    outputs.forEach(({ trigger, onTick, columns, values }, o) => {
      if (woken[o]!.length === 0) return
      for (const instance of woken[o]!.sort((a, b) => a - b)) {
        const ticked = trigger.ticked(instance)
        if (onTick && !ticked) continue
        for (let c = 0; c < values.length; c++) values[c] = columns[c]?.value(instance) ?? Number.NaN
        emit(o, instance, now, ticked, values)
      }
    })
  }
}

/** Texts belong to the instance, not to the step: no port, their number is absent. */
function columnsOf(output: Output, network: Network): (Port | undefined)[] {
  return output.columns.map(({ value }) => ('input' in value ? network.port(value.input) : undefined))
}
