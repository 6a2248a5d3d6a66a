import type { Span } from '../../../grammar/ast/index.ts'
import type { Program } from '../../program/program.ts'
import { type Term, unwrap } from '../../program/term.ts'
import { rangesOf } from './ranges.ts'
import type { Rule } from './rule.ts'

/** Why something never has a value, and where. */
interface Cause {
  readonly span: Span
  readonly text: string
}

/** Whatever is read has a value at some time. */
export const valuesAppear: Rule = ({ program }, say) => {
  const causeOf = causes(program)
  const said = new Set<Span>()
  for (const { what, term, span } of read(program)) {
    const cause = causeOf(term)
    if (!cause || said.has(cause.span)) continue
    // What is absent once is absent wherever it is read.
    said.add(cause.span)
    say('HVT3102', span, { what }, [cause])
  }
}

interface Read {
  readonly what: string
  readonly term: Term
  readonly span: Span
}

function read({ streams, acting }: Program): readonly Read[] {
  const ofStreams = streams.flatMap((decl): readonly Read[] => {
    const what = `${decl.kind} \`${decl.name}\``
    if (decl.kind === 'signal') return [{ what, term: decl.condition ?? decl.event, span: decl.span }]
    return [...decl.columns, ...(decl.kind === 'record' ? decl.later : [])].flatMap(column =>
      'term' in column
        ? [{ what: decl.kind === 'record' ? `column \`${column.name}\`` : what, term: column.term, span: column.span }]
        : [],
    )
  })
  return [...ofStreams, ...acting.written.map(({ use, term, span }) => ({ what: use, term, span }))]
}

/** Why a term is always absent; undefined where it may be present. */
function causes(program: Program): (term: Term) => Cause | undefined {
  const known = new Map<Term, Cause | undefined>()
  const rangeOf = rangesOf(new Map())
  const unpromoted = new Set(
    program.acting.models.flatMap(model => (model.promote?.when === 'never' ? [`model ${model.name}`] : [])),
  )
  const of = (term: Term): Cause | undefined => {
    if (!known.has(term)) known.set(term, make(term))
    return known.get(term)
  }

  function make(term: Term): Cause | undefined {
    const { op, args, span } = term
    const [a, b] = args
    switch (op.op) {
      case 'constant':
        return Number.isNaN(op.value) ? { span, text: 'never has a value' } : undefined
      case 'given':
        return unpromoted.has(op.given.what) ? { span, text: 'is never promoted' } : undefined
      case 'coalesce':
        return of(a!) && of(b!)
      case 'pointwise': {
        if (op.fn === 'and' || op.fn === 'or') return of(a!) && of(b!)
        if (op.fn === 'if') return of(a!) ?? (of(b!) && of(args[2]!))
        if (op.fn === 'div' && isZero(b!)) return { span, text: 'divides by zero' }
        return args.map(of).find(cause => cause)
      }
      case 'ref':
      case 'prev':
      case 'fresh':
      case 'changed':
      case 'ema':
      case 'decay':
      case 'at_row':
      case 'convert':
        return of(a!)
      case 'sample':
        return of(a!) ?? of(b!)
      case 'window':
        return op.aggregate === 'count' || op.aggregate === 'sum' ? undefined : of(a!)
      default:
        return undefined
    }
  }

  function isZero(term: Term): boolean {
    const { low, high } = rangeOf(term)
    return low === 0 && high === 0 && unwrap(term).op.op !== 'param'
  }

  return of
}
