import { entry } from './entry.ts'

/** Files whose rows do not follow each other as they should, or are not all there: HVT4028 to HVT4033. */
export const recordedOrder = {
  HVT4028: entry<{ file: string; line: number; by: string; lateness: string }>({
    title: 'a file that runs backwards',
    message: p => `line ${p.line} of \`${p.file}\` was received ${p.by} before a line above it`,
    why: p => `rows may be late by ${p.lateness}; the present cannot be put in order further back than that`,
    help: () => 'sort the file by its receive time, or allow more with `lateness: …` in the manifest',
    page: `Rows are expected in the order in which they were received. Within \`lateness\` (one second unless
the manifest says otherwise) they are put in order, and counted. A longer step back is a file that
was put together in the wrong order, or a clock that was set back: both make a backtest see the
future.

  wrong    cat 0809.jsonl 0808.jsonl > both.jsonl
  right    cat 0808.jsonl 0809.jsonl > both.jsonl, or two feeds`,
  }),
  HVT4029: entry<{ file: string; most: number }>({
    title: 'a file too large to be sorted',
    message: p => `\`${p.file}\` has more than ${p.most} rows, too many to be sorted in memory`,
    help: () => 'sort the file by time once, and leave `order: any` out',
    page: `With \`order: any\` in its map a file is read as a whole and sorted before the run. A file that is in
the order of its times is read as it comes, however large it is.

  wrong    map: { …, order: any } for a file of 50 million rows
  right    sort -t, -k1,1 rows.csv > sorted.csv, and no \`order\``,
  }),
  HVT4032: entry<{ file: string }>({
    title: 'a file that became shorter while it was read',
    message: p => `\`${p.file}\` became shorter while it was read`,
    why: () => 'rows that are gone cannot be known, so the run would silently be a shorter one',
    help: () => 'run again once nobody writes the file, or on a copy of it',
    page: `The length of a plain file is looked up before a run. One that ends earlier was cut meanwhile: by a
recorder that begins its file anew, or by a copy that was begun once more. A file that grows is read to
where it ends.

  wrong    logrotate with copytruncate on the file of a running backtest
  right    a copy, or a recorder that begins a new file for each day`,
  }),
  HVT4033: entry<{ file: string; line: number; years: number }>({
    title: 'a file with a hole of years',
    message: p => `line ${p.line} of \`${p.file}\` was received ${p.years} years after the line above it`,
    why: () => 'no recording pauses so long, and clocks of the strategy would tick all that time',
    help: () => 'look at the times of both lines: mostly one of them says 0, or is in another unit',
    page: `A time of 0 is the year 1970, and seconds that are read as milliseconds are too. One such row before all others
would let a run tick through decades.

  wrong    1,62000           where all other rows begin with 1700000000000
  right    a file without that row`,
  }),
}
