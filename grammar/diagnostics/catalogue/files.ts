import { entry } from './entry.ts'

/** Files of strategies, and those that a run writes. */
export const files = {
  HVT9025: entry<{ path: string }>({
    title: 'a project that has begun',
    message: p => `\`${p.path}\` is there already`,
    help: () => 'name another folder: `hvt init my_strategy`',
    page: `\`hvt init\` writes a first strategy. One that is there is not overwritten; nothing was written.

  wrong    hvt init        in a folder that has a first.hvt
  right    hvt init my_strategy`,
  }),
  HVT9010: entry<{ path: string; nearest: string | undefined }>({
    title: 'no such file',
    message: p => `there is no file \`${p.path}\``,
    help: p => (p.nearest ? `did you mean \`${p.nearest}\`?` : 'paths are relative to the folder you are in'),
    page: `The file of a strategy is named from the folder that you are in, or by its whole path.

  wrong    hvt check venue_spreads.hvt               in the project's folder
  right    hvt check strategies/venue_spreads.hvt`,
  }),
  HVT9011: entry<{ path: string }>({
    title: 'a folder, not a strategy',
    message: p => `\`${p.path}\` is a folder`,
    help: () => 'name a file; `check` takes several, so a shell can name all: `hvt check strategies/*.hvt`',
    page: `A strategy is one file.

  wrong    hvt check strategies
  right    hvt check strategies/*.hvt`,
  }),
  HVT9012: entry<{ path: string; reason: string }>({
    title: 'a strategy that cannot be read',
    message: p => `\`${p.path}\` cannot be read: ${p.reason}`,
    help: () => 'look at its permissions and at the disk it is on',
    page: `The file exists, but the system did not let HVT read it; the reason is the system's own.

  wrong    a file of another user, mode 600
  right    chmod a+r the file`,
  }),
  HVT9013: entry<{ path: string }>({
    title: 'an empty strategy',
    message: p => `\`${p.path}\` is empty`,
    help: () => 'a strategy begins with `strategy NAME in ASSET`',
    page: `There is nothing in the file but white space. Perhaps it was not saved, or a program that was to
write it failed.

  wrong    an empty file
  right    /// What it watches.
           strategy first in USD`,
  }),
  HVT9014: entry<{ path: string; megabytes: number }>({
    title: 'a strategy that is too large',
    message: p => `\`${p.path}\` has ${p.megabytes} MB; a strategy has at most 10`,
    help: () => 'recorded data are not given as a strategy: name them in a manifest, and give it by `--data`',
    page: `A text of more than 10 MB is no strategy that somebody wrote; mostly it is a recording.

  wrong    hvt backtest btcusdt.jsonl
  right    hvt backtest strategies/venue_spreads.hvt --data manifest.yaml`,
  }),
  HVT9015: entry<{ path: string }>({
    title: 'not a text',
    message: p => `\`${p.path}\` is not a text: it has bytes that no text has`,
    help: () => 'a strategy is plain text in UTF-8; compressed and binary files are not read',
    page: `The file has zero bytes, which texts do not have: it is a program, a picture, a compressed file, or a
text in UTF-16.

  wrong    hvt check venue_spreads.hvt.gz
  right    gunzip venue_spreads.hvt.gz && hvt check venue_spreads.hvt`,
  }),
  HVT9016: entry<{ path: string; line: number }>({
    title: 'not UTF-8',
    message: p => `\`${p.path}\` is not UTF-8: line ${p.line} has a byte that cannot stand there`,
    help: () => 'save it as UTF-8; in editors that is the encoding of the file',
    page: `Texts are read as UTF-8. Older encodings write letters beyond ASCII as bytes that UTF-8 does not
allow, and guessing them would change names without a word.

  wrong    // Währung, saved as Latin-1
  right    the same, saved as UTF-8 (iconv -f latin1 -t utf8)`,
  }),
  HVT9018: entry<{ path: string; name: string }>({
    title: 'a library is not run',
    message: p => `\`${p.path}\` is the library \`${p.name}\`, which is not run`,
    help: p => `run a strategy that uses it; \`hvt check ${p.path}\` checks it by itself`,
    page: `A library has functions and constants for strategies to use. It reads no venue and has no outputs,
so there is nothing in it that a market could move.

  wrong    hvt backtest spreads.hvt        which begins with: library spreads
  right    hvt backtest my_strategy.hvt    which has: use "./spreads.hvt" (cost)`,
  }),
  HVT9019: entry<{ path: string; reason: string }>({
    title: 'a strategy that cannot be written',
    message: p => `\`${p.path}\` cannot be written: ${p.reason}`,
    help: () => 'it was left as it is; write to it and to its folder must be allowed, and the disk must have room',
    page: `\`hvt fmt\` writes the formatted text beside the file and puts it in its place when it is whole. The system
refused; the reason is the system's own. The file was left as it is.

  wrong    hvt fmt /etc/spreads.hvt
  right    hvt fmt --stdin < /etc/spreads.hvt`,
  }),
  HVT9020: entry<{ path: string; reason: string }>({
    title: 'a result that cannot be written',
    message: p => `\`${p.path}\` cannot be written: ${p.reason}`,
    help: () => '`--out` names a folder of yours, on a disk with room; it is made if it is not there',
    page: `The tables of a run go to the folder of \`--out\`, one file each, with a summary.json beside them.
The system refused to write there; the reason is the system's own.

  wrong    hvt backtest strategies/venue_spreads.hvt --out /etc
  right    hvt backtest strategies/venue_spreads.hvt --out results`,
  }),
  HVT9026: entry<{ path: string }>({
    title: 'a manifest that would be lost',
    message: p => `\`${p.path}\` is there, and is not of a sample`,
    why: () => 'a sample writes its own manifest in that place',
    help: () => 'name another folder by `--out`',
    page: `A generated market is written with its manifest. One that an earlier sample wrote is replaced; any other may be
of recordings, and stays.

  wrong    hvt sample --out recordings      with a recordings/manifest.yaml of your own
  right    hvt sample --out sample`,
  }),
  HVT9024: entry<{ path: string }>({
    title: 'a file of neither form',
    message: p => `\`${p.path}\` is neither a strategy in the language nor one in YAML, by its name`,
    help: () => 'a strategy in the language is named `.hvt`, one in YAML `.yaml` or `.yml`',
    page: `\`hvt convert\` writes a strategy in its other form, and the ends of names say which is which.

  wrong    hvt convert venue_spreads.txt
  right    hvt convert strategies/venue_spreads.hvt
  right    hvt convert venue_spreads.yaml -o venue_spreads.hvt`,
  }),
  HVT9022: entry<{ path: string; form: string }>({
    title: 'a file that is converted to its own form',
    message: p => `\`${p.path}\` has the form that the strategy already has`,
    help: p => `give \`-o\` a name that ends in \`${p.form}\``,
    page: `\`hvt convert\` writes the language as YAML and YAML as the language. \`hvt fmt\` gives a file in the language its one
form.

  wrong    hvt convert venue_spreads.hvt -o copy.hvt
  right    hvt convert venue_spreads.hvt -o copy.yaml`,
  }),
  HVT9023: entry<{ path: string }>({
    title: 'YAML is not formatted',
    message: p => `\`${p.path}\` is YAML, which \`fmt\` does not format`,
    help: p => `\`hvt convert ${p.path}\` writes it in the language, in its one form`,
    page: `The one form is that of the language. YAML is left as its writer or its editor has it.

  wrong    hvt fmt venue_spreads.yaml
  right    hvt convert venue_spreads.yaml -o venue_spreads.hvt`,
  }),
}
