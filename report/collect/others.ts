import type { Graph, Output } from '../../compiler/ir/graph.ts'
import { keysOf, keyText } from '../../runtime/backtest/observers/observer.ts'
import type { OtherSignal } from '../trace.ts'

/** Those that are named. */
const MOST = 20

/** How often signals fired that are not drawn. */
export class Others {
  private readonly counts: { readonly output: Output; readonly fired: Float64Array }[] = []

  constructor(private readonly graph: Graph) {}

  /** What counts a firing of an instance. */
  of(output: Output): (instance: number) => void {
    const fired = new Float64Array(this.graph.regions[output.region]!.instances.length)
    this.counts.push({ output, fired })
    return instance => {
      fired[instance]!++
    }
  }

  end(): readonly OtherSignal[] {
    const all = this.counts.flatMap(({ output, fired }) => {
      const found = [...fired.keys()].filter(i => fired[i]! > 0)
      const keys = found.length > 0 ? keysOf(this.graph, output) : []
      return found.map(i => ({ name: output.name, key: keyText(keys[i]!), fired: fired[i]! }))
    })
    return all.sort((a, b) => b.fired - a.fired).slice(0, MOST)
  }
}
