import type { Comments } from './comments.ts'
import { type Doc, fill, group, indent, join, line, softline } from './layout/doc.ts'

/** What stands between commas, with the comments before it. */
export function item(c: Comments, start: number, print: () => Doc, end?: number): Doc {
  return [...c.before(start), print(), ...(end === undefined ? [] : c.before(end))]
}

/** Items between commas, and the comments after each of them but the last. */
export function items<T>(
  c: Comments,
  all: readonly T[],
  span: (one: T) => { start: number; end: number },
  print: (one: T) => Doc,
): Doc[] {
  return all.map((one, i) => {
    const next = all[i + 1]
    const doc = item(c, span(one).start, () => print(one))
    return next === undefined ? doc : [doc, ',', ...c.after(span(one).end, span(next).start)]
  })
}

/** On one line, or one a line. */
export function bracketed(open: string, docs: readonly Doc[], close: string): Doc {
  return docs.length === 0 ? open + close : group([open, indent([softline, join([',', line], docs)]), softline, close])
}

/** `[a, b]`, as many on a line as fit. */
export function list<T>(
  c: Comments,
  all: readonly T[],
  end: number,
  span: (one: T) => { start: number; end: number },
  print: (one: T) => Doc,
): Doc {
  const docs = items(c, all, span, print)
  const rest = c.before(end)
  if (docs.length === 0 && rest.length === 0) return '[]'
  return group(['[', indent([softline, fill(docs), ...rest]), softline, ']'])
}

/** Items with commas between braces, as many on a line as fit. */
export function braces<T>(
  c: Comments,
  all: readonly T[],
  end: number,
  span: (one: T) => { start: number; end: number },
  print: (one: T) => Doc,
): Doc {
  const start = all[0] === undefined ? end : span(all[0]).start
  const broken = all.length > 0 && c.beginsLine(start)
  const opening = c.afterOpening(start)
  const docs = items(c, all, span, print)
  const rest = c.before(end)
  if (docs.length === 0 && rest.length === 0 && opening.length === 0) return '{}'
  return group(['{', indent([...opening, line, fill(docs), ...rest]), line, '}'], broken)
}
