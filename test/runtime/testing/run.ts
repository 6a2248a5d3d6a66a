import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { type Outcome, runTest } from '../../../runtime/testing/run.ts'
import type { MakeStepped } from '../../../runtime/testing/wire.ts'

const std = new URL('../../../compiler/', import.meta.url)
export const read = (path: string) => (path.startsWith('std/') ? readFileSync(new URL(path, std), 'utf8') : undefined)

/** Compiles a strategy with one test and runs it. */
export function run(
  strategy: string,
  body: string,
  make: MakeStepped = interpret,
): Outcome & { warnings: readonly string[] } {
  const entry = { path: 's.hvt', text: `${strategy}\ntest "t" {\n${body}\n}` }
  const { graph, tests, diagnostics } = compile(entry, { read }, { test: 0 })
  expect(diagnostics.filter(d => d.severity === 'error').map(d => d.message)).toEqual([])
  const own = diagnostics.filter(d => d.code.startsWith('HVT243'))
  return { ...runTest(graph!, tests![0]!, make), warnings: own.map(d => d.code) }
}

/** `ok`, or when and how an expectation failed, in order. */
export function verdicts(strategy: string, body: string): readonly string[] {
  return run(strategy, body).verdicts.map(({ failure, idle }) => {
    if (!failure) return idle ? 'ok, idle' : 'ok'
    const parts = failure.parts.map(({ text, value, choices }) => `${text} = ${choices?.[value ?? -1] ?? value}`)
    return `${failure.unknown ? 'unknown' : 'false'} at ${failure.time / 1e6}s: ${parts.join(', ')}`
  })
}

/** The venues and symbols that most cases need. */
export const head = `strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 100/1s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 100/1s }
universe symbols = [BTC/USD, ETH/USD]
`
