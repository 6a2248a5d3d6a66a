import type { Span } from '../../grammar/ast/index.ts'
import type { Label } from '../../grammar/diagnostics/diagnostic.ts'
import { durationText } from '../program/duration.ts'
import type { Program, StreamDecl } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import type { Report } from './report.ts'

/** Refuses decisions and features that use what is known only later, with the whole way from the future to the use. */
export function checkCausality(program: Program, report: Report): void {
  const delay = delays()
  const told = new Set<Term>()
  const decisions = [
    ...program.streams.flatMap(decl =>
      decided(decl).map(term => ({ term, use: `${decl.kind} \`${decl.name}\``, span: decl.span })),
    ),
    ...program.acting.written.filter(({ hindsight }) => !hindsight),
  ]
  for (const { term, use, span } of decisions) {
    const after = delay(term)
    if (after === 0) continue
    const way = wayToTheFuture(term, delay)
    const future = way.at(-1)!
    // What is hindsight once is hindsight wherever it is read: the first use is told, the others follow from it.
    if (told.has(future)) continue
    told.add(future)
    const first = firstStep(way, span)
    report('HVT3001', first, { use, after: durationText(after) }, labels(way, span, first.calls[0]))
  }
}

function decided(decl: StreamDecl): readonly Term[] {
  const columns = decl.kind === 'signal' ? [] : decl.columns.flatMap(c => ('term' in c ? [c.term] : []))
  return decl.kind === 'feature' ? columns : [decl.event, ...columns]
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

/** The place in the declaration itself where the future enters: a name other than its own, or the window. */
function firstStep(way: readonly Term[], declared: Span): Term {
  const inside = way[0] && isItself(way[0], declared) ? way.slice(1) : way
  return inside.find(term => term.op.op === 'ref' || term.op.op === 'next') ?? way.at(-1)!
}

/** From the use down to the `next` window that is known last. */
function wayToTheFuture(term: Term, delay: (t: Term) => number): readonly Term[] {
  if (term.op.op === 'next') return [term]
  const next = [...term.args].sort((a, b) => delay(b) - delay(a))[0]
  return next && delay(next) > 0 ? [term, ...wayToTheFuture(next, delay)] : [term]
}

/** `place`: the call that the message itself points at. */
function labels(way: readonly Term[], declared: Span, place: Span | undefined): readonly Label[] {
  const through = way.flatMap((term): Label[] => {
    const { op } = term
    return op.op === 'ref' && !isItself(term, declared) ? [{ span: op.declared, text: `by way of \`${op.name}\`` }] : []
  })
  const source = way.findLast(term => term.op.op === 'next')
  const origin =
    source?.op.op === 'next' ? [{ span: source.op.window, text: `known ${durationText(source.op.horizon)} later` }] : []
  const called = source?.calls.filter(call => call !== place).map(span => ({ span, text: 'called here' })) ?? []
  return [...origin, ...through, ...called]
}

const isItself = ({ op }: Term, { file, start }: Span): boolean =>
  op.op === 'ref' && op.declared.file === file && op.declared.start === start
