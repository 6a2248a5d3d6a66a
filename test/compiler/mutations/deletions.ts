import { parse } from '../../../grammar/parse.ts'
import { lex } from '../../../grammar/tokens/lex.ts'
import { endOf, type Token } from '../../../grammar/tokens/token.ts'
import { compiles, type Text } from './files.ts'

/** Why a strategy without one of its tokens is another strategy, or the same, and not a mistake. */
const harmless: readonly (readonly [why: string, is: (token: Token, before: string, after: string) => boolean])[] = [
  ['a sign or a `not`: the opposite is as good a value', t => /^(?:[-+]|not)$/.test(t.image)],
  ['what stood before a sign: it is now the sign of what follows', (_, __, after) => /^[-+]$/.test(after)],
  ['a function: its argument is a value too', (t, _, after) => /^[a-z]\w*$/.test(t.image) && after === '('],
  ['the moment of a value: it has one at every moment', t => t.image.startsWith('@')],
  ['`next`: a window can look back', t => t.image === 'next'],
  ['one of several in a list', (_, before, after) => /^[[,]$/.test(before) && /^[\],]$/.test(after)],
  ['the name of a trade that nothing asks for', (_, before) => before === 'trade'],
  ['the file of a model that was made elsewhere', t => /^"[^"]*\.onnx"$/.test(t.image)],
  ['a word that may be left out', t => /^(?:resting|inverse|per|fresh|flatten|every)$/.test(t.image)],
]

export interface Deletions {
  /** It is no text of the language. */
  readonly unread: number
  /** It is told what is wrong, or what looks wrong. */
  readonly caught: number
  /** By reason; none: what nobody has told yet. */
  readonly harmless: ReadonlyMap<string, readonly string[]>
}

/** A strategy without each of its tokens, one at a time; of a long one each `step`th, from `first` on. */
export function deletions(of: Text, step: number, first = 0): Deletions | undefined {
  const whole = compiles(of)
  if (!whole.graph) return undefined
  const told = messages(whole)
  const { path, text } = of
  const { tokens } = lex(path, text)
  let [unread, caught] = [0, 0]
  const found = new Map<string, string[]>()
  for (let i = first; i < tokens.length; i += step) {
    const token = tokens[i]!
    const without = `${text.slice(0, token.startOffset)} ${text.slice(endOf(token))}`
    if (parse(path, without).diagnostics.some(d => d.severity === 'error')) unread++
    else {
      const other = compiles({ path, text: without })
      if (!other.graph || messages(other) !== told) caught++
      else {
        const why = other.graph.digest === whole.graph.digest ? 'it changes nothing' : reason(tokens, i)
        const line = `${text.slice(text.lastIndexOf('\n', token.startOffset) + 1, token.startOffset)}«${token.image}»`
        found.set(why, [...(found.get(why) ?? []), `${path}: ${line.trim()}${text.slice(endOf(token)).split('\n')[0]}`])
      }
    }
  }
  return { unread, caught, harmless: found }
}

function reason(tokens: readonly Token[], i: number): string {
  const [before, after] = [tokens[i - 1]?.image ?? '', tokens[i + 1]?.image ?? '']
  return harmless.find(([, is]) => is(tokens[i]!, before, after))?.[0] ?? 'none'
}

const messages = ({ diagnostics }: ReturnType<typeof compiles>): string =>
  diagnostics
    .map(d => d.code + d.message)
    .sort()
    .join('\n')
