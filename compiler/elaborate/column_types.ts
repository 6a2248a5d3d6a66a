import type { TypeExpr } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { type Context, fail, type Scope } from './context.ts'

/** What a column of a record is declared to be: types of databases, some with sizes. */
const columnTypes = [
  'varchar', 'text', 'decimal', 'float', 'double', 'integer', 'bigint', 'boolean', 'date', 'timestamptz', 'uuid',
] // biome-ignore format: a list

/** Tells of a type that no column has. */
export function checkColumnType(context: Context, { name }: TypeExpr, scope: Scope): void {
  if (columnTypes.includes(name.name)) return
  const about = { type: name.name, suggestion: nearest(name.name, columnTypes), known: columnTypes.join(', ') }
  fail(context, 'HVT2133', scope, name.span, about)
}
