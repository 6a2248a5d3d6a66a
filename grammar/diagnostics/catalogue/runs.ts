import { entry } from './entry.ts'

/** What of an interrupted run is not as it was. */
const differs = {
  HVT: 'another version of HVT began it',
  strategy: 'its strategy or a param of it was another',
  market: 'its market was another, or a file of it has changed',
  options: 'its `--format` or `--rows` was another',
} as const

/** Runs: what they cannot go on with, and what they have not shown. */
export const runs = {
  HVT9036: entry<{ folder: string; path: string; holder: number }>({
    title: 'a folder that another run writes to',
    message: p => `a run that is still going on writes to \`${p.folder}\`: process ${p.holder}`,
    why: () => 'the rows of both would be mixed',
    help: p => `name another folder, or wait for it; if process ${p.holder} is something else, remove \`${p.path}\``,
    page: `While a run writes its tables, the folder holds a file \`running\` with the number of its process. Another run does
not begin there. Of a run that was killed the file is left and does not matter.

  wrong    hvt backtest a.hvt --out results & hvt backtest b.hvt --out results
  right    hvt backtest a.hvt --out a & hvt backtest b.hvt --out b`,
  }),
  HVT9037: entry<{ folder: string; part: 'HVT' | 'strategy' | 'market' | 'options' }>({
    title: 'an interrupted run that is another',
    message: p => `the interrupted run in \`${p.folder}\` cannot go on: ${differs[p.part]}`,
    help: () => 'give it what it began with, or leave out `--resume` to begin anew',
    page: `What a run needs to go on stands in its folder. It goes on with the same strategy and params, the same market, and the
same \`--format\` and \`--rows\`, under the same version of HVT: then its tables and its summary are those of a run that was
never interrupted. With \`--resume\` no other run begins in that folder.

  wrong    hvt backtest a.hvt --out results --seed 1        interrupted
           hvt backtest a.hvt --out results --seed 2 --resume
  right    hvt backtest a.hvt --out results --seed 1 --resume`,
  }),
  HVT9038: entry<{ folder: string }>({
    title: 'an interrupted run that is damaged',
    message: p => `the interrupted run in \`${p.folder}\` cannot go on: its files are not as it left them`,
    help: () => 'leave out `--resume` to begin anew',
    page: `What a run needs to go on stands in \`checkpoint\`, the rows of its tables in files that end in \`.part\`. One of them
was changed, removed, or lost when the machine stopped.

  wrong    hvt backtest a.hvt --out results --resume        after  rm results/*.part
  right    hvt backtest a.hvt --out results`,
  }),
  HVT9039: entry<{ path: string; reason: string; earlier: boolean }>({
    title: 'a run that cannot go on if it is interrupted',
    severity: 'warning',
    message: p => `\`${p.path}\` cannot be written: ${p.reason}`,
    why: p =>
      `the run goes on, but if it is interrupted it ${p.earlier ? 'goes on from its last checkpoint' : 'has to begin anew'}`,
    help: () =>
      'let `--out` be on a disk with room for the state of the strategy: `hvt check --bounds` tells how large it is',
    page: `A run with \`--out\` writes what it would need to go on after an interruption, now and then: the state of
the strategy above all, which may be gigabytes. The system refused; the run itself is not touched by that, and its
tables come out as ever.

  wrong    hvt backtest pairs.hvt --data shares --out /mnt/small
  right    hvt backtest pairs.hvt --data shares --out results`,
  }),
  HVT9030: entry<{ market: string }>({
    title: 'a run without events',
    message: p => `the market \`${p.market}\` has not one event`,
    help: () => 'look at what its files hold; of a generated market, ask for a longer `--duration`',
    page: `Nothing happened, so there is no result. A backtest that reads no event is nearly always one of the
wrong file, or of a generated market that is over before its first quote.

  wrong    hvt backtest strategies/venue_spreads.hvt --duration 1us
  right    hvt backtest strategies/venue_spreads.hvt --duration 30m`,
  }),
  HVT9031: entry<{ market: string; spans: readonly string[] }>({
    title: 'recordings of different times',
    message: p => `no two instruments of the market \`${p.market}\` were recorded at the same time`,
    why: p => p.spans.join('; '),
    help: () => 'name recordings of the same hours; a file that was cut may have lost them',
    page: `The instruments of a strategy are there to be compared. Where each was recorded at another time, one
has always ended before the next begins, and nothing that reads two of them has a value.

  wrong    spot recorded on Monday, the perpetual on Tuesday
  right    both recorded on Monday`,
  }),
  HVT9032: entry<{ outputs: readonly string[]; ticks?: number; rows?: number }>({
    severity: 'warning',
    title: 'a window or a label overflowed',
    message: p => {
      const of = p.outputs.map(name => `\`${name}\``).join(', ')
      const lost = (p.rows ?? p.ticks ?? 0).toLocaleString('en-US')
      return p.rows === undefined
        ? `this window of ${of} had no room for ${lost} of its ticks`
        : `this label${of && ` of ${of}`} had no room for ${lost} of its rows`
    },
    why: p =>
      p.rows === undefined
        ? 'more came than the `rate` of their venue allows; until the last one lost has left it, it is absent'
        : 'so many more waited for their label than may wait; they stay without',
    help: p =>
      p.rows === undefined
        ? 'declare a higher `rate` for the venue, or let the window count panes: `10s by 100ms`'
        : 'make fewer rows, `every 1s`, or let more wait in the model of the label: `rows at e at most 100_000 pending`',
    page: `A window of time keeps its ticks, and how many there can be at most follows from the \`rate\` of their
venue. Where more come, the window would be wrong without saying so; therefore it has no value until all that it
lost lies outside. A memory that is bounded before the run begins is worth that. The rows of a label wait until it
is known, and are bounded in the same way: those for which there is no room stay unlabelled.

  wrong    venue a = ccxt.kraken { rate: 5/1s, ... }       a second with 80 trades
  right    venue a = ccxt.kraken { rate: 500/1s, ... }`,
  }),
  HVT9033: entry<{ universe: string; members: readonly { member: string; dates: string; seen: string }[] }>({
    severity: 'warning',
    title: 'members outside their dates',
    message: ({ universe, members: [first, ...others] }) =>
      `\`${first!.member}\`${others.length > 0 ? ` and ${others.length} more` : ''} of \`${universe}\` ran outside the dates of membership`,
    why: ({ members }) => {
      const told = members.slice(0, 5).map(m => `${m.member} belongs ${m.dates}, and the run saw it ${m.seen}`)
      return [...told, ...(members.length > told.length ? ['…'] : [])].join('; ')
    },
    help: () => 'run the dates of membership only, or leave the member out: a run takes it for one from begin to end',
    page: `The file of a universe says from when to when its members belong to it, so that a backtest does not choose
from what is known today. A run does not take members in or out by their dates: each exists all the time. Where the
data reach beyond the dates, results hold what nobody could have traded by this universe.

  wrong    symbol,from,to                          and data of 2023
           LUNA/USD,2019-01-01,2022-05-13
  right    the same file, and data up to 2022-05-12`,
  }),
}
