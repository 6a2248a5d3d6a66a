import type { Graph } from '../../compiler/ir/graph.ts'

/** A strategy as `--json` tells it. */
export function describe({ strategy, digest, params, venues, instruments, nodes, regions, outputs }: Graph) {
  return {
    name: strategy,
    digest,
    params: params.map(({ name, value, unit, text }) => ({ name, value, unit, text })),
    venues: venues.map(({ name, adapter, silent, fees }) => ({ name, adapter, silent, fees })),
    instruments: instruments.map(({ venue, symbol, streams }) => ({ venue: venues[venue]!.name, symbol, streams })),
    nodes: nodes.length,
    regions: regions.map(({ keys, instances }) => ({ keys, instances: instances.length })),
    outputs: outputs
      .filter(o => o.kind !== 'condition')
      .map(({ kind, name, region, keys, columns }) => ({
        kind,
        name,
        region,
        keys,
        columns: columns.map(c => c.name),
      })),
  }
}
