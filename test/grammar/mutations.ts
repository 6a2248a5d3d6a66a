import { lex } from '../../grammar/tokens/lex.ts'

/** A small generator of random numbers in [0, 1), the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Mutation {
  readonly what: 'delete' | 'duplicate' | 'replace' | 'insert'
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Changes one token of a text, or puts one of its tokens elsewhere. */
export function mutation(text: string, next: () => number): Mutation {
  const { tokens } = lex('mutated.hvt', text)
  const any = () => tokens[Math.floor(next() * tokens.length)]!
  const { startOffset: start, endOffset } = any()
  const other = any().image
  const end = endOffset + 1
  const original = text.slice(start, end)
  const kinds: Mutation[] = [
    { what: 'delete', start, end, text: ' ' },
    { what: 'duplicate', start, end, text: `${original} ${original}` },
    { what: 'replace', start, end, text: ` ${other} ` },
    { what: 'insert', start, end: start, text: ` ${other} ` },
  ]
  return kinds[Math.floor(next() * kinds.length)]!
}

export const apply = (text: string, { start, end, text: by }: Mutation): string =>
  text.slice(0, start) + by + text.slice(end)
