import type { Graph, Output } from '../../compiler/ir/graph.ts'
import { keysOf, keyText } from '../../runtime/backtest/observers/observer.ts'

/** Lines and signals that are kept; what is beyond is counted. */
export const MOST = { prices: 24, feature: 64, signal: 40 } as const

/** A key that is drawn. */
export interface Drawn {
  readonly instance: number
  readonly key: string
}

/** Which keys of outputs are drawn: those all of whose members were asked for, else the first ones. */
export class Choice {
  /** Features and signals that are not. */
  left = 0
  private readonly asked: ReadonlySet<string> | undefined

  constructor(
    private readonly graph: Graph,
    draw: readonly string[] | undefined,
  ) {
    this.asked = draw && new Set(draw)
  }

  /** As far as there is room for them: where there are too many, all outputs of a kind have the same. */
  of(output: Output, kind: 'feature' | 'signal'): readonly Drawn[] {
    const sizes = this.graph.outputs.flatMap(o => (o.kind === kind ? this.wanted(o).length : []))
    const wanted = this.wanted(output)
    const most = MOST[kind]
    const isRoom = sizes.reduce((a, b) => a + b, 0) <= most
    const kept = isRoom ? wanted : wanted.slice(0, Math.max(1, Math.floor(most / sizes.length)))
    this.left += this.instances(output).length - kept.length
    const keys = keysOf(this.graph, output)
    return kept.map(instance => ({ instance, key: keyText(keys[instance]!) }))
  }

  /** Places of instruments whose prices are: where members were asked for, of these if there are any. */
  prices(places: readonly number[]): ReadonlySet<number> {
    const { asked, graph } = this
    const own = places.filter(i => asked?.has(graph.instruments[i]!.symbol) || asked?.has(graph.instruments[i]!.base))
    return new Set((own.length > 0 ? own : places).slice(0, MOST.prices))
  }

  private wanted(output: Output): readonly number[] {
    const { asked } = this
    const all = this.instances(output)
    return [...all.keys()].filter(i => !asked || all[i]!.every(member => asked.has(member)))
  }

  private instances({ region }: Output): readonly (readonly string[])[] {
    return this.graph.regions[region]!.instances
  }
}

/** Of members that were asked for, those that no feature and no signal is of. */
export function strangers({ outputs, regions }: Graph, draw: readonly string[]): readonly string[] {
  const known = new Set<string>()
  for (const { kind, region } of outputs)
    if (kind === 'feature' || kind === 'signal')
      for (const members of regions[region]!.instances) for (const member of members) known.add(member)
  return draw.filter(member => !known.has(member))
}
