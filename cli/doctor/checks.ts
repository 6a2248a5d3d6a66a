import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { host } from '../host/host.ts'
import { openers } from '../report/openers.ts'

/** What was looked at, and what to do if it is not as it should be. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  /** HVT runs without it. */
  readonly optional: boolean
  readonly found: string
  readonly cure?: string
}

export async function checks(): Promise<readonly Check[]> {
  return [
    node(),
    webAssembly(),
    library(),
    folder('this folder', process.cwd()),
    folder('temporary files', tmpdir()),
    typescript(),
    browser(),
  ]
}

function node(): Check {
  const wanted = leastNode()
  const found = process.versions.node
  const [a, b] = [wanted, found].map(text => text.split('.').map(Number)) as [number[], number[]]
  const isLate = b[0]! > a[0]! || (b[0] === a[0] && b[1]! >= a[1]!)
  return check('Node', isLate, found, `install Node ${wanted} or newer: https://nodejs.org`)
}

/** As the package says, which is beside `cli/`, `dist/`, and above what `dist/` holds. */
function leastNode(): string {
  for (const path of ['../package.json', '../../package.json']) {
    const url = new URL(path, import.meta.url)
    if (!existsSync(url)) continue
    const { engines } = JSON.parse(readFileSync(url, 'utf8')) as { engines?: { node: string } }
    if (engines) return engines.node.replace('>=', '')
  }
  throw new Error('package.json is missing beside the command')
}

/** The smallest module there is, with the two features that a compiled strategy may ask for. */
function webAssembly(): Check {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)
  const works = typeof WebAssembly === 'object' && WebAssembly.validate(empty)
  return check('WebAssembly', works, works ? 'works' : 'is switched off', 'start Node without --jitless')
}

function library(): Check {
  const found = host.read('std/stats.hvt') !== undefined
  return check('standard library', found, found ? 'found' : 'not found', 'install HVT again: its files are not whole')
}

function folder(name: string, path: string): Check {
  let isWritable = true
  try {
    accessSync(path, constants.W_OK)
    isWritable = statSync(path).isDirectory()
  } catch {
    isWritable = false
  }
  const cure = name === 'this folder' ? 'go to a folder of yours' : 'set TMPDIR to a folder of yours'
  return check(name, isWritable, isWritable ? `${path} can be written` : `${path} cannot be written`, cure)
}

/** For operators written in TypeScript. */
function typescript(): Check {
  let found = true
  try {
    createRequire(import.meta.url).resolve('esbuild')
  } catch {
    found = false
  }
  const cure = 'npm install esbuild, for operators written in TypeScript'
  return check('esbuild', found, found ? 'found' : 'not found', cure, true)
}

/** For `--open`. */
function browser(): Check {
  const [program] = openers[process.platform] ?? openers.linux
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = folders.some(path => ['', '.exe'].some(end => existsSync(join(path, program + end))))
  return check(program, found, found ? 'found' : 'not found', 'open pages of runs by hand: --report run.html', true)
}

function check(name: string, ok: boolean, found: string, cure: string, optional = false): Check {
  return { name, ok, optional, found, ...(!ok && { cure }) }
}
