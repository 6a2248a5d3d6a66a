import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import type { Graph } from '../compiler/ir/graph.ts'
import { graphOf, pathOf } from './cases.ts'
import { generatedFile, tickersOf } from './generated.ts'
import { medians, timed } from './measure.ts'

const forms = ['allpairs', 'touched'] as const
type Form = (typeof forms)[number]

/** Of a form of S5: ns per message of the compiled evaluator and of plain JavaScript, and what was counted. */
export interface S5 {
  readonly form: Form
  readonly ns: number
  readonly plain?: number
  readonly count: number
  readonly sum: number
}

const rival = pathOf('../shared/peers/scripts/s5_node.mjs')

/** On two million messages in memory; undefined where they are not there. The rival needs `data/s5.bin` beside them. */
export function s5(repetitions: number): readonly S5[] | undefined {
  const file = generatedFile('s5.csv')
  if (!file) return undefined
  const graphs = forms.map(form => graphOf(`bench/strategies/s5_${form}.hvt`))
  const events = tickersOf(file, graphs[0]!)
  const prepared = graphs.map((graph, f) => of(forms[f]!, graph, events))
  const plain = existsSync(rival) && generatedFile('s5.bin')
  const ways: Record<string, () => number> = {}
  for (const [f, form] of forms.entries()) {
    ways[form] = prepared[f]!.run
    if (plain) ways[`plain ${form}`] = () => plainSeconds(file, form) * 1e3
  }
  const times = medians(ways, repetitions)
  const ns = (way: string) => (1e6 * times[way]!) / events.length
  return prepared.map(({ form, hits }) => {
    const rate = plain ? { plain: ns(`plain ${form}`) } : {}
    return { form, ns: ns(form), ...rate, ...hits() }
  })
}

function of(form: Form, graph: Graph, events: readonly SourceEvent[]) {
  const silent: Graph = { ...graph, outputs: [] }
  const bytes = emit(silent)
  let evaluator = instantiate(silent, bytes, () => {})
  const run = () => {
    evaluator = instantiate(silent, bytes, () => {})
    return timed(() => evaluator.batch(events))
  }
  const total = (part: string) =>
    graph.outputs
      .filter(({ name }) => name.endsWith(`.${part}`))
      .flatMap(({ trigger, region }) =>
        graph.regions[region]!.instances.map((_, i) => evaluator.value(trigger.node, i)),
      )
      .reduce((a, b) => a + (Number.isNaN(b) ? 0 : b), 0)
  return { form, run, hits: () => ({ count: total('count'), sum: total('sum') }) }
}

/** The median of the rival's own five runs. */
function plainSeconds(file: string, form: Form): number {
  const lines = execFileSync('node', [rival], { cwd: dirname(dirname(file)), encoding: 'utf8' })
    .trim()
    .split('\n')
  return JSON.parse(lines[forms.indexOf(form)]!).run_s
}
