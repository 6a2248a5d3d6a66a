import { entry } from './entry.ts'

/** Compiled strategies, and files that a command writes where it is told to. */
export const artefacts = {
  HVT9021: entry<{ path: string; reason: string }>({
    title: 'a file that cannot be written',
    message: p => `\`${p.path}\` cannot be written: ${p.reason}`,
    help: () => 'name a file in a folder of yours that is there, on a disk with room',
    page: `What a command makes goes to the file that is named for it, by \`-o\` or \`--report\`. The system
refused to write there; the reason is the system's own. The folder must exist.

  wrong    hvt compile strategies/venue_spreads.hvt -o /etc/venue_spreads.hvtc
  right    hvt compile strategies/venue_spreads.hvt -o venue_spreads.hvtc`,
  }),
  HVT9050: entry<{ path: string }>({
    title: 'not a compiled strategy',
    message: p => `\`${p.path}\` is not a compiled strategy: it does not begin like one`,
    help: () => 'compile the source again: `hvt compile NAME.hvt`',
    page: `A compiled strategy begins with eight bytes that no other file begins with. This one has the name of a
compiled strategy, but something else in it; a source belongs in a file NAME.hvt.

  wrong    mv venue_spreads.hvt venue_spreads.hvtc
  right    hvt compile venue_spreads.hvt`,
  }),
  HVT9051: entry<{ path: string; found: number; known: number }>({
    title: 'a compiled strategy of another format',
    message: p => `\`${p.path}\` has the format ${p.found}; this version of HVT reads ${p.known}`,
    help: () => 'compile the source again with this version',
    page: `The format of compiled strategies has a number, which changes when old files cannot be read any more.
The source can always be compiled again.

  wrong    hvt backtest old.hvtc
  right    hvt compile old.hvt && hvt backtest old.hvtc`,
  }),
  HVT9052: entry<{ path: string; wanted: number | undefined; found: number }>({
    title: 'a damaged compiled strategy',
    message: p => `\`${p.path}\` is damaged: ${damage(p)}`,
    help: () => 'copy it again, or compile the source again',
    page: `A compiled strategy ends with a digest over all that stands before it, so that not one byte of it can
be lost or changed without being noticed. Transfers that were cut, or that treat it as text, do that.

  wrong    head -c 1000 a.hvtc > b.hvtc
  right    cp a.hvtc b.hvtc`,
  }),
  HVT9053: entry<{ path: string; reason: string }>({
    title: 'a compiled strategy that no compiler made',
    message: p => `\`${p.path}\` is not what HVT writes: ${p.reason}`,
    help: () => 'do not run it; compile the source again',
    page: `The file is whole, but what is in it cannot have come from the compiler: something is missing, out of
place, or of a size that nothing can hold. Nothing of a file is run before all of it was checked.

  wrong    a file whose graph was edited by hand
  right    hvt compile NAME.hvt`,
  }),
  HVT9054: entry<{ path: string; by: string }>({
    title: 'a module that is not that of its graph',
    message: p =>
      `the module in \`${p.path}\`, made by HVT ${p.by}, is not the one that this version makes of its graph`,
    why: () => 'either another version of HVT wrote it, or somebody put other code into it',
    help: () => 'compile the source again with this version',
    page: `A compiled strategy holds its graph and the module that runs it. The module is code; that of a stranger
could do anything that the graph does not say. So HVT makes the module anew from the graph and runs none
but that; a file whose module differs is refused.

  wrong    a file that an older version compiled
  right    hvt compile NAME.hvt`,
  }),
  HVT9055: entry<{ path: string }>({
    title: 'a compiled strategy has its params',
    message: p => `\`${p.path}\` is compiled: its params are set`,
    help: () => 'set them when compiling: `hvt compile NAME.hvt --param NAME=VALUE`',
    page: `Params are checked against their ranges and units, and some decide how large a window is. All of that
happens when a strategy is compiled.

  wrong    hvt backtest a.hvtc --param min_profit=0.2%
  right    hvt compile a.hvt --param min_profit=0.2% && hvt backtest a.hvtc`,
  }),
  HVT9056: entry<{ path: string }>({
    title: 'already compiled',
    message: p => `\`${p.path}\` is compiled already`,
    help: () => 'give the source, a file NAME.hvt',
    page: `\`hvt compile\` makes a compiled strategy of a source. A compiled one can be run, drawn and compared as it
is.

  wrong    hvt compile a.hvtc
  right    hvt compile a.hvt`,
  }),
  HVT9060: entry<{ name: string; nearest: string | undefined }>({
    title: 'no such declaration to draw',
    message: p => `nothing in the picture is called \`${p.name}\``,
    help: p =>
      p.nearest ? `did you mean \`${p.nearest}\`?` : 'name a feature, a signal, a record, a peg, a param or an input',
    page: `\`--only\` draws one declaration and all that it is made of. It takes a name as the picture shows it.

  wrong    hvt graph strategies/venue_spreads.hvt --only oportunity
  right    hvt graph strategies/venue_spreads.hvt --only opportunity`,
  }),
  HVT9061: entry<{ name: string }>({
    title: 'a graph as JSON is whole',
    message: p => `as JSON, the graph is whole: \`--only ${p.name}\` is of pictures`,
    help: () => 'leave out `--only`, or draw a picture by `--format svg`',
    page: `As JSON, \`hvt graph\` writes the compiled graph itself, in which nodes are known by their numbers. A part of
it would be another graph.

  wrong    hvt graph strategies/venue_spreads.hvt --json --only opportunity
  right    hvt graph strategies/venue_spreads.hvt --json`,
  }),
}

function damage({ wanted, found }: { wanted: number | undefined; found: number }): string {
  if (wanted === undefined) return 'its digest is not that of its bytes'
  return `it has ${found.toLocaleString('en-US')} bytes where it should have ${wanted.toLocaleString('en-US')}`
}
