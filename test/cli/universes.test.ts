import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { hvt } from './hvt.ts'

const head = `strategy s in USDT
venue k = ccxt.binance { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
`
const files = {
  'file.hvt': `${head}universe all: */USDT = file("all.csv")\neach s in all { feature f = k[s].quote.mid }\n`,
  'all.csv': 'symbol,from\nBTC/USDT,2019-01-01\nETH/USDT,\n',
  'open.hvt': `${head}universe all: */USDT = k.spots\neach s in all { feature f = k[s].quote.mid }\n`,
}

describe('universes whose members stand elsewhere', () => {
  test('a file beside the strategy is read from any folder', async () => {
    const cwd = await folder(files)
    const { code, out } = hvt(['backtest', `${cwd}/file.hvt`, '--duration', '1s', '--json'])
    expect(code).toBe(0)
    const symbols = JSON.parse(out).strategy.instruments.map((i: { symbol: string }) => i.symbol)
    expect(symbols).toEqual(['BTC/USDT', 'ETH/USDT'])
  })

  test('a run says which members it saw outside their dates', async () => {
    // The generated market begins on 2026-01-05.
    const csv = `symbol,from,to
BTC/USDT,2019-01-01,2025-01-01
BTC/USDT,2026-01-06,
ETH/USDT,2026-01-05,2026-01-06
`
    const cwd = await folder({ ...files, 'all.csv': csv })
    const { code, err } = hvt(['backtest', 'file.hvt', '--duration', '1s'], { cwd })
    expect(code).toBe(0)
    expect(err).toContain('warning HVT9033: `BTC/USDT` of `all` ran outside the dates of membership\n')
    expect(err).toContain(
      'BTC/USDT belongs from 2019-01-01 until 2025-01-01 and from 2026-01-06, and the run saw it from 2026-01-05 to 2026-01-05\n',
    )
    const known = await folder(files)
    expect(hvt(['backtest', 'file.hvt', '--duration', '1s'], { cwd: known }).err).not.toContain('HVT9033')
  })

  test('without members a strategy is checked, not run', async () => {
    const cwd = await folder(files)
    expect(hvt(['check', 'open.hvt'], { cwd }).out).toMatch(/^open\.hvt: ok, `all` without members, 1 feature, /)
    const { code, err } = hvt(['backtest', 'open.hvt'], { cwd })
    expect(code).toBe(1)
    expect(err).toContain('error HVT9085: the members of `all` are not known: `open.hvt` can be checked, not run')
    expect(hvt(['compile', 'open.hvt'], { cwd }).code).toBe(0)
    expect(hvt(['backtest', 'open.hvtc'], { cwd }).err).toContain('HVT9085')
  })

  test('tests of members that are not given hinder no run; they are checked where they are asked for', async () => {
    const about = 'test "of BTC" {\n  given f[BTC/USDT] = 1\n  expect present(f[BTC/USDT]) at 0s\n}\n'
    const text = files['file.hvt'].replace('.quote.mid }', '.quote.ask / k[s].quote.bid }')
    const cwd = await folder({ ...files, 'file.hvt': `${text}${about}` })
    const other = ['--universe', 'all=ETH/USDT']
    expect(hvt(['backtest', 'file.hvt', ...other, '--duration', '1s'], { cwd }).code).toBe(0)
    expect(hvt(['compile', 'file.hvt', ...other], { cwd }).code).toBe(0)
    expect(hvt(['test', 'file.hvt', ...other], { cwd }).err).toContain('error HVT2008: `f` has no stream for BTC/USDT')
  })

  test('members are given as a list or a file', async () => {
    const cwd = await folder({ ...files, 'none.csv': 'symbol\n' })
    const run = (members: string) => hvt(['backtest', 'open.hvt', '--universe', members, '--duration', '1s'], { cwd })
    expect(run('all=BTC/USDT, ETH/USDT').code).toBe(0)
    expect(run('all=all.csv').code).toBe(0)
    expect(run('all=none.csv').err).toContain('error HVT9086: `none.csv` has no rows under a column `symbol`')
    expect(run('al=BTC/USDT').err).toContain('error HVT2143: the strategy has no universe `al` that takes members')
    expect(run('all').code).toBe(2)
  })
})
