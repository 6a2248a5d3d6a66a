import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt, shell } from './hvt.ts'

const cwd = mkdtempSync(join(tmpdir(), 'hvt-externs-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const strategy = (settings: string) => `/// Small.
strategy small in USD
venue k = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 1_000/1s }
extern fn own(x: number): number from "./own.ts" ${settings}
feature f = own(k[BTC/USD].trades.side)
`
const stateful = '{ memory: 8 }'
writeFileSync(join(cwd, 'formula.hvt'), strategy(''))
writeFileSync(join(cwd, 'stateful.hvt'), strategy(stateful))

/** The first line of what is said of a run with a file, and the line and place in it. */
function run(file: string, text: string, ...args: string[]) {
  writeFileSync(join(cwd, 'own.ts'), text)
  const { code, err } = hvt(['backtest', file, '--duration', '1m', ...args], { cwd })
  const lines = err.split('\n').filter(line => /^(error|warning) /.test(line))
  return { code, lines, place: /(own\.ts(:\d+:\d+)?)$/m.exec(err)?.[1] }
}

const object = (more: string) =>
  `const state = { n: 0 }
export default {
  setup: () => ({ n: 0 }),
  process: (state: { n: number }, x: number) => (state.n += x),
  save: (state: { n: number }) => new Uint8Array(Float64Array.of(state.n).buffer),
  recover: (bytes: Uint8Array) => ({ n: new Float64Array(bytes.buffer)[0] }),
  ${more}
}
`

describe('hvt check', () => {
  test('executes nothing of the file', () => {
    writeFileSync(join(cwd, 'own.ts'), "throw new Error('executed') } no TypeScript at all")
    expect(hvt(['check', 'formula.hvt'], { cwd }).code).toBe(0)
    rmSync(join(cwd, 'own.ts'))
    const { code, out } = hvt(['check', 'formula.hvt'], { cwd })
    expect(code).toBe(1)
    expect(out).toContain('error HVT2151: there is no file `own.ts`')
  })

  test('a file that could not be loaded later is told where the operator is declared', () => {
    for (const [bytes, problem] of [
      ['  \n', 'is empty'],
      [Buffer.from([0x61, 0xff, 0xfe]), 'is no text in UTF-8'],
      ['a\0', 'is no text in UTF-8'],
    ] as const) {
      writeFileSync(join(cwd, 'own.ts'), bytes)
      const { code, out } = hvt(['check', 'formula.hvt'], { cwd })
      expect(code).toBe(1)
      expect(out).toContain(`error HVT2151: \`own.ts\` ${problem}\n`)
      expect(out).toContain('formula.hvt:')
    }
  })
})

describe('hvt backtest', () => {
  test('runs a formula, and an object with a state', () => {
    expect(run('formula.hvt', 'export default (x: number): number => x * 2')).toEqual({
      code: 0,
      lines: [],
      place: undefined,
    })
    expect(run('stateful.hvt', object(''))).toEqual({ code: 0, lines: [], place: undefined })
  })

  const throwing = `type Mood = number

interface Unused {
  readonly a: string
}
export default (x: Mood) => {
  if (x > 0) throw new TypeError('no\\nsuch thing')
  return x
}
`
  const clock = 'does not load: ReferenceError: Date is not defined'
  const cases: readonly (readonly [what: string, file: string, text: string, line: string, place: string])[] = [
    ['a clock', 'formula', 'const t = Date.now()\nexport default (x: number) => x + t', `HVT9043: \`own.ts\` ${clock}`, 'own.ts:1:11'],
    ['chance', 'formula', 'export default (x: number) => x + Math.random()', 'HVT9045: `default` of `own.ts` throws: TypeError: Math.random is not a function', 'own.ts:1:40'],
    ['Node', 'formula', 'export default (x: number) => x + process.pid', 'HVT9045: `default` of `own.ts` throws: ReferenceError: process is not defined', 'own.ts:1:35'],
    ['code made of text', 'formula', "export default new Function('x', 'return x')", 'HVT9043: `own.ts` does not load: EvalError: Code generation from strings disallowed for this context', 'own.ts:1:16'],
    ['an import', 'formula', "import { readFileSync } from 'node:fs'\nexport default (x: number) => readFileSync('a').length + x", 'HVT9042: `own.ts` imports `node:fs`', 'own.ts:1:30'],
    ['another file', 'formula', "export * from './other.ts'", 'HVT9042: `own.ts` imports `./other.ts`', 'own.ts:1:15'],
    ['no TypeScript', 'formula', 'type A = 1\nexport default (x: number => x', 'HVT9041: `own.ts` is no TypeScript: Expected ")" but found "=>"', 'own.ts:2:27'],
    ['an error', 'formula', throwing, 'HVT9045: `default` of `own.ts` throws: TypeError: no', 'own.ts:7:20'],
    ['what is no error', 'formula', '\n\nthrow 1', 'HVT9043: `own.ts` does not load: 1', 'own.ts'],
    ['nothing exported', 'formula', 'export const own = (x: number) => x', 'HVT9044: `own` wants a function of one value as the default export of `own.ts`, found nothing', 'own.ts'],
    ['an object for a function', 'formula', object(''), 'HVT9044: `own` wants a function of one value as the default export of `own.ts`, found a value of type Object', 'own.ts'],
    ['too many values', 'formula', 'export default (x: number, y: number) => x + y', 'HVT9044: `own` wants a function of one value as the default export of `own.ts`, found one of 2', 'own.ts'],
    ['a function for an object', 'stateful', 'export default (x: number) => x', 'HVT9044: `own` wants an object with setup, process, save and recover as the default export of `own.ts`, found a value of type Function', 'own.ts'],
    ['a method missing', 'stateful', object('save: undefined'), 'HVT9044: `own` wants an object with setup, process, save and recover as the default export of `own.ts`, found one without save', 'own.ts'],
    ['too many values with a state', 'stateful', object('process: (s: object, x: number, y: number) => x + y'), 'HVT9044: `own` wants a `process` of a state and one value as the default export of `own.ts`, found one of a state and 2', 'own.ts'],
    ['a promise', 'formula', 'export default async (x: number) => x', 'HVT9046: `default` of `own.ts` wants to return a number or undefined, found a promise', 'own.ts'],
    ['no bytes', 'stateful', object('save: () => [1]'), 'HVT9046: `save` of `own.ts` wants to return a Uint8Array, found a value of type Array', 'own.ts'],
    ['too many bytes', 'stateful', object('save: () => new Uint8Array(9)'), 'HVT9047: `own` of `own.ts` saves 9 bytes, but declares `memory: 8`', 'own.ts'],
  ] // biome-ignore format: a table
  test.each(cases)('%s is told with its place, exit code 1', (_, file, text, line, place) => {
    expect(run(`${file}.hvt`, text)).toEqual({ code: 1, lines: [`error ${line}`], place })
  })

  test('a state that does not survive is told after the run', () => {
    const line = 'warning HVT9048: `own` of `own.ts` does not save all of its state: recovered, it saves other bytes'
    expect(run('stateful.hvt', object('recover: () => ({ n: 77 })'))).toEqual({
      code: 0,
      lines: [line],
      place: 'own.ts',
    })
  })

  test('without its package HVT says what is missing, and only where an operator is to run', () => {
    cpSync(join(root, 'dist'), join(cwd, 'alone/dist'), { recursive: true })
    cpSync(join(root, 'package.json'), join(cwd, 'alone/package.json'))
    writeFileSync(join(cwd, 'own.ts'), 'export default (x: number) => x')
    const alone = (...args: string[]) => shell(`node alone/dist/hvt.js ${args.join(' ')}`, { cwd })
    expect(alone('check', 'formula.hvt').code).toBe(0)
    const { code, err } = alone('backtest', 'formula.hvt')
    expect(code).toBe(1)
    expect(err).toMatch(/^error HVT9049: operators cannot be loaded: Cannot find package 'esbuild'/)
  })

  test('--json has the diagnostics', () => {
    writeFileSync(join(cwd, 'own.ts'), 'export default 3')
    const { code, out } = hvt(['backtest', 'formula.hvt', '--json'], { cwd })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ ok: false, diagnostics: [{ code: 'HVT9044' }] })
  })
})

describe('a compiled strategy', () => {
  const heat = join(cwd, 'heat')
  mkdirSync(heat)
  cpSync(join(root, 'examples/extern_heat.hvt'), join(heat, 'extern_heat.hvt'))
  cpSync(join(root, 'examples/crowd'), join(heat, 'crowd'), { recursive: true })
  hvt(['compile', 'heat/extern_heat.hvt', '-o', 'heat/heat.hvtc'], { cwd })
  const compiled = (...args: string[]) =>
    hvt(['backtest', 'heat/heat.hvtc', '--duration', '2m', '--json', ...args], { cwd })

  test('is the same from whatever folder, and runs as its source does', () => {
    hvt(['compile', 'extern_heat.hvt', '-o', '../other.hvtc'], { cwd: heat })
    expect(readFileSync(join(cwd, 'other.hvtc'))).toEqual(readFileSync(join(heat, 'heat.hvtc')))
    const source = hvt(['backtest', 'heat/extern_heat.hvt', '--duration', '2m', '--json'], { cwd })
    expect(source.code).toBe(0)
    expect(compiled().out).toBe(source.out)
  })

  test('refuses another file, and one that is not there', () => {
    const file = join(heat, 'crowd/heat.ts')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, `${text}\n`)
    const other = compiled()
    expect(other.code).toBe(1)
    expect(other.err).toContain('error HVT4047: `heat/crowd/heat.ts` is not the file that `heat` was compiled with\n')
    rmSync(file)
    const gone = compiled()
    expect(gone.code).toBe(1)
    expect(gone.err).toContain('error HVT4046: `heat/crowd/heat.ts`, which the strategy calls, cannot be read')
    writeFileSync(file, text)
    expect(compiled().code).toBe(0)
  })
})
