import { MOST_BINS, MOST_TICKS, type WithoutTicks } from '../ir/statistics.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use } from './builtin.ts'
import { knownSize } from './constant.ts'
import { fail } from './context.ts'
import { numbersOf, partsOf, record, wholeNumber, withTicks } from './statistic_arguments.ts'

/** Whether recent ticks are like those before. */
export const drifts: readonly (readonly [string, Builtin])[] = [
  ['stability_index', { usage: 'stability_index(x, n, recent, bins)', make: stabilityIndex }],
  ['two_samples', { usage: 'two_samples(x, n, recent)', make: twoSamples }],
  ['adaptive_window', { usage: 'adaptive_window(x, delta)', make: adaptiveWindow }],
]

function stabilityIndex(use: Use): Value {
  if (!arity(use, 4, 'stability_index(x, n, recent, bins)')) return error
  const recent = recentOf(use, use.args[2]!)
  const bins = wholeNumber(use, use.args[3]!, 'the number of bins', [2, MOST_BINS])
  if (recent === undefined || bins === undefined) return error
  return partsWith(use, { op: 'statistic', fn: 'psi', recent, bins }, ['index'])
}

function twoSamples(use: Use): Value {
  if (!arity(use, 3, 'two_samples(x, n, recent)')) return error
  const recent = recentOf(use, use.args[2]!)
  return recent === undefined ? error : partsWith(use, { op: 'statistic', fn: 'ks', recent }, ['stat', 'p', 'area'])
}

const recentOf = (use: Use, arg: Argument) => wholeNumber(use, arg, 'the number of recent ticks', [1, MOST_TICKS])

function partsWith(use: Use, op: WithoutTicks, names: readonly string[]): Value {
  const sized = withTicks(use, op, use.args[1]!)
  const x = sized && numbersOf(use, use.args[0]!)
  if (!sized || !x) return error
  const part = partsOf(use, sized, [x])
  return record(
    'a test',
    names.map((name, slot) => [name, part(slot)]),
  )
}

function adaptiveWindow(use: Use): Value {
  if (!arity(use, 2, 'adaptive_window(x, delta)')) return error
  const [of, doubt] = use.args as [Argument, Argument]
  const x = numbersOf(use, of)
  const delta = shareOf(use, doubt)
  if (!x || delta === undefined) return error
  const part = partsOf(use, { op: 'statistic', fn: 'adwin', n: 1, delta }, [x])
  return record(
    'a window',
    ['shorter', 'mean', 'width'].map((name, slot) => [name, part(slot)]),
  )
}

/** A number between 0 and 1, known before the run. */
function shareOf({ context, scope }: Use, { value, span }: Argument): number | undefined {
  const what = 'the delta of `adwin`'
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (!size) return void fail(context, 'HVT2103', scope, span, { what })
  if ('count' in size && size.count > 0 && size.count < 1) return size.count
  return void fail(context, 'HVT2104', scope, span, { what, problem: 'is not between 0 and 1' })
}
