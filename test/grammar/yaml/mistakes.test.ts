import { expect, test } from 'vitest'
import { parse } from '../../../grammar/parse.ts'
import { fromYaml } from '../../../grammar/yaml/read.ts'
import { toYaml } from '../../../grammar/yaml/write.ts'
import { header, yamlMistakes } from '../../corpus/yaml.ts'
import { random } from '../mutations.ts'
import { representativeTrading } from '../representative_trading.ts'

const told = (yaml: string) =>
  fromYaml('a.yaml', yaml).diagnostics.map(({ code, span, message, help }) => {
    return `${code} [${yaml.slice(span!.start, span!.end)}] ${message}; ${help}`
  })

test.each(yamlMistakes)('%j', (yaml, ...messages) => {
  expect(told(header + yaml)).toEqual(messages)
})

test('a place is where the mistake is written, not only a word like it', () => {
  const yaml = `${header}- let: x\n  is: 'a * "it''s" + * 2'\n`
  const [d] = fromYaml('a.yaml', yaml).diagnostics
  expect([d?.code, d?.span]).toEqual(['HVT1101', { file: 'a.yaml', start: yaml.lastIndexOf('*'), end: yaml.lastIndexOf('*') + 1 }]) // biome-ignore format: one line
})

test('a strategy that is no list, and texts that are nested without end', () => {
  expect(told('strategy: s\n')[0]).toMatch(/^HVT1202 .* a strategy is a list of declarations, not a map;/s)
  expect(told('')).toEqual(['HVT1202 [] a strategy is a list of declarations, not nothing; write one item a line below the key, each after `- `']) // biome-ignore format: one line
  for (const deep of ['['.repeat(20_000), `${'- '.repeat(50_000)}a`]) {
    expect(told(deep)[0]).toMatch(/^HVT1201 .* this is not valid YAML: it is nested too deep;/s)
  }
})

test('whatever the text is, there is an answer, and its places are in the text', () => {
  const yaml = toYaml(parse('x.hvt', representativeTrading).file)
  for (let seed = 1; seed <= 300; seed++) {
    const next = random(seed)
    let text = yaml
    for (let n = 0; n < 3; n++) {
      const start = Math.floor(next() * text.length)
      const by = ['', ' ', '\n', ': ', '- ', "'", '"', '[', '}', '&a ', '*a', '|', '# ', '\t', '\\'][
        Math.floor(next() * 15)
      ]!
      text = text.slice(0, start) + by + text.slice(start + Math.floor(next() * 4))
    }
    for (const { span } of fromYaml('a.yaml', text).diagnostics) {
      expect(span!.start, `seed ${seed}`).toBeGreaterThanOrEqual(0)
      expect(span!.end, `seed ${seed}`).toBeGreaterThanOrEqual(span!.start)
      expect(span!.start, `seed ${seed}`).toBeLessThanOrEqual(text.length)
    }
  }
})
