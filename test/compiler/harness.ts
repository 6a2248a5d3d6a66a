import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { type Compiled, compile } from '../../compiler/compile.ts'

const std = new URL('../../compiler/', import.meta.url)

/** Compiles a text against the real standard library and the given other files. */
export function compileText(
  text: string,
  files: Readonly<Record<string, string>> = {},
  params: Readonly<Record<string, string>> = {},
  entry = 'test.hvt',
): Compiled {
  const read = (path: string) => {
    if (path in files) return files[path]
    try {
      return readFileSync(new URL(path, std), 'utf8')
    } catch {
      return undefined
    }
  }
  const compiled = compile({ path: entry, text }, { read }, { params })
  // Of what a prelude offers a case uses what it needs.
  return { ...compiled, diagnostics: compiled.diagnostics.filter(d => !offered.test(d.message)) }
}

const offered = /^nothing uses (?:`summary`|universe `(?:symbols|venues|perps|tickers)`|let `day`)$/

/** The venues and symbols that most cases need. */
export const prelude = `strategy sample in USD
use std.stats (summary)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
universe symbols = [BTC/USD, ETH/USD]
universe venues = [a, b]
`

export interface Expected {
  readonly code: string
  readonly message: string
  readonly help: string
}

/**
 * `source` marks with «…» where the one message must point. Checks code, place, message and cure exactly, and that
 * there is no second message.
 */
export function expectMistake(
  source: string,
  { code, message, help }: Expected,
  files?: Readonly<Record<string, string>>,
): void {
  const start = source.indexOf('«')
  const end = source.indexOf('»') - 1
  const { diagnostics, graph } = compileText(source.replace('«', '').replace('»', ''), files)
  expect(
    diagnostics.map(d => ({ code: d.code, message: d.message, help: d.help, start: d.span?.start, end: d.span?.end })),
  ).toEqual([{ code, message, help, start, end }])
  expect(diagnostics[0]!.severity === 'warning').toBe(graph !== undefined)
}
