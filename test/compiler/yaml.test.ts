import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { parse } from '../../grammar/parse.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { textsOf } from '../architecture/tree.ts'
import { programs } from '../property/programs.ts'

const std = textsOf(['compiler/std'], /\.hvt$/)
const files = textsOf(['strategies', 'examples'], /\.(hvt|ts|csv)$/)
const host = { read: (path: string) => std.get(`compiler/${path}`) ?? files.get(path) }

/** What a text and its twin, in the same place, compile to must be the same. */
function sameDigest(text: string, path = 'x.hvt'): void {
  const own = compile({ path, text }, host)
  const twin = compile({ path: path.replace('.hvt', '.yaml'), text: toYaml(parse(path, text).file) }, host)
  expect(own.graph, text).toBeDefined()
  expect(twin.graph?.digest, text).toBe(own.graph!.digest)
  expect(twin.diagnostics.map(d => [d.code, d.message])).toEqual(own.diagnostics.map(d => [d.code, d.message]))
}

const programsOfOurs = [...files].filter(([path]) => path.endsWith('.hvt'))
test.each(programsOfOurs)('%s and its twin have one digest', (path, text) => {
  sameDigest(text, path)
})

test('random programs and their twins have one digest', () => {
  fc.assert(
    fc.property(programs, text => sameDigest(text)),
    { numRuns: 200 },
  )
}, 120_000)

test('a message about names points into the YAML', () => {
  const text = '- strategy: s\n  in: USD\n- const: a\n  is: >-\n    1 +\n    quux\n'
  const [d] = compile({ path: 'x.yaml', text }, host).diagnostics
  expect([d?.code, d?.span && text.slice(d.span.start, d.span.end)]).toEqual(['HVT2001', 'quux'])
})

test('a message about a state, a trade or a target points at it in the YAML, and at the other', () => {
  const text = toYaml(
    parse(
      'x.hvt',
      `strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
let mid = a[BTC/USD].quote.mid
risk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }
cycle c {
  state idle { to busy when mid > 1[USD/BTC] }
  state busy { trade t [a[BTC/USD]: 1 BTC] slippage 1%   to idle when mid < 1[USD/BTC] }
  state lost { target position(a[BTC/USD]) = 0   target position(a[BTC/USD]) = 1 BTC   to idle after 1h }
}`,
    ).file,
  )
  const shown = compile({ path: 'x.yaml', text }, host).diagnostics.map(({ code, span, labels }) => {
    const places = [span!, ...labels.map(label => label.span)]
    return [code, ...places.map(({ start, end }) => text.slice(start, end))]
  })
  const target = (is: string) => `target: 'position(a[BTC/USD])', is: ${is}`
  expect(shown).toEqual([
    ['HVT2404', "trade: t, legs: { 'a[BTC/USD]': 1 BTC }, slippage: 1%"],
    ['HVT2403', 'busy'],
    ['HVT2405', target('1 BTC'), target('0')],
    ['HVT2409', 'lost'],
  ])
})
