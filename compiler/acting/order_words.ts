import type { Ident } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import { wordOf } from './words.ts'

const words = ['ioc', 'fok', 'gtc', 'market', 'post_only', 'reduce_only', 'chained', 'linked', 'stp'] as const
type Word = (typeof words)[number]

/** Done at once, or not at all. */
const taking: readonly Word[] = ['market', 'ioc', 'fok']
const resting: readonly Word[] = ['post_only', 'gtc']
const excluding: readonly (readonly Word[])[] = [['ioc', 'fok'], ...taking.flatMap(t => resting.map(r => [t, r]))]

/** `as post_only, reduce_only`: each word once, and none that excludes another. */
export function orderWords(
  context: Context,
  idents: readonly Ident[],
  what: string,
  rests: boolean,
  scope: Scope,
): readonly Word[] {
  const known: Word[] = []
  for (const ident of idents) {
    const word = wordOf(context, ident, words, '`as`', scope)
    if (!word) continue
    const other = known.find(one => excludes(one, word))
    const cannot = (found: string, must: string) => fail(context, 'HVT2417', scope, ident.span, { what, must, found })
    if (known.includes(word)) fail(context, 'HVT2415', scope, ident.span, { what, clause: word })
    else if (rests && taking.includes(word)) cannot(`\`${word}\``, '`post_only` or `gtc`')
    else if (other) cannot(`\`${other}\` and \`${word}\``, 'one of them')
    known.push(word)
  }
  return known
}

function excludes(a: Word, b: Word): boolean {
  return excluding.some(pair => pair.includes(a) && pair.includes(b) && a !== b)
}
