import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { hostOf, mutants } from './tried.ts'

const compiler = new URL('../../compiler/', import.meta.url)

/** I10, a small campaign: a longer one is `npm run mutate`. */
test('whatever is changed in a strategy, its YAML or its compiled file, there is a graph or a message', () => {
  const mutantOf = mutants(compiler)
  const answers = new Map<string, number>()
  for (let number = 0; number < 600; number++) {
    const { kind, input, answer } = mutantOf(42, number)
    try {
      const what = answer()
      answers.set(what, (answers.get(what) ?? 0) + 1)
      answers.set(kind, (answers.get(kind) ?? 0) + 1)
    } catch (e) {
      throw new Error(`npm run mutate -- --seed 42 --only ${number}\n${input}`, { cause: e })
    }
  }
  for (const kind of ['strategy', 'excerpt', 'yaml', 'bytes', 'content', 'graph'])
    expect(answers.get(kind)).toBeGreaterThan(10)
  for (const what of ['graph', 'messages', 'fault', 'artefact']) expect(answers.get(what)).toBeGreaterThan(5)
})

test('a venue whose braces are crossed by a bracket has no fix, and is answered', () => {
  const text = 'strategy s in USD\nuse std.stats (summary1s }\nvenue b = ccxt.binance { f, zscore)\n'
  const { diagnostics } = compile({ path: 'x.hvt', text }, hostOf(compiler))
  const settings = diagnostics.filter(d => d.code === 'HVT2105')
  expect(settings.map(d => [d.message, d.fixes ?? []])).toEqual([['venue `b` does not say its `silent`', []]])
})
