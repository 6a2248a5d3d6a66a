import { entry } from './entry.ts'

/** Why a row of a recorded file was not used, for summaries. */
export const skips = {
  not_a_row: 'not `<receive time in ns> <message>`',
  not_a_frame: 'not a line of a capture by cryptofeed: `{"t":…,"conn":…,"ts":…,…}`',
  bad_json: 'the message is not JSON',
  no_price: 'a price, size or rate is missing, not a number, or, but for rates, not above zero',
  bad_stamp: "the exchange's time is not a time",
  bad_book: 'the update ids or the levels of the book are not numbers',
  columns: 'it has not as many columns as such a file has',
  quotes: 'a quote is not closed in its line, or stands within a cell',
  bad_bar: 'its high is below its open or close, or its low above them',
  no_number: 'what it is about is missing or not a number',
  side: 'the word for its side is none that means buy or sell',
  no_symbol: 'it does not say of which instrument it is',
  no_columns: 'the first line names no columns that the reader knows',
  bad_log: 'its amounts, ticks or order are missing or cannot be decoded',
  not_in_order: 'it does not come after the row above it in its block',
  repeated: 'it came before',
  other_symbol: 'of another symbol',
  other_pool: 'of a pool of another fee tier',
  cut: 'the last line is cut',
} as const

export type SkipReason = keyof typeof skips

/** Recorded files: HVT402x. */
/** Readers of any table: a `map` says what it is. */
const mapped = new Set(['csv', 'jsonl', 'parquet'])

export const recordings = {
  HVT4020: entry<{ file: string }>({
    title: 'a file of the market is missing',
    message: p => `there is no file \`${p.file}\``,
    help: () => "paths are relative to the manifest's folder: mend the path, or fetch the file",
    page: `Each feed names a file, relative to the folder of the manifest or absolute.

  wrong    file: data/btc.gz     in markets/manifest.yaml, while the file is markets/btc.gz
  right    file: btc.gz`,
  }),
  HVT4021: entry<{ file: string }>({
    title: 'an empty file',
    message: p => `\`${p.file}\` is empty`,
    help: () => 'fetch the file again, or take the feed out of the manifest',
    page: `A file without a single row gives its venue no events: whatever reads it would stay absent for the
whole run, which looks like a strategy that never fires. Mostly a download or a recorder failed.

  wrong    a feed whose file has 0 bytes, or is the compressed form of nothing
  right    a feed with rows, or no such feed`,
  }),
  HVT4022: entry<{ file: string }>({
    title: 'not a file',
    message: p => `\`${p.file}\` is not a file`,
    help: p =>
      `name a file, or files that follow each other by what is alike in their names: \`${p.file.replace(/\/$/, '')}/*.gz\``,
    page: `A feed is a file, or several of one kind that follow each other in the order of their names, such as
those of the days of a month: \`*\` stands for what is different in their names.

  wrong    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: days/ }
  right    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: days/2024-08-*.gz }`,
  }),
  HVT4023: entry<{ file: string; reason: string }>({
    title: 'a file that cannot be read',
    message: p => `\`${p.file}\` cannot be read: ${p.reason}`,
    help: () => 'look at its permissions and at the disk it is on',
    page: `The file exists, but the system did not let HVT read it; the reason is the system's own.

  wrong    a file of another user, mode 600
  right    chmod a+r the file`,
  }),
  HVT4024: entry<{ file: string }>({
    title: 'not compressed, though named .gz',
    message: p => `\`${p.file}\` is named .gz but is not gzip`,
    help: () => 'if it is plain text, take .gz off its name; if a download failed, fetch it again',
    page: `A name that ends in .gz says gzip. Files that are not begin with something else: often the page of
an error that was saved under the name of the data, or a file that a browser has already unpacked.

  wrong    btc.jsonl.gz with plain lines
  right    btc.jsonl with plain lines`,
  }),
  HVT4025: entry<{ file: string; line: number }>({
    title: 'a cut file',
    message: p => `\`${p.file}\` is cut: its compressed data end after line ${p.line}`,
    why: () => 'what is missing after it cannot be known, so the run would silently be a shorter one',
    help: () => 'fetch the file again; to use what there is, unpack it (`gzip -dc`) and name the unpacked file',
    page: `A gzip file ends with a check of its contents. Here it ends before: a download or a recorder was
interrupted. Since nobody can say how much is missing, the file is refused. An unpacked file of
which only the last line is cut is used; that line is skipped and counted.

  wrong    file: btc.jsonl.gz, of which half was downloaded
  right    the whole file, or \`gzip -dc btc.jsonl.gz > btc.jsonl\` and file: btc.jsonl`,
  }),
  HVT4026: entry<{ file: string; reason: string }>({
    title: 'a damaged file',
    message: p => `\`${p.file}\` is damaged: ${p.reason}`,
    help: () => 'fetch the file again',
    page: `The compressed data contradict themselves or their check sum. Rows before the damage may be wrong
too, so nothing of the file is used.

  wrong    a file that was altered, or transferred as text
  right    the file as it was recorded`,
  }),
  HVT4027: entry<{
    file: string
    reader: string
    reason: SkipReason | 'binary' | 'no_lines'
    rows: number
    first?: { readonly line: number; readonly text: string } | undefined
  }>({
    title: 'not what the reader reads',
    message: p =>
      p.reason === 'binary' || p.reason === 'no_lines'
        ? `\`${p.file}\` is not a text of lines`
        : `nothing in \`${p.file}\` can be read by \`${p.reader}\`: ${p.rows === 1 ? 'one row' : `${p.rows} rows`} refused (${skips[p.reason]})`,
    why: p => p.first && `line ${p.first.line} is \`${p.first.text}\``,
    help: p =>
      p.reason === 'other_symbol'
        ? 'mend the file or the instrument; if the exchange spells it otherwise, say `symbol: …` in the feed'
        : p.reason === 'other_pool'
          ? 'mend the file or `fee`, the fee tier of the pool'
          : p.first && decimalComma.test(p.first.text)
            ? "say `decimal: ','` in `map`: the numbers of the file have a comma before their decimals"
            : mapped.has(p.reader)
              ? 'mend `map`: it names the columns as the file does, and says what its times are'
              : 'name the reader that fits the file, or the file that fits the reader',
    page: `Single bad rows are skipped and counted. A file of which no row at all can be read is another kind
of file, or one of another instrument than the feed says.

  wrong    - { venue: spot, instrument: ETH/USDT, reader: binance_ws, file: btcusdt.jsonl.gz }
  right    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: btcusdt.jsonl.gz }

The messages of BTC/USDT are looked for under btcusdt, those of BTC/USD inverse perp under
btcusd_perp. Another spelling is given as \`symbol: 1000pepeusdt\`.

A file of several Uniswap pools is read for one of them, that of the fee tier \`pool: { … fee: 500 }\`.`,
  }),
  HVT4030: entry<{ file: string; missing: readonly string[]; names: readonly string[] }>({
    title: 'a table without a column that is needed',
    message: p => `\`${p.file}\` has no column ${listed(p.missing)}`,
    why: p =>
      p.names.length > shownColumns
        ? `its columns are ${listed(p.names.slice(0, shownColumns))} and ${p.names.length - shownColumns} more`
        : `its columns are ${listed(p.names)}`,
    help: p => {
      const [first = ''] = p.names
      const other = p.names.length === 1 ? [';', '|', '\t'].find(delimiter => first.includes(delimiter)) : undefined
      if (other) return `say \`delimiter: ${JSON.stringify(other)}\` in \`map\``
      if (p.names.some(name => /^-?\d+([.,]\d+)?$/.test(name)))
        return 'the first line is a row of numbers: say `heading: false` in `map`, and number the columns from 1'
      return 'say in `map` what the file calls it: `columns: { FIELD: COLUMN }`, and of times `time: { column: COLUMN, … }`'
    },
    page: `A map takes a field of a stream from the column of the same name, unless it says another one. Where no column
has just that name, one whose letters are larger or smaller will do: \`open\` is found as \`Open\`.

  file     Date,Open,High,Low,Last
  wrong    map: { stream: bars, every: 1m, time: { column: Date, as: iso } }
  right    map: { stream: bars, every: 1m, time: { column: Date, as: iso }, columns: { close: Last } }

A file whose cells are divided by semicolons has one column, unless the map says \`delimiter: ';'\`.`,
  }),
  HVT4031: entry<{ file: string; reason: string }>({
    title: 'a ZIP file that has to be unpacked first',
    message: p => `\`${p.file}\` cannot be read as it is packed: ${p.reason}`,
    help: () => 'unpack it, and name what was in it: one file in each feed, or files that follow each other by `*`',
    page: `A ZIP file is read as it is where it holds one file, stored or deflated, and not encrypted. Other tools
pack several files into one, or by another method. Nothing is wrong with such a file.

  wrong    file: july.zip, with 31 files in it
  right    unzip july.zip -d july, and file: july/*.csv`,
  }),
}

/** A cell of its own, not a number of cells that commas divide. */
const decimalComma = /(^|[;|\t])\d+,\d+([;|\t]|$)/

/** So many columns of a file are named. */
const shownColumns = 20

const listed = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ')
