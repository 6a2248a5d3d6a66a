import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, json } from '../architecture/tree.ts'
import { built, hvt } from './hvt.ts'

const commands = filesBelow('cli/commands').map(file => basename(file, '.ts'))

describe('help', () => {
  test('names every command, with an example', () => {
    const { code, out, err } = hvt(['--help'])
    expect([code, err]).toEqual([0, ''])
    const wanted = [
      'backtest',
      'check',
      'compile',
      'completion',
      'convert',
      'data',
      'diff',
      'doctor',
      'explain',
      'fmt',
      'graph',
      'init',
      'inspect',
      'sample',
      'schema',
      'test',
    ]
    expect(commands).toEqual(wanted)
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
    expect(out).toContain('  $ hvt check first.hvt\n')
  })

  test.each(commands)('%s has its own, with an example', command => {
    for (const args of [
      [command, '--help'],
      ['help', command],
    ]) {
      const { code, out, err } = hvt(args)
      expect([code, err]).toEqual([0, ''])
      expect(out).toMatch(new RegExp(`^Usage: hvt ${command} `))
      expect(out).toMatch(new RegExp(`^Examples?:\n  \\$ hvt ${command} `, 'm'))
    }
  })

  test('loads no more than the frame of the command line', () => {
    const seen = new Set<string>()
    const size = (file: string): number => {
      if (seen.has(file)) return 0
      seen.add(file)
      const text = readFileSync(file, 'utf8')
      const imports = [...text.matchAll(/^(?:import|export) [^;]*?from "(\.[^"]+)"|^import "(\.[^"]+)"/gm)]
      return imports.reduce((sum, [, from, bare]) => sum + size(join(dirname(file), from ?? bare!)), text.length)
    }
    expect(size(built)).toBeLessThan(200_000)
  })
})

test('the version is that of the package', () => {
  const { version } = json('package.json') as { version: string }
  expect(hvt(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
})

test('without a command: help, and exit code 2', () => {
  const { code, out, err } = hvt([])
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^Usage: hvt /)
})

describe('a wrong call is answered in one line, with exit code 2', () => {
  test.each<[args: string, answer: string]>([
    ['chek a.hvt', 'there is no command `chek`; did you mean `check`? (HVT9001)'],
    ['quux', 'there is no command `quux`; `hvt --help` lists them (HVT9001)'],
    [
      'a.hvt',
      'there is no command `a.hvt`; to check the file, `hvt check a.hvt`; to run it, `hvt backtest a.hvt` (HVT9001)',
    ],
    ['check a.hvt --jsn', '`hvt check` has no option `--jsn`; did you mean `--json`? (HVT9002)'],
    ['backtest a.hvt --dat=x', '`hvt backtest` has no option `--dat=x`; did you mean `--data`? (HVT9002)'],
    ['explain --quux', '`hvt explain` has no option `--quux`; `hvt explain --help` lists them (HVT9002)'],
    ['--json check a.hvt', '`hvt` has no option `--json`; write it after `check` (HVT9002)'],
    ['--seed=7 backtest a.hvt', '`hvt` has no option `--seed=7`; write it after `backtest` (HVT9002)'],
    ['--data m backtest a.hvt', '`hvt` has no option `--data`; write it after `backtest` (HVT9002)'],
    ['--jsn check a.hvt', '`hvt` has no option `--jsn`; did you mean `--json`? (HVT9002)'],
    ['--quux', '`hvt` has no option `--quux`; `hvt --help` lists them (HVT9002)'],
    ['fmt', '`hvt fmt` lacks a `file`; `hvt fmt --help` shows an example (HVT9003)'],
    ['fmt --check', '`hvt fmt` lacks a `file`; `hvt fmt --help` shows an example (HVT9003)'],
    ['check', '`hvt check` lacks a `file`; `hvt check --help` shows an example (HVT9003)'],
    ['backtest --json', '`hvt backtest` lacks a `file`; `hvt backtest --help` shows an example (HVT9003)'],
    [
      'backtest a.hvt --data',
      '`hvt backtest` lacks the value of `--data`; `hvt backtest --help` shows an example (HVT9003)',
    ],
    [
      'backtest a.hvt b.hvt',
      '`hvt backtest` takes one argument, not more; `hvt backtest --help` shows an example (HVT9004)',
    ],
    [
      'backtest a.hvt --duration 30',
      '`30` is not understood as the value of `--duration`; write a duration such as `30m` or `1h30m` (HVT9005)',
    ],
    [
      'backtest a.hvt --duration 0s',
      '`0s` is not understood as the value of `--duration`; write a duration such as `30m` or `1h30m` (HVT9005)',
    ],
    [
      "backtest a.hvt --seed it's",
      "`it's` is not understood as the value of `--seed`; write a whole number or a word (HVT9005)",
    ],
    [
      'backtest a.hvt --rows -1',
      '`-1` is not understood as the value of `--rows`; write a whole number such as `10` (HVT9005)',
    ],
    [
      'backtest a.hvt --param x',
      '`x` is not understood as the value of `--param`; write `name=value`, such as `min_profit=0.2%` (HVT9005)',
    ],
    ['completion', '`hvt completion` lacks a `shell`; `hvt completion --help` shows an example (HVT9003)'],
    ['completion tcsh', '`tcsh` is not understood as the value of `shell`; write `bash`, `zsh` or `fish` (HVT9005)'],
    ['doctr', 'there is no command `doctr`; did you mean `doctor`? (HVT9001)'],
    [
      'backtest a.hvt --out o --format xml',
      '`xml` is not understood as the value of `--format`; write `csv` or `parquet` (HVT9005)',
    ],
    [
      'backtest a.hvt --format parquet',
      '`--format` says nothing without `--out`; add `--out`, or leave out `--format` (HVT9007)',
    ],
    [
      'check a.hvt --json --sarif',
      '`--sarif` and `--json` cannot stand together; leave out `--sarif` or `--json` (HVT9065)',
    ],
    [
      'inspect a.hvt x --at end --data m --preset rich',
      '`--preset` is of a generated market, and `--data` names a recorded one; leave out `--preset` or `--data` (HVT9006)',
    ],
    [
      'backtest a.hvt --data m --seed 1',
      '`--seed` is of a generated market, and `--data` names a recorded one; leave out `--seed` or `--data` (HVT9006)',
    ],
  ])('hvt %s', (args, answer) => {
    expect(hvt(args.split(' '))).toEqual({ code: 2, out: '', err: `hvt: ${answer}\n` })
  })
})
