import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../architecture/tree.ts'

/** The built command; `npm test` builds it before the tests run. */
export const built = join(root, 'dist/hvt.js')
if (!existsSync(built)) throw new Error('dist/hvt.js is not there: run `npm run build` before the tests of cli/')

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Place {
  /** The project's root, if not said. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Calls `hvt` as a user does, in pipes. */
export function hvt(args: readonly string[], place: Place = {}): Outcome {
  return call(process.execPath, [built, ...args], place)
}

/** Calls a shell; `$HVT` is the command. */
export function shell(script: string, place: Place = {}): Outcome {
  return call('sh', ['-c', script], { ...place, env: { ...place.env, HVT: `${process.execPath} ${built}` } })
}

/** Calls `hvt` on a terminal 100 columns wide; both streams come out together, with `\r\n`. Undefined where there is none. */
export function onTerminal(args: readonly string[], place: Place = {}): Outcome | undefined {
  if (process.platform !== 'linux' || spawnSync('script', ['--version']).status !== 0) return undefined
  const command = `stty cols 100; exec ${[process.execPath, built, ...args].map(a => `'${a}'`).join(' ')}`
  return call('script', ['-qec', command, '/dev/null'], place)
}

function call(program: string, args: readonly string[], { cwd = root, env = {} }: Place): Outcome {
  const { NO_COLOR: _, COLUMNS: __, HVT_DEBUG: ___, ...inherited } = process.env
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...inherited, TERM: 'xterm', ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { code: status, out: stdout, err: stderr }
}
