import { describe, expect, test } from 'vitest'
import type { Decl } from '../../grammar/ast/index.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { parse } from '../../grammar/parse.ts'
import { Lines } from '../../grammar/source/lines.ts'
import { declarationWords } from '../../grammar/tokens/words.ts'
import { apply, type Mutation, mutation, random } from './mutations.ts'
import { representative } from './representative.ts'
import { representativeTrading } from './representative_trading.ts'

const errors = (text: string): Diagnostic[] =>
  parse('mutated.hvt', text).diagnostics.filter(d => d.severity === 'error')
const near = (lines: Lines, d: Diagnostic, offset: number): boolean =>
  Math.abs(lines.at(d.span!.start).line - lines.at(offset).line) <= 1

const sources = [
  { name: 'streams', source: representative, seed: 500 },
  { name: 'trading', source: representativeTrading, seed: 501 },
]

test('the representative sources have no mistakes and use every declaration', () => {
  const kinds = new Set<string>()
  const count = (decls: readonly Decl[]) => {
    for (const decl of decls) {
      kinds.add(decl.kind)
      if (decl.kind === 'each' || decl.kind === 'pair') count(decl.body)
    }
  }
  for (const { source } of sources) {
    const { file, diagnostics } = parse('representative.hvt', source)
    expect(diagnostics).toEqual([])
    count(file.decls)
  }
  expect([...kinds].sort()).toEqual(
    [...declarationWords, 'header'].filter(kind => kind !== 'strategy' && kind !== 'library').sort(),
  )
})

describe.each(sources)('$name', ({ source, seed }) => {
  test('of 500 mutations of a token, at least 95 % of those that do not parse give one message within one line', () => {
    const next = random(seed)
    let near1 = 0
    const others: string[] = []
    for (let i = 0; i < 500; i++) {
      const m = mutation(source, next)
      const text = apply(source, m)
      const found = errors(text)
      if (found.length === 0) continue
      if (found.length === 1 && near(new Lines(text), found[0]!, m.start)) near1++
      else others.push(`${m.what} at ${m.start}: ${JSON.stringify(m.text)}: ${found.map(d => d.message).join('; ')}`)
    }
    expect(near1 + others.length).toBeGreaterThan(400)
    expect(near1 / (near1 + others.length), others.join('\n')).toBeGreaterThanOrEqual(0.95)
  })

  test('of two mistakes ten lines apart, both are found in at least 90 %', () => {
    const next = random(seed + 402)
    const lines = new Lines(source)
    let both = 0
    const others: string[] = []
    while (both + others.length < 300) {
      const pair = [mutation(source, next), mutation(source, next)].sort((a, b) => a.start - b.start)
      const [first, second] = pair as [Mutation, Mutation]
      if (lines.at(second.start).line - lines.at(first.start).line < 10) continue
      if (pair.some(m => errors(apply(source, m)).length === 0)) continue
      const text = apply(apply(source, second), first)
      const found = errors(text)
      const changed = new Lines(text)
      const moved = second.start + first.text.length - (first.end - first.start)
      const seen = [first.start, moved].every(offset => found.some(d => near(changed, d, offset)))
      if (seen) both++
      else others.push(`${first.start} ${first.text}, ${second.start} ${second.text}: ${found.map(d => d.message)}`)
    }
    expect(both / 300, others.join('\n')).toBeGreaterThanOrEqual(0.9)
  })
})

describe('what is left when something is wrong', () => {
  const names = (text: string): string[] =>
    parse('test.hvt', text).file.decls.map(d => ('name' in d ? d.name.name : d.kind))

  test('other declarations are kept', () => {
    expect(names('let a = 1 let b = * let c = 3')).toEqual(['a', 'c'])
  })
  test('so is one that something follows which begins no declaration', () => {
    expect(names('let a = 1 b = 2 let c = 3')).toEqual(['a', 'c'])
  })
  test('items of blocks are kept one by one', () => {
    const text = 'cycle a {\n  state b {\n    to c when *\n    to d after 5s\n  }\n  stat e { }\n  state f { to b }\n}'
    const { file, diagnostics } = parse('test.hvt', text)
    expect(diagnostics.map(d => d.message)).toEqual([
      'a value is expected here, not `*`',
      '`stat` does not begin anything in `cycle`',
      'after `b` `when`, `after`, `at` or `absent` is missing',
    ])
    expect(file.decls).toMatchObject([
      {
        kind: 'cycle',
        body: [
          { kind: 'state', name: { name: 'b' }, body: [{ kind: 'to', state: { name: 'd' } }] },
          { kind: 'state', name: { name: 'f' }, body: [] },
        ],
      },
    ])
  })
  test('a mended number costs nothing', () => {
    expect(names('let a = 15 m')).toEqual(['a'])
  })
  test('the declarations of an each whose head is wrong are still checked', () => {
    const { diagnostics } = parse('test.hvt', 'each in b {\n  let a = *\n}\nlet c = +')
    expect(diagnostics.map(d => d.message)).toEqual([
      'a name is expected here, not `in`',
      'a value is expected here, not `*`',
      'after `+` a value is missing',
    ])
  })
  test('indentation is not looked at where brackets balance', () => {
    const text = 'each a in b {\nlet c = f(\nd)\n      let e = 1 }\n   let g = 2'
    const { file, diagnostics } = parse('test.hvt', text)
    expect(diagnostics).toEqual([])
    expect(file.decls.map(d => d.kind)).toEqual(['each', 'let'])
  })
})
