import type { Span } from '../../grammar/ast/index.ts'
import type { Label } from '../../grammar/diagnostics/diagnostic.ts'
import type { Program } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import type { Report } from './report.ts'

/** Refuses decisions and features that use what is known only later, with the whole way from the future to the use. */
export function checkCausality(program: Program, report: Report): void {
  const delay = delays()
  for (const decl of program.streams) {
    const uses: (readonly [string, Term])[] =
      decl.kind === 'feature'
        ? decl.columns.map(c => [`feature \`${decl.name}\``, c.term])
        : decl.kind === 'signal'
          ? [[`signal \`${decl.name}\``, decl.event]]
          : [
              [`record \`${decl.name}\``, decl.event],
              ...decl.columns.flatMap(c => ('term' in c ? [[`record \`${decl.name}\``, c.term] as const] : [])),
            ]
    for (const [use, term] of uses) {
      const after = delay(term)
      if (after === 0) continue
      const way = wayToTheFuture(term, delay)
      report('HVT3001', usePlace(term), { use, after: durationText(after) }, labels(way, decl.span))
    }
  }
}

/** µs after which a term's value is known: pointwise the greatest of its parts, nested windows add. */
function delays(): (term: Term) => number {
  const known = new Map<Term, number>()
  const of = (term: Term): number => {
    const found = known.get(term)
    if (found !== undefined) return found
    const after = Math.max(0, ...term.args.map(of)) + (term.op.op === 'next' ? term.op.horizon : 0)
    known.set(term, after)
    return after
  }
  return of
}

/** The place in the declaration itself where the future enters: the reference nearest to the use, else the window. */
function usePlace(term: Term): Term {
  if (term.op.op === 'rising' || term.op.op === 'filter') return usePlace(term.args.at(-1)!)
  return term
}

function wayToTheFuture(term: Term, delay: (t: Term) => number): readonly Term[] {
  const next = [...term.args].sort((a, b) => delay(b) - delay(a))[0]
  return next && delay(next) > 0 ? [term, ...wayToTheFuture(next, delay)] : [term]
}

function labels(way: readonly Term[], declared: Span): readonly Label[] {
  const through = way.flatMap(({ op }): Label[] => {
    if (op.op === 'ref' && op.declared.start !== declared.start)
      return [{ span: op.declared, text: `by way of \`${op.name}\`` }]
    return []
  })
  const source = way.findLast(term => term.op.op === 'next')
  const origin =
    source?.op.op === 'next' ? [{ span: source.span, text: `known ${durationText(source.op.horizon)} later` }] : []
  return [...origin, ...through]
}

/** `20m`, `1h30m`, `250ms`. */
export function durationText(micros: number): string {
  const units: [string, number][] = [
    ['d', 864e8],
    ['h', 36e8],
    ['m', 6e7],
    ['s', 1e6],
    ['ms', 1e3],
    ['us', 1],
  ]
  let rest = micros
  let text = ''
  for (const [name, size] of units) {
    const n = Math.floor(rest / size)
    if (n > 0) text += `${n}${name}`
    rest -= n * size
  }
  return text || '0s'
}
