import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt, shell } from './hvt.ts'

const cwd = mkdtempSync(join(tmpdir(), 'hvt-graph-'))
afterAll(() => rmSync(cwd, { recursive: true }))
const strategy = join(root, 'examples/spread_signals.hvt')
const graph = (...args: string[]) => hvt(['graph', strategy, ...args], { cwd })

describe('hvt graph', () => {
  test('of a large strategy draws what is declared, and says so', () => {
    const { code, out, err } = graph()
    expect([code, err]).toEqual([
      0,
      '58 nodes: only what is declared is drawn; --nodes draws all but constants and the health of venues\n',
    ])
    expect(out).toMatch(/^flowchart LR\n/)
    expect(out).toContain('usual<br/><small>mean, std, low, high, last</small>')
    expect(out).not.toContain('spread on every 1s')
    expect(graph('--nodes').out).toContain('"spread on every 1s<br/><small>sample</small>"')
    expect(graph('--nodes').err).toBe('')
  })

  test('writes what the name of the file says, or what --format says', () => {
    const written = (name: string, ...args: string[]) => {
      const { code, out } = graph('-o', name, ...args)
      expect([code, out]).toEqual([0, ''])
      return readFileSync(join(cwd, name), 'utf8')
    }
    expect(written('a.svg')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox=/)
    expect(written('a.dot')).toMatch(/^digraph "spread_signals" \{\n/)
    expect(written('a.txt')).toMatch(/^flowchart LR\n/)
    expect(written('b.txt', '--format', 'svg')).toBe(readFileSync(join(cwd, 'a.svg'), 'utf8'))
    expect(JSON.parse(written('a.json'))).toMatchObject({ version: 1, strategy: 'spread_signals' })
  })

  test('--json is the graph; of a source as of what was compiled from it', () => {
    const { nodes, digest } = JSON.parse(graph('--json').out)
    expect(nodes).toHaveLength(58)
    hvt(['compile', strategy], { cwd })
    expect(JSON.parse(hvt(['graph', 'spread_signals.hvtc', '--json'], { cwd }).out).digest).toBe(digest)
    const picture = (file: string) => hvt(['graph', file, '--nodes', '--format', 'dot'], { cwd }).out
    expect(picture('spread_signals.hvtc')).toBe(picture(strategy))
  })

  test('--only draws one declaration and what it is made of', () => {
    const { out } = graph('--only', 'spread')
    expect([...out.matchAll(/:::(\w+)/g)].map(found => found[1])).toEqual(['param', 'feature', 'input'])
    expect(graph('--only', 'opportunities').out).toContain('signal')
  })

  test.each<[args: string[], message: string]>([
    [['--only', 'spraed'], 'error HVT9060: nothing in the picture is called `spraed`\n'],
    [['--json', '--only', 'spread'], 'error HVT9061: as JSON, the graph is whole: `--only spread` is of pictures\n'],
    [['-o', 'no/a.svg'], 'error HVT9021: `no/a.svg` cannot be written: ENOENT\n'],
  ])('%j', (args, message) => {
    const { code, err } = graph(...args)
    expect(code).toBe(1)
    expect(err).toContain(message)
  })

  test('a format that is none is a wrong call', () => {
    const { code, err } = graph('--format', 'png')
    expect([code, err]).toEqual([
      2,
      'hvt: `png` is not understood as the value of `--format`; write `mermaid`, `dot`, `svg` or `json` (HVT9005)\n',
    ])
  })

  test('goes into pipes', () => {
    const { code, out, err } = shell(`$HVT graph ${strategy} --nodes | head -1`, { cwd })
    expect([code, out, err]).toEqual([0, 'flowchart LR\n', ''])
  })
})
