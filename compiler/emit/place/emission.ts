import type { Graph } from '../../ir/graph.ts'
import { type Layout, layout } from '../../layout/layout.ts'
import { type Schedule, schedule } from '../../layout/schedule.ts'
import { type Global, Module } from '../wasm/encode/module.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { Constants } from './constants.ts'
import { type Places, places } from './places.ts'

/** All that the parts of an emission share: the graph with its plan and places, and the module in the making. */
export interface Emission {
  readonly graph: Graph
  readonly plan: Schedule
  readonly layout: Layout
  readonly places: Places
  readonly constants: Constants
  readonly module: Module
  /** Counts the times at which volatile values are to be computed anew. */
  readonly moment: Global<'f64'>
  /** Of the event under way. */
  readonly origin: Global<'f64'>
}

export function emission(graph: Graph): Emission {
  const plan = schedule(graph)
  const memory = layout(graph, plan)
  const at = places(graph, plan, memory)
  const module = new Module()
  const constants = new Constants(at.end)
  return {
    graph,
    plan,
    layout: memory,
    places: at,
    constants,
    module,
    moment: module.global('f64', 1),
    origin: module.global('f64', 0),
  }
}

/** The name under which a module asks for the functions of its externs. */
export const EXTERNALS = 'extern'

/** Address 0: what stands at a known place is loaded from there by the offset alone. */
export const zero = i32.const(0)

/** The one NaN that stands in memory. */
export const absent = f64.const(Number.NaN)
