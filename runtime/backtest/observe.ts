import type { Graph } from '../../compiler/ir/graph.ts'
import { Conditions } from './observers/conditions.ts'
import { Features } from './observers/features.ts'
import type { Observer, Stored } from './observers/observer.ts'
import { Pegs } from './observers/pegs.ts'
import { Records } from './observers/records.ts'
import { Signals } from './observers/signals.ts'
import { completionsOf } from './tables/completed.ts'
import type { RowSink } from './tables/row_sink.ts'

/** By output. What completes rows is seen by the table that they are in. */
export function observersOf(graph: Graph, tables: RowSink): (Observer & Stored)[] {
  const observers = graph.outputs.map(output => observe(graph, output, tables))
  graph.outputs.forEach((table, t) => {
    const records = observers[t]
    if (!(records instanceof Records)) return
    completionsOf(graph, table).forEach(({ output }, index) => {
      observers[output] = records.completion(index)
    })
  })
  return observers
}

function observe(graph: Graph, output: Graph['outputs'][number], tables: RowSink): Observer & Stored {
  switch (output.kind) {
    case 'feature':
      return new Features(graph, output)
    case 'condition':
      return new Conditions(graph, output)
    case 'signal':
      return new Signals(graph, output)
    case 'record':
      return new Records(graph, output, tables)
    case 'peg':
      return new Pegs()
    case 'completion':
      return unseen
  }
}

const unseen: Observer & Stored = { begin: () => {}, see: () => {}, end: () => {}, save: () => {}, restore: () => {} }
