import type { Graph } from '../ir/graph.ts'
import { clearers, evaluators } from './block/blocks.ts'
import { deadlines } from './engine/deadlines.ts'
import { queues } from './engine/queues.ts'
import { reports } from './engine/reports.ts'
import { exportRuns } from './engine/run.ts'
import { exportStart } from './engine/start.ts'
import { clear, evaluate } from './engine/step.ts'
import { touch } from './engine/touch.ts'
import { barFunctions } from './operators/bar_functions.ts'
import { rowFunctions } from './operators/row_functions.ts'
import { emission } from './place/emission.ts'
import { bookFunctions } from './values/books.ts'
import { library } from './values/library.ts'
import { volatileFunctions } from './values/volatile.ts'
import { windowFunctions } from './windows/functions.ts'

/**
 * A graph as a WebAssembly module: the same bytes for the same graph. It imports nothing but, where the
 * graph has a `statistic`, `host.statistic(node, state)`: `computeStatistic` of a node's op, for the state at an address. It exports
 * - `memory`: the state at the places of `layout(graph)`, then what is used within a step, the area of event records, the
 *   area of report records (`places`), and constants;
 * - `start()`: once, before anything else;
 * - `run(count)`, `advance(time)`: steps, see `exportRuns`. Events of books have any number of levels: the host puts them into
 *   the memory itself, between steps, and the record says only whether the book is valid;
 * - `renew()`: after the state was replaced;
 * - `current<n>(instance)`: the value of volatile node n.
 * @throws RangeError if the graph's memory would exceed 4 GiB.
 */
export function emit(graph: Graph): Uint8Array {
  const e = emission(graph)
  const times = library(e)
  const windows = windowFunctions(e, times)
  const books = bookFunctions(e)
  const volatile = volatileFunctions(e, times, op => windows.moving(op).read, books)
  const timers = deadlines(e)
  const queue = queues(e)
  const touching = touch(e, queue)
  const tools = {
    library: times,
    deadlines: timers,
    windows,
    bars: barFunctions(e),
    books,
    rows: rowFunctions(e, timers),
  }
  const written = e.module.global('i32', 0)

  exportStart(e, volatile.value, times)
  exportRuns(e, {
    library: times,
    deadlines: timers,
    touch: touching,
    evaluate: evaluate(e, evaluators(e, volatile.value, queue, tools)),
    clear: clear(e, clearers(e)),
    report: reports(e, volatile.value, written),
    written,
  })
  for (const [n, func] of volatile.functions) e.module.exportFunc(`current${n}`, func)

  const { start: at, bytes } = e.constants
  if (at + bytes > 2 ** 32) throw new RangeError(`the state of the graph takes ${at + bytes} bytes`)
  return e.module.finish({ bytes: at + bytes, at, data: e.constants.data() })
}
