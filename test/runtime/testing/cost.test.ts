import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { head, read, verdicts } from './run.ts'

const acting = `${head}
let q = a[BTC/USD].quote
feature slow = mean(q.mid, 20)
feature other = ema(q.mid, half_life: 5m)
signal rises when slow > 100[USD/BTC]
on rises { buy a[BTC/USD] size 1 BTC as market exit { after 1h } }
risk { limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }
`

describe('a test costs what it reads', () => {
  const graphOf = (body: string) => {
    const entry = { path: 's.hvt', text: `${acting}\ntest "t" {\n${body}\n}` }
    return compile(entry, { read }, { test: 0 }).graph!
  }

  test('features that it does not read, and what acts where it asks for no order, are not in its graph', () => {
    const graph = graphOf('expect slow > 1[USD/BTC] at 1s')
    expect(graph.outputs.map(({ name }) => name)).toEqual(['expect 1', 'expect 1: slow'])
    expect(graph.acting).toBeUndefined()
    expect(graph.nodes.some(({ op }) => op.op === 'ema')).toBe(false)
  })

  test('what acts is where it asks for orders', () => {
    const { acting: of } = graphOf('expect count(orders) == 0 at 1s')
    expect(of?.reactions).toHaveLength(1)
    expect(of?.risk).toHaveLength(3)
  })

  test('as many events as a walk may have are as long as they are many', () => {
    // A list that is walked through for each of them would take minutes.
    const body = `given a[BTC/USD].quote = walk(seed: 1, from: 100, step: 1bps, every: 1s, count: 100_000)
      expect present(slow) at 99_999s`
    expect(verdicts(acting, body)).toEqual(['ok'])
  }, 60_000)
})
