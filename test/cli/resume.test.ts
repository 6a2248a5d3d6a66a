import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { built, hvt, shell } from './hvt.ts'

/** Labels wait for thirty seconds, the window and the vote have a past. */
const strategy = `/// What comes of the mid.
strategy labels in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 1s, rate: 100/1s }
let mid = a[BTC/USD].quote.mid
let grid = every 1s
feature slow = mean(mid, 10m)
signal high when mid > slow
label rise for grid = last(mid, next 30s) / mid@row - 1
record grid as rises { rise, mid, id: uuid as uuid }
record high as highs { mid, slow }
`

type Cut = 'SIGKILL' | 'SIGINT'

/** Starts a run and cuts it off after some milliseconds, as soon as it could go on; whether that came before its end. */
async function cutOff(args: readonly string[], cwd: string, signal: Cut, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [built, ...args], { cwd, stdio: ['ignore', 'ignore', 'ignore'] })
  const ended = new Promise<number | null>(done => child.on('close', done))
  const pause = (ms: number) => new Promise(done => setTimeout(done, ms))
  while (!existsSync(join(cwd, 'out/checkpoint')) && child.exitCode === null) await pause(5)
  await pause(after)
  child.kill(signal)
  const code = await ended
  expect(code).not.toBe(1)
  return code !== 0
}

const files = (path: string) =>
  new Map(readdirSync(path).map(name => [name, readFileSync(join(path, name)).toString('latin1')] as const))

async function place(): Promise<string> {
  const cwd = await folder({ 'a.hvt': strategy })
  expect(hvt(['sample', 'a.hvt', '--for', '2h', '--faults', '--out', 'market'], { cwd }).code).toBe(0)
  return cwd
}

describe('a run that is cut off goes on, and leaves what an uninterrupted one leaves', () => {
  const generated = ['--duration', '3h']
  test.each<[string, readonly string[], Cut]>([
    ['killed, on a generated market', generated, 'SIGKILL'],
    ['Ctrl-C, on a generated market, as Parquet', [...generated, '--format', 'parquet'], 'SIGINT'],
    ['killed, on recorded files with bad rows', ['--data', 'market'], 'SIGKILL'],
  ])(
    '%s',
    async (_, market, signal) => {
      const cwd = await place()
      const args = ['backtest', 'a.hvt', ...market, '--json']
      const whole = hvt([...args, '--out', 'whole'], { cwd })
      expect(whole.code).toBe(0)
      const again = [...args, '--out', 'out', '--checkpoint', '1ms']
      let cuts = 0
      for (const after of [0, 100]) if (await cutOff(again, cwd, signal, after + Math.random() * 60)) cuts++
      expect(cuts).toBeGreaterThan(0)
      const last = hvt([...again, '--resume'], { cwd })
      expect(last.err).toMatch(/^goes on after [\d,]+ events, where it was interrupted$/m)
      expect(last.out).toBe(whole.out)
      expect(files(join(cwd, 'out'))).toEqual(files(join(cwd, 'whole')))
    },
    120_000,
  )
})

test('Ctrl-C: rows that waited for what is known later are in the tables, as far as they are known', async () => {
  const cwd = await folder({ 'a.hvt': strategy.replace('silent: 1s', 'silent: 1h') })
  const args = ['backtest', 'a.hvt', '--duration', '100d', '--out', 'out', '--checkpoint', '1ms']
  expect(await cutOff(args, cwd, 'SIGINT', 100)).toBe(true)
  const [head, ...rows] = readFileSync(join(cwd, 'out/rises.csv'), 'utf8').trimEnd().split('\n')
  const rise = head!.split(',').indexOf('rise')
  const unknown = rows.map(line => line.split(',')[rise] === '')
  expect(unknown.lastIndexOf(false)).toBe(rows.length - 31)
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual(
    ['checkpoint', 'highs.csv', 'highs.csv.part', 'rises.csv', 'rises.csv.part'], // biome-ignore format: one line
  )
}, 60_000)

describe('a run that is another', () => {
  test('is refused with --resume, else it begins anew', async () => {
    const cwd = await place()
    const args = ['backtest', 'a.hvt', '--data', 'market', '--out', 'out', '--checkpoint', '1ms']
    expect(await cutOff(args, cwd, 'SIGKILL', 0)).toBe(true)
    const refused = (more: readonly string[], path = 'a.hvt') =>
      hvt(['backtest', path, '--out', 'out', '--resume', '--json', ...more], { cwd })
    const cannot = 'error HVT9037: the interrupted run in `out` cannot go on: '
    writeFileSync(join(cwd, 'b.hvt'), strategy.replace('10m', '9m'))
    expect(refused(['--data', 'market'], 'b.hvt')).toMatchObject({ code: 1, err: expect.stringContaining(`${cannot}its strategy or a param`) }) // biome-ignore format: one line
    expect(refused(['--seed', '2']).err).toContain(`${cannot}its market was another`)
    expect(refused(['--data', 'market', '--rows', '3']).err).toContain(`${cannot}its \`--format\` or \`--rows\``)
    expect(refused(['--data', 'market', '--format', 'parquet']).err).toContain(`${cannot}its \`--format\``)
    const [feed] = readdirSync(join(cwd, 'market')).filter(name => !/manifest|truth/.test(name))
    const text = readFileSync(join(cwd, 'market', feed!))
    appendFileSync(join(cwd, 'market', feed!), '\n')
    expect(refused(['--data', 'market']).err).toContain(`${cannot}its market was another, or a file of it has changed`)
    writeFileSync(join(cwd, 'market', feed!), text)
    expect(refused(['--data', 'market']).err).toContain('a file of it has changed')
    expect(JSON.parse(refused(['--seed', '2']).out)).toMatchObject({ ok: false, diagnostics: [{ code: 'HVT9037' }] })
    const anew = hvt(['backtest', 'a.hvt', '--duration', '5m', '--out', 'out'], { cwd })
    expect([anew.code, anew.err]).toEqual([0, expect.stringContaining('an interrupted run in out cannot go on with this one: from the beginning\n')]) // biome-ignore format: one line
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['highs.csv', 'rises.csv', 'summary.json'])
    expect(refused(['--duration', '5m']).err).toContain('no interrupted run in out: from the beginning\n')
  }, 60_000)

  test('or is damaged, is refused too', async () => {
    const cwd = await folder({ 'a.hvt': strategy })
    const args = ['backtest', 'a.hvt', '--duration', '5h', '--out', 'out', '--checkpoint', '1ms']
    expect(await cutOff(args, cwd, 'SIGKILL', 50)).toBe(true)
    const rows = join(cwd, 'out/rises.csv.part')
    const all = readFileSync(rows)
    const damaged = 'error HVT9038: the interrupted run in `out` cannot go on: its files are not as it left them\n'
    writeFileSync(rows, all.subarray(0, 10))
    expect(hvt([...args, '--resume'], { cwd })).toMatchObject({ code: 1, err: expect.stringContaining(damaged) })
    writeFileSync(rows, all)
    const checkpoint = join(cwd, 'out/checkpoint')
    const bytes = readFileSync(checkpoint)
    bytes[bytes.length - 9]! ^= 1
    writeFileSync(checkpoint, bytes)
    expect(hvt([...args, '--resume'], { cwd }).err).toContain(damaged)
    expect(hvt(args, { cwd })).toMatchObject({ code: 0 })
  }, 60_000)

  test('one that cannot be written is told, and the run ends as ever', async () => {
    const cwd = await folder({ 'a.hvt': strategy })
    mkdirSync(join(cwd, 'out/checkpoint.part'), { recursive: true })
    const { code, err } = hvt(['backtest', 'a.hvt', '--duration', '1h', '--out', 'out', '--checkpoint', '1ms'], { cwd })
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('warning HVT9039: `out/checkpoint` cannot be written: EISDIR'),
    })
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['highs.csv', 'rises.csv', 'summary.json'])
  }, 60_000)

  test('nor does another run in its folder', async () => {
    const cwd = await folder({ 'a.hvt': strategy })
    const args = ['backtest', 'a.hvt', '--duration', '100d', '--out', 'out', '--checkpoint', '1ms']
    const child = spawn(process.execPath, [built, ...args], { cwd, stdio: 'ignore' })
    const ended = new Promise(done => child.on('close', done))
    while (!existsSync(join(cwd, 'out/highs.csv.part'))) await new Promise(done => setTimeout(done, 5))
    const { code, err } = hvt(['backtest', 'a.hvt', '--duration', '1m', '--out', 'out'], { cwd })
    child.kill('SIGKILL')
    await ended
    expect(code).toBe(1)
    expect(err).toContain(`error HVT9036: a run that is still going on writes to \`out\`: process ${child.pid}\n`)
    // Of one that was killed nothing is in the way.
    expect(hvt(['backtest', 'a.hvt', '--duration', '1m', '--out', 'out'], { cwd }).code).toBe(0)
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['highs.csv', 'rises.csv', 'summary.json'])
  }, 60_000)

  test('on a full disk it ends, and goes on once there is room', async () => {
    const cwd = await folder({ 'a.hvt': strategy.replace('10m', '1m') })
    const args = 'backtest a.hvt --duration 2h --checkpoint 1ms'
    expect(shell(`$HVT ${args} --out whole`, { cwd }).code).toBe(0)
    const full = shell(`trap '' XFSZ; ulimit -f 800; $HVT ${args} --out out`, { cwd })
    expect(full).toMatchObject({
      code: 1,
      err: expect.stringContaining('error HVT9020: `out/rises.csv` cannot be written'),
    })
    expect(full.err).toContain('the same command goes on from the last checkpoint in out\n')
    expect(shell(`$HVT ${args} --out out --resume`, { cwd })).toMatchObject({
      code: 0,
      err: expect.stringContaining('goes on after'),
    })
    expect(files(join(cwd, 'out'))).toEqual(files(join(cwd, 'whole')))
  }, 60_000)
})
