import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format } from '../../../grammar/format/format.ts'
import { parse } from '../../../grammar/parse.ts'
import { fromYaml, textOfYaml } from '../../../grammar/yaml/read.ts'
import { toYaml } from '../../../grammar/yaml/write.ts'
import { textsOf } from '../../architecture/tree.ts'
import { programs } from '../../property/programs.ts'
import { wholePrograms } from '../../property/whole/programs.ts'
import { shared } from '../../shared.ts'
import { expressionTexts } from '../format/expressions.ts'
import { placeless } from '../format/same.ts'
import { representative } from '../representative.ts'
import { representativeTrading } from '../representative_trading.ts'

const own = [...textsOf(['strategies', 'examples', 'compiler/std'], /\.hvt$/)]
const folders = shared ? ['sketches', 'examples'].map(name => join(shared!, 'design', name)) : []
const designs = folders.flatMap(folder => {
  const files = readdirSync(folder).filter(name => name.endsWith('.hvt'))
  return files.map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')])
})
const texts = [...own, ...designs, ['representative', representative], ['trading', representativeTrading]] as const

/** Asserts what holds of every text without mistakes and its twin; returns the twin. */
function twin(text: string): string {
  const before = parse('x.hvt', text)
  expect(before.diagnostics, text).toEqual([])
  const yaml = toYaml(before.file)
  const { file, diagnostics } = fromYaml('x.yaml', yaml)
  expect(diagnostics, `${text}\n=>\n${yaml}`).toEqual([])
  expect(placeless(file.decls), `${text}\n=>\n${yaml}`).toEqual(placeless(before.file.decls))
  expect(toYaml(parse('x.hvt', textOfYaml('x.yaml', yaml).text!).file)).toBe(yaml)
  return yaml
}

/** Lines that are a comment are left out, and comments at the ends of others; descriptions stay. */
const uncommented = (text: string) => text.replace(/^[ \t]*\/\/(?!\/).*\n/gm, '').replace(/[ \t]+\/\/(?!\/).*$/gm, '')

describe('a strategy and its twin have one tree, and one form', () => {
  test.each(texts)('%s', (_, text) => {
    const back = textOfYaml('x.yaml', twin(text)).text!
    expect(format('x.hvt', back).text).toBe(format('x.hvt', uncommented(text)).text)
  })

  test('quotes, slashes and signs of YAML in texts, and values of many lines', () => {
    const text = [
      'strategy s in USD',
      'let a = "it\'s" == "x // y"',
      'alert "don\'t \\"q\\" {pct(a)}: #1" when a == 1 via [sms]',
      '',
      'let b = {',
      '  let z = "//"',
      '  return z',
      '}',
      'const true_ = - 1',
      '',
    ].join('\n')
    const yaml = twin(text)
    expect(yaml).toContain(`  is: '"it''s" == "x // y"'\n`)
    expect(format('x.hvt', textOfYaml('x.yaml', yaml).text!).text).toBe(format('x.hvt', text).text)
  })

  test('random programs', () => {
    fc.assert(
      fc.property(programs, text => {
        const back = textOfYaml('x.yaml', twin(text)).text!
        expect(format('x.hvt', back).text).toBe(format('x.hvt', text).text)
      }),
      { numRuns: 250 },
    )
  })

  test('random programs of the whole language', () => {
    fc.assert(
      fc.property(wholePrograms, text => {
        const back = textOfYaml('x.yaml', twin(text)).text!
        expect(format('x.hvt', back).text).toBe(format('x.hvt', text).text)
      }),
      { numRuns: 200 },
    )
  })

  test('random expressions, as values and as operands', () => {
    fc.assert(
      fc.property(expressionTexts, text => {
        twin(`let v = f(${text})\nsignal w when (${text})\nparam p = (${text}) in (${text})`)
      }),
      { numRuns: 400 },
    )
  })
})

test.each([representative, representativeTrading])('every place of a tree is one in the YAML', text => {
  const tree = parse('x.hvt', text).file
  const yaml = toYaml(tree)
  const written = names(fromYaml('x.yaml', yaml).file.decls).map(({ span }) => yaml.slice(span.start, span.end))
  expect(written).toEqual(names(tree.decls).map(({ name }) => name))
  expect(written.length).toBeGreaterThan(50)
})

interface Named {
  readonly name: string
  readonly span: { readonly start: number; readonly end: number }
}

/** The names in the expressions of a tree. */
function names(node: unknown): Named[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap(names)
  return 'kind' in node && node.kind === 'name' ? [node as unknown as Named, ...inside] : inside
}
