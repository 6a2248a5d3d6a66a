import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format } from '../../../grammar/format/format.ts'
import { lex } from '../../../grammar/tokens/lex.ts'
import { endOf } from '../../../grammar/tokens/token.ts'
import { textsOf } from '../../architecture/tree.ts'
import { programs } from '../../property/programs.ts'
import { wholePrograms } from '../../property/whole/programs.ts'
import { shared } from '../../shared.ts'
import { random } from '../mutations.ts'
import { representative } from '../representative.ts'
import { representativeTrading } from '../representative_trading.ts'
import { expressionTexts } from './expressions.ts'
import { formatted } from './same.ts'

const own = [...textsOf(['strategies', 'examples', 'compiler/std'], /\.hvt$/)]
const folders = shared ? ['sketches', 'examples'].map(name => join(shared!, 'design', name)) : []
const designs = folders.flatMap(folder => {
  const files = readdirSync(folder).filter(name => name.endsWith('.hvt'))
  return files.map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')])
})
const texts = [...own, ...designs, ['representative', representative], ['trading', representativeTrading]] as const

describe('formatting keeps the tree and the comments, and changes nothing the second time', () => {
  test.each(texts)('%s', (_, text) => void formatted(text))

  test('random programs', () => {
    fc.assert(
      fc.property(programs, text => void formatted(text)),
      { numRuns: 200 },
    )
  })

  test('random programs of the whole language, as they are and with spaces and comments at random', () => {
    fc.assert(
      fc.property(wholePrograms, fc.nat(), (text, seed) => {
        formatted(text)
        formatted(respaced(text, random(seed)))
      }),
      { numRuns: 200 },
    )
  })

  test('random expressions', () => {
    fc.assert(
      fc.property(expressionTexts, text => void formatted(`let v = f(${text})\nsignal w when (${text})`)),
      { numRuns: 600 },
    )
  })

  test.each(texts)('%s, its spaces and comments at random', (_, text) => {
    for (let seed = 1; seed <= 12; seed++) formatted(respaced(text, random(seed)))
  })
  test('random programs, their spaces and comments at random', () => {
    fc.assert(
      fc.property(programs, fc.nat(), (text, seed) => void formatted(respaced(text, random(seed)))),
      { numRuns: 200 },
    )
  })
  test.each(texts)('%s: lines are short, but for comments and texts', (_, text) => {
    const { text: once } = format('x.hvt', text)
    const code = once!.split('\n').map(line => line.replace(/\s*\/\/.*$/, ''))
    expect(code.filter(line => line.length > 120)).toEqual([])
  })
})

/** The same tokens with other spaces, line breaks and comments between them; what touches goes on touching. */
function respaced(text: string, next: () => number): string {
  const { tokens } = lex('x', text)
  const gaps = [' ', ' ', ' ', '   ', '\n', '\n\n\n  ', ' // note\n', '\n// above\n', '\n  /// aside\n', '\r\n']
  let out = ''
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1]
    const gap = previous ? text.slice(endOf(previous), token.startOffset) : ''
    // A word after `as` is a name on the same line only.
    const bound = previous?.image === 'as' || gap === ''
    if (bound) out += gap
    else out += gaps[Math.floor(next() * (next() < 0.7 ? 4 : gaps.length))]!
    out += token.image
  })
  return out
}
