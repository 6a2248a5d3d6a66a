import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'

const library = 'library l\nextern fn heat(x: number): number from "./heat.ts"\nfn warm(x) = heat(x) + 1\n'
const host = { read: (path: string) => (path === 'l.hvt' ? library : undefined) }
const strategy = `strategy s in USD
use "./l.hvt"
venue k = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
let a = warm(k[BTC/USD].quote.mid)
`

test('the missing file of an `extern` in a library is told where it is named', () => {
  const message = ['l.hvt', 'there is no file `heat.ts`']
  for (const entry of [
    { path: 's.hvt', text: strategy },
    { path: 'l.hvt', text: library },
  ])
    expect(compile(entry, host).diagnostics.map(d => [d.span?.file, d.message])).toEqual([message])
})
