import { expect, test } from 'vitest'
import { findMarket } from '../../cli/backtest/source.ts'
import { graphOf } from '../property/run.ts'
import { folder } from '../runtime/market/fixture.ts'

const graph = graphOf(`strategy s in USD
venue x = ccxt.kraken { fees: { taker: 1bps }, silent: 1h }
source social = kafka("social") { key: t, columns: { t: text, mood: number }, silent: 1h }
source macro = kafka("macro") { columns: { rate: ratio }, silent: 1h }
feature f = social[BTC].mood + macro.rate + (if x.session.left > 0s and x[BTC/USD].lot > 0 then 1 else 0)
feature p = x[BTC/USD].price
`)
const quiet = 'what needs them will stay quiet'

test('what a generated market cannot make up is said before the run', async () => {
  const { source } = await findMarket(graph, {})
  expect(source!.notes.slice(1).toSorted()).toEqual([
    `absent: message of macro; ${quiet}`,
    `absent: message of social BTC; ${quiet}`,
  ])
})

test('what is absent alike is one line, however many they are', async () => {
  const header =
    'strategy s in USD\nsource social = kafka("social") { key: t, columns: { t: text, mood: number }, silent: 1h }\n'
  const notes = async (...names: string[]) => {
    const features = names.map(name => `feature f_${name} = social[${name}].mood\n`).join('')
    return (await findMarket(graphOf(header + features), {})).source!.notes.slice(1)
  }
  expect(await notes('A', 'B', 'C', 'D', 'E', 'F')).toEqual([`absent: message of social A, B, C, D, E, F; ${quiet}`])
  expect(await notes('A', 'B', 'C', 'D', 'E', 'F', 'G')).toEqual([
    `absent: message of social A, B, C, D, E and 2 more; ${quiet}`,
  ])
})

test('and so is what a recorded market lacks', async () => {
  const manifest = `market: m\nfeeds:
  - { venue: x, instrument: BTC/USD, reader: binance_trades_csv, file: a.csv }
  - { venue: social, instrument: '*', reader: messages_csv, file: a.csv }\n`
  const data = await folder({ 'a.csv': 'a\n', 'manifest.yaml': manifest })
  const { source, diagnostics } = await findMarket(graph, { data })
  expect(diagnostics).toEqual([])
  expect(source!.notes.filter(note => note.startsWith('absent')).toSorted()).toEqual([
    `absent: listing of x BTC/USD; ${quiet}`,
    `absent: message of macro; ${quiet}`,
    `absent: session of x; ${quiet}`,
  ])
})
