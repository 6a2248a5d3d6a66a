import { entry } from './entry.ts'
import { backticked, example, meant } from './manifest_words.ts'

/** A manifest as a file and as a structure: HVT4001 to HVT4008. */
export const manifests = {
  HVT4001: entry<{ path: string }>({
    title: 'no such market',
    message: p => `there is no market at \`${p.path}\``,
    help: () => 'name a manifest, or a folder that holds a `manifest.yaml`',
    page: `A recorded market is a manifest: a YAML or JSON file that says where the events of each venue and
instrument come from. Its folder may stand for it.

  wrong    hvt backtest spreads.hvt --data markets/btcc
  right    hvt backtest spreads.hvt --data markets/btc
  right    hvt backtest spreads.hvt --data markets/btc/manifest.yaml`,
  }),
  HVT4002: entry<{ path: string; names: readonly string[] }>({
    title: 'a folder without a manifest',
    message: p => `the folder \`${p.path}\` has no manifest`,
    help: p => `put one there (${backticked(p.names)}), or name the manifest itself`,
    page: `A folder of recordings says nothing of what is in them. Beside the files stands a manifest, which
does:
${example}

Its name is manifest.yaml, manifest.yml or manifest.json.`,
  }),
  HVT4003: entry<{ path: string; reason: 'large' | 'binary' | 'unreadable'; detail?: string }>({
    title: 'not a manifest',
    message: p =>
      p.reason === 'unreadable'
        ? `\`${p.path}\` cannot be read: ${p.detail}`
        : `\`${p.path}\` is not a manifest: ${p.reason === 'large' ? 'it is larger than a megabyte' : 'it is not text'}`,
    help: () => 'a recording is not given to a strategy directly: name it in a manifest, and give the manifest',
    page: `Data are given to a strategy through a manifest, a short text that says which file holds the
events of which venue and instrument, and how it is read.

  wrong    --data btcusdt.jsonl.gz
  right    --data manifest.yaml, which says
${example}`,
  }),
  HVT4004: entry<{ reason: string }>({
    title: 'a manifest that is not YAML',
    message: p => `the manifest is not readable as YAML: ${p.reason}`,
    help: () => 'mend the text here; indentation counts, a key stands once, and `key: value` needs the space',
    page: `Manifests are YAML 1.2, of which JSON is a part. A key may stand only once in its map.

  wrong    - { venue: spot, venue: usdm }
  wrong    market:btc
  right    market: btc`,
  }),
  HVT4005: entry<{ key: string; of: string; known: readonly string[]; nearest: string | undefined }>({
    title: 'unknown key in a manifest',
    message: p => `${p.of} has no key \`${p.key}\``,
    help: p => meant(p.nearest) ?? `the keys are ${backticked(p.known)}`,
    page: `A manifest has the keys market, feeds, clock, rate, lateness and assume; a feed has venue,
instrument, reader, file, and where they apply contract, symbol, invert, latency and pool. A key
that nobody reads would be a setting without effect, so it is refused.

  wrong    - { venu: spot, instrument: BTC/USDT, reader: binance_ws, file: btcusdt.jsonl.gz }
  right    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: btcusdt.jsonl.gz }`,
  }),
  HVT4006: entry<{ key: string; of: string }>({
    title: 'missing key in a manifest',
    message: p => `${p.of} lacks \`${p.key}\``,
    help: p => `add \`${p.key}: …\``,
    page: `A manifest needs market (its name) and feeds. Each feed needs venue and instrument (what the
strategy calls them), reader (how the file is read) and file.

  wrong    - { venue: spot, instrument: BTC/USDT, file: btcusdt.jsonl.gz }
  right    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: btcusdt.jsonl.gz }`,
  }),
  HVT4007: entry<{ of: string; wanted: string; found: string }>({
    title: 'wrong kind of value in a manifest',
    message: p => `${p.of} is ${p.found}, wanted ${p.wanted}`,
    help: p =>
      p.of === 'the manifest'
        ? 'write a manifest, which names the files and says what they are: `market: …` and `feeds: [{ venue: …, instrument: …, reader: …, file: … }]`; a table of prices is none itself'
        : `write ${p.wanted}`,
    page: `Each key of a manifest has one kind of value: feeds is a list of maps, assume a map of numbers,
most others are texts. A text that looks like a number or a truth value needs quotes.

  wrong    market: 20240808
  right    market: "20240808"`,
  }),
  HVT4008: entry<{ reader: string; known: readonly string[]; nearest: string | undefined }>({
    title: 'unknown reader',
    message: p => `there is no reader \`${p.reader}\``,
    help: p => `${p.nearest ? `did you mean \`${p.nearest}\`? ` : ''}the readers are ${backticked(p.known)}`,
    page: `A reader knows one kind of recording.

  binance_ws          lines of \`<receive time in ns> <message>\` of combined streams of Binance (spot,
                      USD-M, COIN-M): bookTicker gives quotes, trade trades, depth and snapshots the
                      book; other messages only show that the venue is alive.
  binance_trades_csv  the daily files of trades that Binance publishes.
  uniswap_csv         swaps, mints and burns of Uniswap v3: logs, raw or decoded, or whole amounts.

Files may be plain or gzip.

  wrong    reader: binance
  right    reader: binance_ws`,
  }),
}
