/**
 * Figures of the evaluators: `npm run bench`. Times are medians over repetitions in turn and differ from machine to
 * machine; what to look at are the ratios.
 */
import { cases } from './cases.ts'
import { evaluators } from './evaluators.ts'
import { type Size, sizes } from './sizes.ts'

const number = (x: number) => (x < 100 ? x.toFixed(1) : Math.round(x).toLocaleString('en')).padStart(9)
const ratio = (x: number) => `${x.toFixed(1)}×`.padStart(9)
const line = (...cells: readonly string[]) => console.log(cells.join('  '))

line('ns per event'.padEnd(34), '  reports', ' interpr.', '   single', '    batch', '   single', '    batch')
for (const one of await cases()) {
  const { reports, interpreter, single, batch } = evaluators(one, 5)
  const times = [reports, interpreter, single, batch].map(number)
  line(one.name.padEnd(34), ...times, ratio(interpreter / single), ratio(interpreter / batch))
}

console.log()
line('features'.padEnd(34), '    nodes', '     code', '  emit ms', 'compile ms', ' ns/node', ' interpr.')
const counts = [40, 200, 2_000]
const measured = sizes(counts, 9)
for (const [k, { nodes, bytes, emit, compile, run, interpreted }] of measured.entries()) {
  line(`${counts[k]} of one quote`.padEnd(34), ...[nodes, bytes, emit, compile, run, interpreted].map(number))
}
const [small, large] = [measured[1]!, measured[2]!]
const grown = (what: (s: Size) => number) => ratio(what(large) / what(small))
line(
  'per node, 2,000 to 200 features'.padEnd(34),
  ''.padEnd(9),
  grown(s => s.bytes / s.nodes),
  grown(s => s.emit / s.nodes),
  grown(s => s.compile / s.nodes),
  grown(s => s.run),
  grown(s => s.interpreted),
)
