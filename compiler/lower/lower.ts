import type { Checked } from '../check/check.ts'
import type { Graph } from '../ir/graph.ts'
import { symbolText } from '../program/keys.ts'
import { unitText } from '../program/unit.ts'
import { actingOf } from './acting.ts'
import { GraphBuilder } from './builder.ts'
import { digest } from './digest.ts'
import { inRuns } from './order.ts'
import { outputsOf, pegOutput } from './outputs.ts'
import { lowering } from './terms.ts'

/**
 * A checked program as a graph. Only what some output needs is in it. Declarations are taken in the order of their kinds
 * and names, so that the order in which they were written changes nothing.
 */
export function lower(checked: Checked): Graph {
  const builder = new GraphBuilder()
  const lowered = lowering(checked, builder)
  const { program } = checked
  const streams = [...program.streams].sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1))
  const outputs = program.pegs.map(peg => pegOutput(checked, lowered, peg))
  for (const decl of streams) outputs.push(...outputsOf(checked, lowered, decl, outputs.length))
  const acting = actingOf(checked, lowered)
  const numbers = new Map(lowered.instruments.map((i, k) => [`${lowered.venues[i.venue]!.name} ${i.symbol}`, k]))
  const graph = inRuns({
    version: 1 as const,
    strategy: program.name,
    params: program.params.map(({ is, term }) => ({
      name: is.name,
      value: is.value,
      unit: unitText(checked.units.of(term).unit),
      text: is.text,
    })),
    venues: lowered.venues,
    instruments: lowered.instruments,
    pegs: program.pegs.map(({ asset, equals, by }) => ({
      asset,
      equals,
      by: numbers.get(`${by.venue.name} ${symbolText(by.symbol)}`)!,
    })),
    channels: lowered.channels,
    ...(lowered.externs.length > 0 && { externs: lowered.externs }),
    ...builder.finish(),
    outputs,
    ...(acting && { acting }),
    words: program.choices.toSorted(),
    ...(program.open.length > 0 && { open: program.open }),
    ...(program.memberships.length > 0 && { memberships: program.memberships }),
  })
  return { ...graph, digest: digest(graph) }
}
