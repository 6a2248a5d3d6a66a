import type { Checked } from '../check/check.ts'
import type { Column, Input, Output } from '../ir/graph.ts'
import { allKeys } from '../program/instances.ts'
import type { KeyVar } from '../program/keys.ts'
import type { PegDecl, RecordTable, StreamDecl } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { unitText } from '../program/unit.ts'
import type { Lowering } from './lowering.ts'

/** What one declaration reports; `first` is the index that its first output gets. */
export function outputsOf(checked: Checked, lowered: Lowering, decl: StreamDecl, first: number): readonly Output[] {
  const keys = allKeys(decl.scope)
  const base = { region: lowered.builder.region(keys), keys: keys.map(key => key.name) }
  const to = (term: Term) => input(lowered, keys, term)
  switch (decl.kind) {
    case 'feature':
      return decl.columns.map(({ name, term }) => {
        const columns = [column(checked, lowered, keys, name, term)]
        return { kind: 'feature', name, ...base, on: 'wake', trigger: to(term), columns }
      })
    case 'signal': {
      const { name, event, condition } = decl
      const fires = { kind: 'signal', name, ...base, on: 'tick', trigger: to(event), columns: [] } as const
      if (!condition) return [fires]
      const columns = [column(checked, lowered, keys, name, condition)]
      const looks = { kind: 'condition', name, ...base, on: 'wake', trigger: to(condition), columns } as const
      return [looks, { ...fires, condition: first }]
    }
    case 'record': {
      const columns = recordColumns(checked, lowered, keys, decl)
      const row = { kind: 'record', name: decl.name, ...base, on: 'tick', trigger: to(decl.event), columns } as const
      return [row, ...completions(checked, lowered, keys, decl, first, base)]
    }
  }
}

export function pegOutput(checked: Checked, lowered: Lowering, peg: PegDecl): Output {
  const name = `${peg.asset} = ${peg.equals}`
  const region = lowered.builder.region([])
  const columns = [column(checked, lowered, [], peg.asset, peg.health)]
  return { kind: 'peg', name, region, keys: [], on: 'wake', trigger: input(lowered, [], peg.health), columns }
}

/** What is known of a row later: one output for each time, the columns that are known then. */
function completions(
  checked: Checked,
  lowered: Lowering,
  keys: readonly KeyVar[],
  decl: RecordTable,
  record: number,
  base: Pick<Output, 'region' | 'keys'>,
): readonly Output[] {
  const known = decl.later.flatMap(({ name, after, settled }) =>
    settled && typeof after === 'number' ? [{ name, after, settled }] : [],
  )
  return [...new Set(known.map(({ after }) => after))].map(after => {
    const own = known.filter(column => column.after === after)
    const columns = own.map(({ name, settled }) => column(checked, lowered, keys, name, settled))
    const trigger = input(lowered, keys, own[0]!.settled)
    return { kind: 'completion', name: decl.name, ...base, on: 'wake', trigger, columns, completes: { record, after } }
  })
}

/** `time` first and `peg_ok` last, unless the record types its columns: then it has exactly those. */
function recordColumns(
  checked: Checked,
  lowered: Lowering,
  keys: readonly KeyVar[],
  decl: RecordTable,
): readonly Column[] {
  const columns = decl.columns.map((c): Column => {
    if ('term' in c) return column(checked, lowered, keys, c.name, c.term)
    if ('id' in c) return { name: c.name, unit: 'text', value: { id: 'uuid' } }
    return { name: c.name, unit: 'text', value: { texts: lowered.builder.assignments(keys).map(at => c.text.at(at)) } }
  })
  for (const { name, place, after, term } of decl.later)
    columns.splice(place, 0, { name, value: { after }, unit: unitText(checked.units.of(term).unit) })
  if (decl.exact) return columns
  const has = (name: string) => columns.some(c => c.name === name)
  const now: Term = { op: { op: 'now' }, args: [], type: 'time', span: decl.span, calls: [], depth: 1 }
  const health = healthOf(checked, decl)
  return [
    ...(has('time') ? [] : [column(checked, lowered, keys, 'time', now)]),
    ...columns,
    ...(health && !has('peg_ok') ? [column(checked, lowered, keys, 'peg_ok', health)] : []),
  ]
}

/** True while every peg holds that the row's values and its event made use of. */
function healthOf(checked: Checked, { event, columns }: RecordTable): Term | undefined {
  const terms = [event, ...columns.flatMap(c => ('term' in c ? [c.term] : []))]
  const used = new Set(terms.flatMap(term => [...checked.units.of(term).pegs]))
  const healths = checked.program.pegs.filter(peg => used.has(peg.asset)).map(peg => peg.health)
  return healths.reduceRight<Term | undefined>(both, undefined)
}

function both(rest: Term | undefined, health: Term): Term {
  return rest ? { ...health, op: { op: 'pointwise', fn: 'and' }, args: [health, rest] } : health
}

function column(checked: Checked, lowered: Lowering, keys: readonly KeyVar[], name: string, term: Term): Column {
  const unit = unitText(checked.units.of(term).unit)
  const choices = checked.program.choices.toSorted()
  const read = input(lowered, keys, term)
  const value: Column['value'] =
    term.type === 'choice' ? { input: read, show: term.type, choices } : { input: read, show: term.type }
  return { name, unit, value }
}

function input({ builder, term: lowerTerm }: Lowering, keys: readonly KeyVar[], term: Term): Input {
  return builder.input(lowerTerm(term), keys)
}
