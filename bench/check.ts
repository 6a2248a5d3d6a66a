import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { compiledText, pathOf } from './cases.ts'
import { large } from './large.ts'
import { median, medians, timed } from './measure.ts'
import { written } from './written.ts'

/** ms of whole processes, and of compiling in one that has done so before. */
export interface CheckTimes {
  readonly empty: number
  readonly version: number
  readonly check: number
  readonly five: number
  readonly warm: number
}

export interface Answer {
  readonly name: string
  readonly megabytes: number
  readonly ms: number
  /** 0 or 1; anything else is a fault of ours. */
  readonly code: number | null
  readonly last: string
}

/** `hvt check` of 500 lines, and of five files of 100, beside a process that does nothing; undefined before `npm run build`. */
export function checkTimes(repetitions: number): CheckTimes | undefined {
  const text = written(500)
  return inFolder((hvt, file) => {
    const one = file('500.hvt', text)
    const five = Array.from({ length: 5 }, (_, k) => file(`100_${k}.hvt`, written(100 + k)))
    return medians(
      {
        empty: () => run(['-e', '0']),
        version: () => run([hvt, '--version']),
        check: () => run([hvt, 'check', one]),
        five: () => run([hvt, 'check', ...five]),
        warm: () => median(Array.from({ length: 5 }, () => timed(() => void compiledText(text)))),
      },
      repetitions,
    )
  })
}

/** What `hvt check` says of files as large as are read (a million characters) and ten times so large, once each. */
export function answers(): readonly Answer[] | undefined {
  return inFolder((hvt, file) =>
    Object.entries(large).flatMap(([name, text]) =>
      [1_000_000, 10_000_000].map(size => {
        const path = file('large.hvt', text(size))
        const start = performance.now()
        const { status, stdout } = run([hvt, 'check', path])
        const ms = performance.now() - start
        const last = stdout.trimEnd().split('\n').at(-1)!.replace(`${path}: `, '')
        return { name, megabytes: size / 1e6, ms, code: status, last }
      }),
    ),
  )
}

function run(args: readonly string[]) {
  return spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 })
}

type Write = (name: string, text: string) => string

/** With the built command and a folder for files, which is gone afterwards. */
function inFolder<T>(measure: (hvt: string, file: Write) => T): T | undefined {
  const hvt = pathOf('dist/hvt.js')
  if (!existsSync(hvt)) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'hvt-bench-'))
  const file: Write = (name, text) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  try {
    return measure(hvt, file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
