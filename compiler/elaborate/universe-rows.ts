import type { Span } from '../../grammar/ast/index.ts'
import { parseExpression } from '../../grammar/parse.ts'
import { dayNumber } from '../program/dates.ts'
import { canonical, type Member, memberText, type Universe } from '../program/keys.ts'
import type { Membership } from '../program/program.ts'
import { type CsvRow, csvRows } from '../resolve/csv.ts'
import { type Context, fail, type Scope } from './context.ts'

/** What the members of a universe are: of a kind, and of which quotes where they are symbols. */
export interface MembersOf {
  readonly of: 'symbol' | 'asset' | 'triangle'
  /** Undefined: of any. */
  readonly quotes?: ReadonlySet<string>
  /** As written: `*\/USD`. */
  readonly text: string
  /** Of triangles: the assets and the venue are known, the two between are read. */
  readonly triangle?: (text: string) => Member | undefined
}

interface Row {
  readonly member: Member
  readonly from: number | null
  readonly to: number | null
}

interface Wrong {
  readonly line: number
  readonly text: string
  /** A member that stands there already, at the same time. */
  readonly again: boolean
}

/** The members that a file lists; its dates of membership are kept. Tells of all bad rows at once. */
export function membersOfFile(
  context: Context,
  name: string,
  path: string,
  text: string,
  wanted: MembersOf,
  span: Span,
  scope: Scope,
): Universe | undefined {
  const rows = csvRows(text)
  const bad = (problem: string) => void fail(context, 'HVT2141', scope, span, { path, problem })
  if (!rows) return bad('ends inside quotes')
  const [header, ...body] = rows
  const columns = header?.cells.map(cell => cell.trim().toLowerCase()) ?? []
  const at = columns.indexOf('symbol')
  if (at < 0) return bad('has no column `symbol` in its first line')
  if (body.length === 0) return bad('has no rows')
  const [from, to] = [columns.indexOf('from'), columns.indexOf('to')]
  const ignored = from < 0 || to < 0 ? columns.find((_, k) => k !== from && k !== to && hasDates(body, k)) : undefined
  if (ignored !== undefined)
    return bad(`has dates in the column \`${ignored}\`, and those of membership are called \`from\` and \`to\``)
  const good = new Map<string, Row[]>()
  const wrong: Wrong[] = []
  for (const row of body) {
    const read = rowOf(row, { symbol: at, from, to }, wanted)
    const others = (read && good.get(memberText(read.member))) ?? []
    const again = read !== undefined && others.some(other => overlaps(other, read))
    if (read && !again) good.set(memberText(read.member), [...others, read])
    else wrong.push({ line: row.line, text: row.cells.join(','), again })
  }
  const rowsOfAll = [...good.values()].flat()
  if (wrong.length > 0) return void tellRows(context, path, wrong, wanted, span, scope)
  if (rowsOfAll.some(row => row.from !== null || row.to !== null))
    context.outside.memberships.push({ universe: name, members: rowsOfAll.map(asKept) })
  return canonical([...good.values()].map(([row]) => row!.member))
}

/** The members that the run gives a universe, from outside the strategy. */
export function membersOfTexts(
  context: Context,
  name: string,
  texts: readonly string[],
  wanted: MembersOf,
  span: Span,
  scope: Scope,
): Universe | undefined {
  const read = texts.map(text => memberOfText(text, wanted))
  const first = new Map(texts.map((text, i) => [text.trim(), i] as const).reverse())
  const wrong = texts.flatMap((text, i): Wrong[] => {
    const again = first.get(text.trim())! < i
    return read[i] && !again ? [] : [{ line: i + 1, text, again }]
  })
  if (wrong.length > 0) return void tellRows(context, `--universe ${name}`, wrong, wanted, span, scope)
  return canonical(read as Member[])
}

function tellRows(
  context: Context,
  path: string,
  wrong: readonly Wrong[],
  { text: wanted }: MembersOf,
  span: Span,
  scope: Scope,
): void {
  const shown = wrong.slice(0, 5).map(({ line, text, again }) => `line ${line} (\`${text}\`${again ? ' again' : ''})`)
  if (wrong.length > shown.length) shown.push(`${wrong.length - shown.length} more`)
  fail(context, 'HVT2140', scope, span, { path, wanted, rows: shown.join(', ') })
}

/** A row whose member and dates can be read. */
function rowOf(
  { cells }: CsvRow,
  at: { readonly symbol: number; readonly from: number; readonly to: number },
  wanted: MembersOf,
): Row | undefined {
  const member = memberOfText(cells[at.symbol] ?? '', wanted)
  const [from, to] = [dateOf(cells[at.from]), dateOf(cells[at.to])]
  if (!member || from === undefined || to === undefined) return undefined
  return from !== null && to !== null && from >= to ? undefined : { member, from, to }
}

/** Dates under another name would be passed over, and the members taken for such of all times. */
function hasDates(rows: readonly CsvRow[], column: number): boolean {
  const dates = rows.map(({ cells }) => dateOf(cells[column]))
  return !dates.includes(undefined) && dates.some(date => date !== null)
}

/** µs since the epoch; null where nothing is written. */
function dateOf(cell: string | undefined): number | null | undefined {
  if (!cell?.trim()) return null
  const [, year, month, day] = /^\s*(\d{4})-(\d\d)-(\d\d)\s*$/.exec(cell) ?? []
  const days = year === undefined ? undefined : dayNumber(Number(year), Number(month), Number(day))
  return days === undefined ? undefined : days * 86_400_000_000
}

/** Of one member. */
function overlaps(a: Row, b: Row): boolean {
  return (a.from ?? -Infinity) < (b.to ?? Infinity) && (b.from ?? -Infinity) < (a.to ?? Infinity)
}

const asKept = ({ member, from, to }: Row): Membership['members'][number] => ({ member: memberText(member), from, to })

function memberOfText(text: string, { of, quotes, triangle }: MembersOf): Member | undefined {
  if (of === 'triangle') return triangle?.(text.trim())
  const { expr } = parseExpression('member', text.trim())
  if (of === 'asset') return expr?.kind === 'asset' ? { kind: 'asset', name: expr.name } : undefined
  if (expr?.kind !== 'symbol' || (quotes && !quotes.has(expr.quote))) return undefined
  return { kind: 'symbol', base: expr.base, quote: expr.quote, suffix: expr.suffix }
}
