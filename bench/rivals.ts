import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import { pathOf } from './cases.ts'

/** Programs of others that do the same: each call is one run and gives its ms; absent where its tools are. */
export interface Rivals {
  readonly blocks?: () => number
  readonly running?: () => number
  readonly csp?: () => number
  /** Removes what was written for them. */
  readonly close: () => void
}

/** The C twin of S3, and csp where `HVT_PYTHON` (or python3) has it. */
export function s3Rivals(quotes: readonly SourceEvent[]): Rivals {
  const folder = mkdtempSync(join(tmpdir(), 'hvt-bench-'))
  const file = join(folder, 'quotes')
  writeFileSync(file, new Float64Array(quotes.flatMap(({ fields }) => fields)))
  const python = process.env.HVT_PYTHON ?? 'python3'
  const twin = join(folder, 's3')
  const sources = { twin: pathOf('bench/twins/s3.c'), csp: pathOf('bench/twins/s3_csp.py') }
  const compiles = runs('gcc', ['-O3', '-ffp-contract=off', '-o', twin, sources.twin, '-lm'])
  const hasCsp = runs(python, ['-c', 'import csp, numpy'])
  const c = (way: string) => () => milliseconds(twin, [file, way])
  return {
    ...(compiles ? { blocks: c('blocks'), running: c('running') } : {}),
    ...(hasCsp ? { csp: () => milliseconds(python, [sources.csp, file]) } : {}),
    close: () => rmSync(folder, { recursive: true }),
  }
}

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What the program says in its first line. */
function milliseconds(program: string, args: readonly string[]): number {
  return Number.parseFloat(execFileSync(program, args, { encoding: 'utf8' }))
}
