import { interpret } from '../compiler/interpret/interpret.ts'
import type { Graph } from '../compiler/ir/graph.ts'
import { backtest, type Result } from '../runtime/backtest/backtest.ts'
import { bind } from '../runtime/market/bind/bind.ts'
import { readManifest } from '../runtime/market/manifest/read.ts'
import { openMarket } from '../runtime/market/recorded/open.ts'

/** Runs a graph over a recorded market with the reference evaluator; rows of records go nowhere. */
export async function runRecorded(graph: Graph, manifest: string): Promise<Result> {
  const { manifest: found } = await readManifest(manifest)
  const { binding } = bind(graph, found!)
  const { market } = await openMarket(binding!)
  return await backtest({
    graph: binding!.graph,
    evaluator: interpret,
    events: market!.events,
    tables: { row: () => {} },
    assumed: binding!.assumed,
  })
}
