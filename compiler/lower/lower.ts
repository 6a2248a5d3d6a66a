import type { Checked } from '../check/check.ts'
import type { Column, Graph, Output } from '../ir/graph.ts'
import { allKeys } from '../program/instances.ts'
import { type KeyVar, symbolText } from '../program/keys.ts'
import type { StreamDecl } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { unitText } from '../program/unit.ts'
import { GraphBuilder } from './builder.ts'
import { digest } from './digest.ts'
import type { Lowering } from './lowering.ts'
import { lowering } from './terms.ts'

/** A checked program as a graph. Only what some output needs is in it. */
export function lower(checked: Checked): Graph {
  const builder = new GraphBuilder()
  const lowered = lowering(checked, builder)
  const { program } = checked
  const pegs = program.pegs.map((peg): Output => {
    const health = column(checked, lowered, [], peg.asset, peg.health)
    return {
      kind: 'peg',
      name: `${peg.asset} = ${peg.equals}`,
      region: builder.region([]),
      on: 'wake',
      trigger: trigger(lowered, [], peg.health),
      columns: [health],
    }
  })
  const outputs = [...pegs, ...program.streams.flatMap(decl => outputsOf(checked, lowered, decl))]
  const graph = {
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
      by: lowered.instruments.findIndex(
        i => lowered.venues[i.venue]!.name === by.venue.name && i.symbol === symbolText(by.symbol),
      ),
    })),
    ...builder.finish(),
    outputs,
  }
  return { ...graph, digest: digest(graph) }
}

function outputsOf(checked: Checked, lowered: Lowering, decl: StreamDecl): readonly Output[] {
  const keys = allKeys(decl.scope)
  const region = lowered.builder.region(keys)
  const output = (
    kind: Output['kind'],
    name: string,
    on: Output['on'],
    term: Term,
    columns: readonly Column[],
  ): Output => ({
    kind,
    name,
    region,
    on,
    trigger: trigger(lowered, keys, term),
    columns,
  })
  switch (decl.kind) {
    case 'feature':
      return decl.columns.map(({ name, term }) =>
        output('feature', name, 'wake', term, [column(checked, lowered, keys, name, term)]),
      )
    case 'signal': {
      const { name, event, condition } = decl
      const fires = output('signal', name, 'tick', event, [])
      return condition
        ? [output('condition', name, 'wake', condition, [column(checked, lowered, keys, name, condition)]), fires]
        : [fires]
    }
    case 'record':
      return [output('record', decl.name, 'tick', decl.event, recordColumns(checked, lowered, keys, decl))]
  }
}

/** `time` first and `peg_ok` last, unless the record types its columns: then it has exactly those. */
function recordColumns(
  checked: Checked,
  lowered: Lowering,
  keys: readonly KeyVar[],
  decl: Extract<StreamDecl, { kind: 'record' }>,
): readonly Column[] {
  const columns = decl.columns.map((c): Column => {
    if ('text' in c)
      return {
        name: c.name,
        unit: 'text',
        value: { texts: lowered.builder.assignments(keys).map(at => c.text.at(at)) },
      }
    return column(checked, lowered, keys, c.name, c.term)
  })
  if (decl.exact) return columns
  const has = (name: string) => columns.some(c => c.name === name)
  const now: Term = { op: { op: 'now' }, args: [], type: 'time', span: decl.span, calls: [] }
  const used = [decl.event, ...decl.columns.flatMap(c => ('term' in c ? [c.term] : []))].some(
    t => checked.units.of(t).pegged,
  )
  const health = checked.program.pegs.map(peg => peg.health).reduceRight<Term | undefined>(both, undefined)
  return [
    ...(has('time') ? [] : [column(checked, lowered, keys, 'time', now)]),
    ...columns,
    ...(used && health && !has('peg_ok') ? [column(checked, lowered, keys, 'peg_ok', health)] : []),
  ]
}

function column(checked: Checked, lowered: Lowering, keys: readonly KeyVar[], name: string, term: Term): Column {
  return {
    name,
    unit: unitText(checked.units.of(term).unit),
    value: { input: trigger(lowered, keys, term), show: term.type },
  }
}

function trigger({ builder, term: lowerTerm }: Lowering, keys: readonly KeyVar[], term: Term) {
  return builder.input(lowerTerm(term), keys, builder.region(keys))
}

/** All pegs hold: one term of them. */
function both(rest: Term | undefined, health: Term): Term {
  return rest ? { ...health, op: { op: 'pointwise', fn: 'and' }, args: [health, rest] } : health
}
