import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { hvt } from './hvt.ts'

const strategy = '/// Small.\nstrategy small in USD\n\nconst a  = 1\nconst bc = a + 1\n'
const yaml = '- strategy: small\n  doc: Small.\n  in: USD\n\n- const: a\n  is: 1\n- const: bc\n  is: a + 1\n'

describe('hvt convert', () => {
  test('writes the other form to stdout', async () => {
    const cwd = await folder({ 'a.hvt': strategy, 'b.yaml': yaml, 'c.yml': yaml })
    expect(hvt(['convert', 'a.hvt'], { cwd })).toEqual({ code: 0, out: yaml, err: '' })
    expect(hvt(['convert', 'b.yaml'], { cwd })).toEqual({ code: 0, out: strategy, err: '' })
    expect(hvt(['convert', 'c.yml'], { cwd })).toEqual({ code: 0, out: strategy, err: '' })
  })

  test('writes it to a file, and says what is left out', async () => {
    const cwd = await folder({ 'a.hvt': `${strategy}// one\nconst d = 2  // two\n` })
    expect(hvt(['convert', 'a.hvt', '-o', 'a.yaml'], { cwd })).toEqual({
      code: 0,
      out: '',
      err: '2 comments (//) left out; descriptions (///) are kept\n',
    })
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(`${yaml}- const: d\n  is: 2\n`)
    expect(hvt(['convert', 'a.yaml', '--out', 'b.hvt'], { cwd })).toEqual({ code: 0, out: '', err: '' })
    expect(readFileSync(join(cwd, 'b.hvt'), 'utf8')).toBe(`${strategy}const d  = 2\n`)
  })

  test('refuses other files, and its own form', async () => {
    const cwd = await folder({ 'a.hvt': strategy, 'a.txt': strategy, 'bad.yaml': `${yaml}- const: c\n  is: a + *\n` })
    const err = (...args: string[]) => {
      const { code, out, err } = hvt(['convert', ...args], { cwd })
      expect([code, out]).toEqual([1, ''])
      return err
    }
    expect(err('a.txt')).toContain(
      'HVT9024: `a.txt` is neither a strategy in the language nor one in YAML, by its name\n',
    )
    expect(err('a.hvt', '-o', 'b.hvt')).toContain('HVT9022: `b.hvt` has the form that the strategy already has\n')
    expect(err('none.yaml')).toContain('HVT9010: there is no file `none.yaml`\n')
    expect(err('bad.yaml')).toContain('HVT1101: a value is expected here, not `*`\n   ┌ bad.yaml:10:11\n')
  })
})

describe('a strategy in YAML', () => {
  test('is checked and run like its twin', async () => {
    const cwd = await folder({})
    const file = join(cwd, 'a.yaml')
    expect(hvt(['convert', 'examples/spread_signals.hvt', '-o', file]).code).toBe(0)
    const run = (path: string) => {
      const outputs = [hvt(['check', path]).out, hvt(['backtest', path, '--duration', '2m', '--json']).out]
      return outputs.map(out => out.replaceAll(path, 'FILE'))
    }
    const twin = run(file)
    expect(twin).toEqual(run('examples/spread_signals.hvt'))
    expect(twin[0]).toMatch(/^FILE: ok, 18 features, /)
    expect(JSON.parse(twin[1]!)).toMatchObject({ ok: true, strategy: { name: 'spread_signals' } })
  })

  test('is not formatted', async () => {
    const cwd = await folder({ 'a.yaml': yaml })
    const { code, err } = hvt(['fmt', 'a.yaml'], { cwd })
    expect(code).toBe(1)
    expect(err).toContain('HVT9023: `a.yaml` is YAML, which `fmt` does not format\n')
  })
})

test('hvt schema prints a JSON Schema', () => {
  const { code, out, err } = hvt(['schema'])
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'array' })
})
