import { bounds, warmupText } from '../../compiler/bounds/bounds.ts'
import { diff, keepsAll, type OutputDifference } from '../../compiler/diff/diff.ts'
import { remembers } from '../../compiler/diff/roles.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { counted, none } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import { placing, shortened } from './places.ts'
import { declaredLines, keysText, planEffects, planTable } from './plan_difference.ts'

interface Version {
  readonly file: string
  readonly graph: Graph
  readonly sources: ReadonlyMap<string, string>
}

/** What becomes of a running strategy when another takes its place, for machines. */
export function differenceJson(before: Version, after: Version) {
  const found = diff(before.graph, after.graph)
  const known = bounds(after.graph)
  const [oldPlace, place] = [placing(before.sources), placing(after.sources)]
  return {
    same: found.same,
    keepsAll: keepsAll(found, after.graph),
    mayFire: found.mayFire,
    params: found.params,
    outputs: found.outputs.map(({ after: index, ...output }) => ({ ...output, ...warming(output, index) })),
    plan: found.plan.map(({ span, ...entry }) => ({ ...entry, ...(entry.is === 'gone' ? oldPlace : place)(span) })),
    declared: found.declared,
    nodes: found.nodes.map(({ is, kept }, n) => {
      const { op, span } = after.graph.nodes[n]!
      const { instances, warmup } = known.nodes[n]!
      const remembered = remembers(op)
      const base = { node: n, op: op.op, ...place(span), is, instances, kept, remembers: remembered }
      return is === 'same' ? base : { ...base, warmup }
    }),
    gone: found.gone.map(n => {
      const { op, span } = before.graph.nodes[n]!
      return { node: n, op: op.op, ...oldPlace(span), remembers: remembers(op) }
    }),
  }

  function warming({ is }: Pick<OutputDifference, 'is'>, index: number | undefined) {
    if (index === undefined || is === 'same') return {}
    return { warmup: known.nodes[after.graph.outputs[index]!.trigger.node]!.warmup }
  }
}

/** The same for people. */
export function differenceText(before: Version, after: Version, width: number): string[] {
  const found = differenceJson(before, after)
  if (found.same) return [`${before.file} and ${after.file} are the same strategy: a redeploy keeps everything`]
  const rows = found.outputs.filter(output => output.is !== 'same')
  const same = found.outputs.length - rows.length
  const past = found.nodes.filter(node => node.remembers)
  const anew = past.filter(node => node.is !== 'same')
  const lost = found.gone.filter(node => node.remembers)
  return [
    `${before.file} → ${after.file}: ${counts(found.nodes, found.gone.length)}`,
    ...(rows.length > 0
      ? table(
          [
            { head: 'output', cells: rows.map(({ kind, name }) => `${kind} ${name}`) },
            { head: 'is', cells: rows.map(({ is }) => (is === 'keys' ? 'of other keys' : is)) },
            { head: 'keys', cells: rows.map(({ keys }) => keysText(keys)) },
            {
              head: 'warm after',
              cells: rows.map(row => ('warmup' in row && row.warmup && warmupText(row.warmup)) || none),
            },
          ],
          width,
        )
      : []),
    ...(same > 0 ? [`  ${counted(same, 'output')} as before`] : []),
    ...planTable(found.plan, width),
    ...found.params.map(({ name, before: b = none, after: a = none }) => `param ${name}: ${b} → ${a}`),
    ...declaredLines(found.declared),
    ...(tellsNothing(found) ? ['only the order in which something is written differs'] : []),
    '',
    kept(past),
    ...(anew.length > 0
      ? table(
          [
            {
              head: 'line',
              cells: anew.map(row =>
                row.file === after.file ? `${row.line ?? none}` : `${row.file}:${row.line ?? none}`,
              ),
            },
            { head: 'node', cells: anew.map(row => shortened(row.text, 40)) },
            {
              head: 'is',
              cells: anew.map(row =>
                row.is === 'grown' ? `new for ${row.instances - row.kept} of ${row.instances} keys` : row.is,
              ),
            },
            { head: 'warm after', cells: anew.map(row => ('warmup' in row && warmupText(row.warmup)) || none) },
          ],
          width,
        )
      : []),
    ...(lost.length > 0 ? [`the past of ${counted(lost.length, 'node')} of ${before.file} is dropped`] : []),
    found.mayFire.length > 0
      ? `may fire at once, as a condition that is true for the first time does: ${found.mayFire.join(', ')}`
      : 'no signal fires because of the redeploy alone',
    ...planEffects(found.plan, found.outputs),
  ]
}

/** Digests know an order that nothing else does: that of rules of risk, of actions. */
function tellsNothing({ outputs, plan, nodes, params, declared, gone }: ReturnType<typeof differenceJson>): boolean {
  const kept = [...outputs, ...plan, ...nodes].every(({ is }) => is === 'same')
  return kept && params.length + declared.length + gone.length === 0
}

/** Of nodes that have a past. */
function kept(past: readonly { readonly is: string }[]): string {
  const lost = past.filter(node => node.is === 'changed' || node.is === 'new').length
  const grown = past.filter(node => node.is === 'grown').length
  const all = counted(past.length, 'node')
  if (lost === 0 && grown === 0) return `a redeploy keeps the past of all ${all} that have one`
  const whole = lost === 0 ? `all ${all}` : `${past.length - lost} of ${all}`
  const more = grown > 0 ? `; ${grown} of them have new keys` : ''
  return `a redeploy keeps the past of ${whole} that have one${more}; what warms up:`
}

function counts(nodes: readonly { readonly is: string }[], gone: number): string {
  const of = (what: string) => nodes.filter(node => node.is === what).length
  const all = { same: of('same'), 'of more keys': of('grown'), changed: of('changed'), new: of('new'), gone }
  const shown = Object.entries(all).filter(([, n]) => n > 0)
  return `nodes ${shown.map(([what, n]) => `${n} ${what}`).join(', ')}`
}
