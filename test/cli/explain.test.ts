import { describe, expect, test } from 'vitest'
import { explain } from '../../cli/commands/explain.ts'
import { catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { hvt } from './hvt.ts'

const entries = Object.entries(catalogue)

async function page(code: string | undefined, json = false) {
  const out: string[] = []
  const say: string[] = []
  const to = {
    out: (text: string) => void out.push(text),
    say: (text: string) => void say.push(text),
    colour: { out: false, say: false },
    width: 120,
    live: false,
    room: 80,
  }
  return { code: await explain(code, { json }, to), out: out.join(''), say: say.join('') }
}

describe('hvt explain', () => {
  test.each(entries)('%s prints its page', async (code, entry) => {
    const text = `${code}: ${entry.title}\n\n${entry.page}\n`
    expect(await page(code)).toEqual({ code: 0, out: text, say: '' })
    const { severity = 'error', title, page: body } = entry as { severity?: string; title: string; page: string }
    expect(JSON.parse((await page(code, true)).out)).toEqual({ version: 1, code, severity, title, page: body })
  })

  test('every page fits a screen; those of the command line and of its files have a wrong example', () => {
    for (const [code, { page: text }] of entries) {
      const lines = text.split('\n')
      expect(lines.length, code).toBeLessThanOrEqual(25)
      expect(Math.max(...lines.map(line => line.length)), code).toBeLessThanOrEqual(120)
      if (/^HVT(9|404)/.test(code)) expect(text, code).toMatch(/^ {2}wrong {4}/m)
    }
  })

  test('without a code lists all, in order', () => {
    const { code, out, err } = hvt(['explain'])
    expect([code, err]).toEqual([0, ''])
    const codes = entries.map(([name]) => name).sort()
    expect(out.trimEnd().split('\n')).toEqual(codes.map(c => `${c}  ${catalogue[c as keyof typeof catalogue].title}`))
    const list = JSON.parse(hvt(['explain', '--json']).out)
    expect(list.version).toBe(1)
    expect(list.codes.map((c: { code: string }) => c.code)).toEqual(codes)
  })

  test('takes a code as people type it', () => {
    const { out } = hvt(['explain', 'HVT9001'])
    expect(out).toMatch(/^HVT9001: unknown command\n\n/)
    expect(hvt(['explain', 'hvt9001']).out).toBe(out)
    expect(hvt(['explain', '9001']).out).toBe(out)
  })

  test('an unknown code is a mistake, with the nearest', () => {
    expect(hvt(['explain', 'HVT901'])).toEqual({
      code: 1,
      out: '',
      err: 'error HVT9040: there is no code `HVT901`\n  did you mean `HVT9001`?\n',
    })
    expect(hvt(['explain', 'quux']).err).toContain('`hvt explain` lists all of them')
    expect(JSON.parse(hvt(['explain', 'quux', '--json']).out)).toMatchObject({ ok: false, version: 1 })
  })
})
