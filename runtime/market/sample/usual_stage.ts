import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { Stage } from '../generated/cast.ts'

const coins = ['BTC', 'ETH', 'SOL']
const tickers = 'AAPL AMZN BAC COST CVX GOOGL HD INTC JNJ JPM KO META MSFT NVDA PEP PG TSLA V WMT XOM'.split(' ')

const quoted: readonly StreamName[] = ['quote', 'trades', 'book']
const swapped: readonly StreamName[] = [...quoted, 'funding', 'mark', 'open_interest', 'liquidations', 'listing']
const shared: readonly StreamName[] = ['quote', 'trades', 'borrow', 'listing']

/** What a sample has that is of no strategy: three exchanges, perpetuals, a pool, and shares. */
export function usualStage(): Stage & { readonly nodes: readonly [] } {
  const names = ['binance', 'kraken', 'coinbase', 'swap', 'dex', 'broker']
  const of = (venue: string, symbol: string, streams: readonly StreamName[]) => {
    const [base = '', quote = ''] = symbol.split(' ')[0]!.split('/')
    return { venue: names.indexOf(venue), symbol, base, quote, streams }
  }
  const spot = [...coins, 'USDC'].flatMap(coin =>
    ['binance', 'kraken', 'coinbase'].map(venue => of(venue, `${coin}/USDT`, quoted)),
  )
  return {
    venues: names.map(name => ({ name })),
    instruments: [
      ...spot,
      ...coins.map(coin => of('swap', `${coin}/USDT perp`, swapped)),
      of('dex', 'SOL/USDC', ['trades', 'pool']),
      ...tickers.map(ticker => of('broker', `${ticker}/USD`, shared)),
      of('broker', '', ['session']),
    ],
    nodes: [],
  }
}
