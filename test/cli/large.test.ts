import { describe, expect, test } from 'vitest'
import { large } from '../../bench/large.ts'
import { written } from '../../bench/written.ts'
import { folder } from '../runtime/market/fixture.ts'
import { hvt } from './hvt.ts'

/** The most characters that are read of one file. */
const most = 1_000_000

const answers: Readonly<Record<string, readonly [code: number, first: string, last: string]>> = {
  features: [0, '', 'ok, 22,274 features, 1 venue'],
  pegs: [0, '', 'ok, 1 warning, 1 venue'],
  'a mistake a line': [1, 'error HVT1101: a value is expected here, not `)`', '21 errors'],
  'unknown names': [1, 'error HVT2001: nothing here is called `middle_0`', '26,208 errors'],
  'one line': [1, 'error HVT1014: more than 500 operators depend on each other in this declaration', '1 error'],
  nested: [1, 'error HVT1014: brackets and `if`s are nested more than 200 deep', '1 error'],
  garbage: [1, 'error HVT1006: `CbCT` is neither a name nor an asset', '21 errors, `--fix` mends 11'],
}

describe('a file as large as is read has an answer', () => {
  for (const [name, text] of Object.entries(large)) {
    test(name, { timeout: 120_000 }, async () => {
      const cwd = await folder({ 'a.hvt': text(most) })
      const { code, out, err } = hvt(['check', 'a.hvt'], { cwd })
      const lines = out.trimEnd().split('\n')
      const first = code === 0 ? '' : lines[0]!
      const last = lines
        .at(-1)!
        .replace('a.hvt: ', '')
        .replace(/ \([\d,]+ nodes, .*/, '')
      expect([code, first, last, err]).toEqual([...answers[name]!, ''])
    })
  }

  test('and a larger one is refused', { timeout: 120_000 }, async () => {
    const cwd = await folder({ 'a.hvt': large['one line']!(10 * most) })
    const { code, out } = hvt(['check', 'a.hvt'], { cwd })
    expect([code, out.split('\n')[0]]).toEqual([
      1,
      'error HVT1013: this file has 9999996 characters; at most 1000000 are read',
    ])
  })
})

test('the strategy of 500 lines that is measured compiles', async () => {
  const cwd = await folder({ 'a.hvt': written(500) })
  expect(hvt(['check', 'a.hvt'], { cwd }).out).toMatch(/^a\.hvt: ok, 212 features, 26 signals, 18 records, 6 venues \(/)
})
