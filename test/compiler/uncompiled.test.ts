import { describe, expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'

const library = 'library l\nextern fn heat(x: number): number from "./heat.ts"\nfn warm(x) = heat(x) + 1\n'
const host = { read: (path: string) => (path === 'l.hvt' ? library : undefined) }
const head = `strategy s in USD
venue k = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
universe symbols = [BTC/USD, ETH/USD]
let mid = k[BTC/USD].quote.mid
signal up when mid > 100[USD/BTC]
`
const found = (text: string) => {
  const { diagnostics } = compile({ path: 's.hvt', text: head + text }, host)
  return diagnostics.map(d => [d.code, (head + text).slice(d.span!.start, d.span!.end), d.message])
}
const later = (what: string) => `${what} is part of the language but not of this version of HVT`

describe('a declaration that is not compiled yet has one message, and what reads it none', () => {
  test('test', () => {
    expect(found('test "t" { expect nothing_known == 3 at 1s }')).toEqual([['HVT2011', 'test', later('`test`')]])
  })

  test('the missing file of an `extern` in a library is told where it is named', () => {
    const { diagnostics } = compile({ path: 's.hvt', text: `${head.replace('\n', '\nuse "./l.hvt"\n')}let a = warm(mid)` }, host) // biome-ignore format: one line
    const message = ['l.hvt', 'there is no file `heat.ts`']
    expect(diagnostics.map(d => [d.span?.file, d.message])).toEqual([message])
    const alone = compile({ path: 'l.hvt', text: library }, host)
    expect(alone.diagnostics.map(d => [d.span?.file, d.message])).toEqual([message])
  })
})
