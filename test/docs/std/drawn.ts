import { bounds } from '../../../compiler/bounds/bounds.ts'
import type { RecordDecl } from '../../../grammar/ast/index.ts'
import { read } from '../../../grammar/yaml/either.ts'
import { textsOf } from '../../architecture/tree.ts'
import { graphOf } from '../../property/run.ts'

/** What a plot is to show: a record of a strategy in `docs/std/plots`. */
export interface Drawn {
  /** Of the function below whose heading it stands. */
  readonly name: string
  readonly columns: readonly Value[]
}
/** A column of it, with what the compiler proves. */
export interface Value {
  readonly name: string
  /** `bollinger(b.close).upper` */
  readonly call: string
  readonly unit: string
  readonly isTruth: boolean
  readonly warmup: Warmup
}
export type Warmup = ReturnType<typeof bounds>['nodes'][number]['warmup']

const strategies = textsOf(['docs/std/plots'], /\.hvt$/)

/** The records of a library's strategy, `price` the first. */
export function drawn(library: string): Drawn[] {
  const path = `docs/std/plots/${library}.hvt`
  const text = strategies.get(path)!
  const graph = graphOf(text)
  const { nodes } = bounds(graph)
  const records = read(path, text).file.decls.filter((decl): decl is RecordDecl => decl.kind === 'record')
  return records.map(({ table, columns }) => {
    const calls = columns.map(({ name, value }) => [name.name, text.slice(value.span.start, value.span.end)] as const)
    const { columns: made } = graph.outputs.find(({ kind, name }) => kind === 'record' && name === table.name)!
    const values = made.flatMap(({ name, value, unit }): Value[] => {
      if (!('input' in value) || value.show === 'time') return []
      const [entry, call] = calls.find(([of]) => name === of || name.startsWith(`${of}.`))!
      const { warmup } = nodes[value.input.node]!
      return [{ name, call: call + name.slice(entry.length), unit, isTruth: value.show === 'bool', warmup }]
    })
    return { name: table.name, columns: values }
  })
}
