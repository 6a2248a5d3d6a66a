import type { Decl, Expr, Item } from '../ast/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { type DeclarationParser, parser } from '../parser/declarations.ts'
import type { Head } from '../parser/heads.ts'
import { mistake, type Whole } from '../parser/mistakes.ts'
import type { Hole } from '../parser/text.ts'
import { lex } from '../tokens/lex.ts'
import { spanOf, type Token } from '../tokens/token.ts'
import { chainedTooLong, firstTooDeep, isTooDeep, mayBeTooDeep, nestedTooDeep } from './depth.ts'
import { upTo } from './unread.ts'

export interface Attempt<T> {
  readonly result: T | undefined
  /** Where the tokens stopped making sense. */
  readonly mistake?: Diagnostic
  /** Messages about things that are understood: numbers, texts, what this version does not have. */
  readonly diagnostics: readonly Diagnostic[]
}
export type Rule<T> = (p: DeclarationParser) => T

/** Applies a rule to tokens of a file. Where there are none, `start` is the place of the message. */
export function attempt<T extends Decl | Item | Expr | Head>(
  source: { readonly file: string; readonly text: string },
  tokens: readonly Token[],
  whole: Whole,
  rule: Rule<T>,
  start = 0,
): Attempt<T> {
  const { file } = source
  const place = tokens[0] ? spanOf(file, tokens[0]) : { file, start, end: start }
  try {
    const p = parser()
    p.begin(source, [...tokens])
    const result: T | undefined = rule(p)
    const { diagnostics, holes, errors } = p
    const inside = holes.flatMap(hole => fill(source, hole))
    if (result && mayBeTooDeep(tokens, holes) && isTooDeep(result))
      return { result: undefined, diagnostics: [chainedTooLong(place)] }
    const found = errors[0] && mistake(source, place, errors[0], tokens, whole)
    const wrong = errors[0] ? tokens.indexOf(errors[0].token as Token) : -1
    const read = upTo(source.text, tokens, wrong, result)
    return { result: read, ...(found && { mistake: found }), diagnostics: [...diagnostics, ...inside] }
  } catch (error) {
    // The stack was nearly full when we were called; anything else is a fault of ours.
    if (error instanceof RangeError) return { result: undefined, diagnostics: [nestedTooDeep(place)] }
    throw error
  }
}

/** Parses the value in a text and puts it in its place. */
function fill(source: { readonly file: string; readonly text: string }, hole: Hole): readonly Diagnostic[] {
  const { tokens, diagnostics } = lex(source.file, source.text, hole.start, hole.end)
  const deep = firstTooDeep(tokens)
  if (deep) return [nestedTooDeep(spanOf(source.file, deep))]
  if (diagnostics.length > 0) return diagnostics
  const inside = attempt(source, tokens, 'expression', p => p.expr(), hole.start)
  if (inside.result) hole.parts[hole.at] = inside.result
  return inside.mistake ? [...inside.diagnostics, inside.mistake] : inside.diagnostics
}
