import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { hvt, shell } from './hvt.ts'

const good = 'strategy s in USD\n\nlet a  = 1\nlet bc = 2  // two\n'
const loose = 'strategy   s in USD\n\n\n\nlet a=1\nlet bc = 2 // two'
const bad = 'strategy s in USD\nlet   a = *\n'

describe('hvt fmt', () => {
  test('writes the files that change and lists them', async () => {
    const cwd = await folder({ 'good.hvt': good, 'loose.hvt': loose })
    const before = new Date(2020, 1)
    utimesSync(join(cwd, 'good.hvt'), before, before)
    chmodSync(join(cwd, 'loose.hvt'), 0o640)
    expect(hvt(['fmt', 'good.hvt', 'loose.hvt', 'loose.hvt'], { cwd })).toEqual({
      code: 0,
      out: 'loose.hvt\n',
      err: '',
    })
    expect(readFileSync(join(cwd, 'loose.hvt'), 'utf8')).toBe(good)
    expect(statSync(join(cwd, 'good.hvt')).mtimeMs).toBe(before.getTime())
    expect(statSync(join(cwd, 'loose.hvt')).mode & 0o777).toBe(0o640)
    expect(readdirSync(cwd).sort()).toEqual(['good.hvt', 'loose.hvt'])
    expect(hvt(['fmt', 'loose.hvt'], { cwd })).toEqual({ code: 0, out: '', err: '' })
  })

  test('--check lists them and writes nothing', async () => {
    const cwd = await folder({ 'good.hvt': good, 'loose.hvt': loose })
    expect(hvt(['fmt', '--check', 'good.hvt', 'loose.hvt'], { cwd })).toEqual({ code: 1, out: 'loose.hvt\n', err: '' })
    expect(readFileSync(join(cwd, 'loose.hvt'), 'utf8')).toBe(loose)
    expect(hvt(['fmt', '--check', 'good.hvt'], { cwd })).toEqual({ code: 0, out: '', err: '' })
  })

  test('leaves a file with mistakes as it is, says what is wrong, and goes on', async () => {
    const cwd = await folder({ 'bad.hvt': bad, 'loose.hvt': loose })
    const { code, out, err } = hvt(['fmt', 'bad.hvt', 'none.hvt', 'loose.hvt'], { cwd })
    expect([code, out]).toEqual([1, 'loose.hvt\n'])
    expect(err).toContain('error HVT1101: a value is expected here, not `*`\n  ┌ bad.hvt:2:11\n')
    expect(err).toContain('there is no file `none.hvt`')
    expect(readFileSync(join(cwd, 'bad.hvt'), 'utf8')).toBe(bad)
  })

  test('standard input goes to standard output', async () => {
    const cwd = await folder({ 'loose.hvt': loose, 'bad.hvt': bad, 'good.hvt': good })
    expect(shell('$HVT fmt --stdin < loose.hvt', { cwd })).toEqual({ code: 0, out: good, err: '' })
    expect(shell('cat loose.hvt | $HVT fmt -', { cwd })).toEqual({ code: 0, out: good, err: '' })
    expect(shell('$HVT fmt - --check < good.hvt', { cwd })).toEqual({ code: 0, out: '', err: '' })
    expect(shell('$HVT fmt --stdin --check < loose.hvt', { cwd })).toEqual({ code: 1, out: '-\n', err: '' })
    const { code, out, err } = shell('$HVT fmt - < bad.hvt', { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('a value is expected here, not `*`')
  })

  test('a link stays a link', async () => {
    const cwd = await folder({ 'loose.hvt': loose })
    symlinkSync('loose.hvt', join(cwd, 'link.hvt'))
    expect(hvt(['fmt', 'link.hvt'], { cwd }).out).toBe('link.hvt\n')
    expect(lstatSync(join(cwd, 'link.hvt')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'loose.hvt'), 'utf8')).toBe(good)
  })

  test('what cannot be written is said, and left as it is', async () => {
    const cwd = await folder({ 'loose.hvt': loose })
    // Where the new text would be put together there is a folder: nobody can write over that.
    mkdirSync(join(cwd, 'loose.hvt.part'))
    const { code, out, err } = hvt(['fmt', 'loose.hvt'], { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('`loose.hvt` cannot be written: EISDIR')
    expect(readFileSync(join(cwd, 'loose.hvt'), 'utf8')).toBe(loose)
  })
})
