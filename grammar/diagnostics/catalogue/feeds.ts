import { entry } from './entry.ts'
import { backticked } from './manifest_words.ts'

/** What a feed says to its reader: HVT4015 to HVT4019. */
export const feeds = {
  HVT4015: entry<{ key: string; reader: string; known: readonly string[] }>({
    title: 'a key that the reader does not use',
    message: p => `\`${p.reader}\` does not use \`${p.key}\``,
    help: p => `leave it out${p.known.length ? `; the reader uses ${backticked(p.known)}` : ''}`,
    page: `A setting without effect would be believed to have one, so it is refused. \`latency\` is for files
without times of receipt, \`pool\` for files of a pool of two tokens.

  wrong    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: a.gz, latency: 50ms }
  right    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: a.gz }`,
  }),
  HVT4016: entry<{ reader: string }>({
    title: 'a pool that is not described',
    message: p => `a feed read by \`${p.reader}\` lacks \`pool\``,
    why: () => 'the files count in the smallest parts of two tokens and do not say which is the base',
    help: () =>
      'add `pool: { token0: { asset: …, decimals: … }, token1: { asset: …, decimals: … }, base: …, fee: … }`, as the pool has them',
    page: `A pool has two tokens, in an order of its own; a file of it has numbers \`amount0\` and \`amount1\`. The
manifest says which tokens they are, by how many decimals they are counted, which one is the base
(after which the quantity of a trade is named), and the fee tier.

  right    - venue: uni
             instrument: ETH/USDC
             reader: uniswap_csv
             file: usdc_weth.raw.csv.gz
             pool:
               token0: { asset: USDC, decimals: 6 }
               token1: { asset: WETH, decimals: 18 }
               base: WETH
               fee: 500`,
  }),
  HVT4017: entry<{ base: string; tokens: readonly [string, string]; nearest: string | undefined }>({
    title: 'the base of a pool is not one of its tokens',
    message: p =>
      p.tokens[0] === p.tokens[1]
        ? `both tokens of the pool are ${p.tokens[0]}`
        : `the base \`${p.base}\` is not a token of the pool`,
    help: p =>
      p.tokens[0] === p.tokens[1]
        ? 'name its two tokens, in the order that the pool has them'
        : `write \`base: ${p.nearest ?? p.tokens[0]}\`${p.nearest ? '' : ` or \`base: ${p.tokens[1]}\``}`,
    page: `\`base\` repeats the name of one of the two tokens of the pool.

  wrong    token0: { asset: USDC, decimals: 6 }, token1: { asset: WETH, decimals: 18 }, base: ETH
  right    token0: { asset: USDC, decimals: 6 }, token1: { asset: WETH, decimals: 18 }, base: WETH`,
  }),
  HVT4018: entry<{ instrument: string; base: string; quote: string; invert: boolean; turned: boolean }>({
    title: 'the pool is not of the instrument',
    message: p =>
      `the pool is one of ${p.base}/${p.quote}${p.invert ? ', inverted' : ''}, which is not \`${p.instrument}\``,
    help: p =>
      p.turned
        ? p.invert
          ? 'leave `invert` out, or take the other token as `base`'
          : 'take the other token as `base`, or say `invert: true`'
        : 'mend the tokens or the instrument; a wrapped token (WETH) may stand for its asset (ETH)',
    page: `The base and the other token of a pool must be those of the instrument, or, with \`invert: true\`, the
other way round. A token whose name is W and that of an asset stands for the asset: WETH for ETH.

  wrong    instrument: ETH/BTC   pool: { … base: WBTC … }
  right    instrument: ETH/BTC   pool: { … base: WBTC … }   invert: true
  right    instrument: ETH/BTC   pool: { … base: WETH … }`,
  }),
  HVT4019: entry<{ stream: string }>({
    title: 'nobody says when it was received',
    message: p => `the file has no time of receipt of its ${p.stream}, and the feed no \`latency\``,
    why: () => 'now is the time of receipt: to act in the instant in which something happens is not possible',
    help: () => 'name the column by `received: { column: …, as: … }` in `map`, or add `latency: 100ms` to the feed',
    page: `A row has a time at which it happened. When it was received the file may say as well; otherwise it
is taken to be \`latency\` later, which the feed must say: what is right depends on the file. Bars
need neither, as they are known when they are over.

  wrong    - { …, reader: csv, map: { stream: trades, time: { column: ts, as: ms } } }
  right    - { …, reader: csv, map: { stream: trades, time: { column: ts, as: ms } }, latency: 100ms }`,
  }),
}
