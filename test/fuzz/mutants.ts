import { lex } from '../../grammar/tokens/lex.ts'
import { endOf } from '../../grammar/tokens/token.ts'
import { apply, mutation } from '../grammar/mutations.ts'

type Random = () => number
const whole = (next: Random, below: number) => Math.floor(next() * below)
const any = <T>(next: Random, of: readonly T[]): T => of[whole(next, of.length)]!

/** Characters that mean something in a strategy or in YAML, and some that nothing expects. */
const odd = [
  ...'{}[]()<>"\'/*+-@:,.|&!%#?^=~_$;\\ \t\r\n0159eazA',
  '\0',
  '\ud800',
  '\ufeff',
  'é',
  '∞',
  '𝕏',
  '// ',
  '/// ',
  '..',
  '->',
  '@row',
]

/** A text with one to four mistakes in it: of a token, a character, a byte, a line, or a part of another text. */
export function mutant(text: string, other: string, next: Random): string {
  let out = text
  for (let n = 1 + whole(next, 1 + whole(next, 4)); n > 0; n--) out = any(next, ways)(out, other, next)
  return out
}

const ways: readonly ((text: string, other: string, next: Random) => string)[] = [
  // Of a token, its kind of change at random.
  (text, _, next) => (lex('m', text).tokens.length === 0 ? 'let' : apply(text, mutation(text, next))),
  (text, other, next) => {
    const [here, there] = [lex('m', text).tokens, lex('m', other).tokens]
    if (here.length === 0 || there.length === 0) return other
    const [at, by] = [any(next, here), any(next, there)]
    return `${text.slice(0, at.startOffset)} ${by.image} ${text.slice(endOf(at))}`
  },
  // Of a character.
  (text, _, next) => {
    const at = whole(next, text.length + 1)
    return text.slice(0, at) + any(next, odd) + text.slice(at + whole(next, 2))
  },
  (text, _, next) => {
    const at = whole(next, text.length)
    return text.slice(0, at) + text.slice(at + 1 + whole(next, 3))
  },
  // Of a byte.
  (text, _, next) => {
    const bytes = new TextEncoder().encode(text)
    if (bytes.length > 0) bytes[whole(next, bytes.length)]! ^= 1 << whole(next, 8)
    return new TextDecoder().decode(bytes)
  },
  // Of lines.
  (text, _, next) => {
    const lines = text.split('\n')
    const [from, to] = [whole(next, lines.length), whole(next, lines.length)]
    const [line] = next() < 0.5 ? lines.splice(from, 1) : [lines[from]!]
    if (next() < 0.8) lines.splice(to, 0, line!)
    return lines.join('\n')
  },
  // Of a part: left out, said twice, or from elsewhere.
  (text, other, next) => {
    const [at, length, from] = [whole(next, text.length), whole(next, 80), whole(next, other.length)]
    const by = any(next, ['', text.slice(at, at + 2 * length), other.slice(from, from + whole(next, 200))])
    return text.slice(0, at) + by + text.slice(at + (next() < 0.5 ? length : 0))
  },
]

/** Data with one number, text, list or part of it changed. */
export function altered(data: unknown, next: Random): unknown {
  const places: { readonly in: Record<string, unknown>; readonly key: string }[] = []
  const copy = structuredClone(data)
  const walk = (of: unknown) => {
    if (typeof of !== 'object' || of === null) return
    for (const [key, part] of Object.entries(of)) {
      places.push({ in: of as Record<string, unknown>, key })
      walk(part)
    }
  }
  walk(copy)
  if (places.length === 0) return null
  const at = any(next, places)
  const from = any(next, places)
  // From elsewhere, as it was: nothing may come to be inside itself.
  const other = structuredClone(from.in[from.key])
  const values = [null, 0, -1, 1, 2, 0.5, 1e9, 2 ** 40, '', 'add', [], {}, true, at.in[at.key], other]
  if (Array.isArray(at.in) && next() < 0.3)
    at.in.splice(Number(at.key), next() < 0.5 ? 1 : 0, ...(next() < 0.5 ? [structuredClone(at.in[0])] : []))
  else if (next() < 0.15) delete at.in[at.key]
  else if (typeof at.in[at.key] === 'number' && next() < 0.6)
    at.in[at.key] = (at.in[at.key] as number) + any(next, [1, -1, 0.5, 100])
  else at.in[at.key] = any(next, values)
  return copy
}
