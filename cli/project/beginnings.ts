/** What a project begins with: a strategy with its test, how to go on, and what is not to be kept. By name. */
export const beginnings: Readonly<Record<string, string>> = {
  'first.hvt': `/// Follows the trend of two averages at one exchange. Records each turn, and what came of it a minute later.
strategy first in USDT

use std.indicators (ema)

venue binance = ccxt.binance { fees: { maker: 10bps, taker: 10bps }, silent: 5s, rate: 1_000/1s }

universe coins = [BTC/USDT, ETH/USDT]

param fast = 10 in 2 .. 50
param slow = 30 in 10 .. 200
require fast < slow

each c in coins {
  let mid   = binance[c].quote.mid
  let close = binance[c].bars(10s).close
  feature trend = ema(close, fast) / ema(close, slow) - 1

  signal up when trend > 0
  label gain for up = last(mid, next 1m) / mid@row - 1
  record up as turns { coin: c, price: mid, trend, gain }
}

test "a price that rises turns the trend up" {
  given trend[BTC/USDT]: [1s -1%, 2s 1%]
  expect not present(since(up[BTC/USDT])) at 1s
  expect since(up[BTC/USDT]) == 0s at 2s
}
`,
  'README.md': `# My strategies

    npx hvt check first.hvt                        # what is wrong, where, why, and how to mend it
    npx hvt test first.hvt                         # the tests that stand in it
    npx hvt backtest first.hvt                     # on a generated market: its prices are made up
    npx hvt backtest first.hvt --report run.html   # a page of the run, for a browser
    npx hvt backtest first.hvt --data market.yaml  # on recorded files, which a manifest names
    npx hvt fmt first.hvt                          # the one form of a file

\`npx hvt explain CODE\` tells more of a diagnostic, \`npx hvt --help\` lists all commands. How to read your own prices, and all
else, stands in \`node_modules/hvt/docs\`: begin with its \`tutorial.md\`.
`,
  '.gitignore': `# What npm installs.
node_modules/

# What runs leave behind.
results/
*.hvtc
*.html
`,
}
