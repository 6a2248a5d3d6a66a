import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { blocks } from '../architecture/docs.ts'
import { json, textsOf } from '../architecture/tree.ts'
import { built, shell } from '../cli/hvt.ts'
import { shows, steps } from './shown.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

// `hvt` and `npx hvt` of a page are the built command.
const programs = join(folder, 'bin')
mkdirSync(programs)
writeFileSync(join(programs, 'hvt'), `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`, { mode: 0o755 })
writeFileSync(join(programs, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 })
const env = { PATH: `${programs}:${process.env.PATH}`, NO_COLOR: '1' }

const pages = [...textsOf(['docs'], /^docs\/(tutorial|(howto|reference|data)\/[^/]+)\.md$/)].filter(([, text]) =>
  blocks(text).some(({ language }) => language === 'sh'),
)

describe('who does what a page says sees what it shows', () => {
  test.each(pages)('%s', (page, text) => {
    const cwd = join(folder, page)
    mkdirSync(cwd, { recursive: true })
    for (const step of steps(blocks(text))) {
      if (step.kind === 'file') {
        mkdirSync(dirname(join(cwd, step.file)), { recursive: true })
        writeFileSync(join(cwd, step.file), step.text)
        continue
      }
      const { code, out } = shell(`exec 2>&1\nset -e\n${step.script}`, { cwd, env })
      expect({ page, line: step.line, code, out }).toEqual({ page, line: step.line, code: step.exit, out })
      if (step.says !== undefined && !shows(step.says, out)) expect(`${page}:${step.line}\n${out}`).toBe(step.says)
    }
  })
})

test('`npm start` says what the first page shows', () => {
  const { scripts } = json('package.json') as { scripts: { start: string } }
  const commands = scripts.start.replaceAll('node dist/hvt.js', 'hvt').split(' && ').slice(1)
  const { code, out } = shell(commands.join(' && '), { env })
  const shown = blocks(textsOf(['.'], /^README\.md$/).get('README.md')!).find(({ language }) => language === 'text')!
  expect(code).toBe(0)
  if (!shows(shown.text, out)) expect(out).toBe(shown.text)
})

test('a block is a file, commands, or what they say', () => {
  const ticks = '```'
  const page = [
    `${ticks}csv file=a.csv\nx\n${ticks}`,
    `${ticks}sh exit=1\nnpm ci\nnpx hvt check a.hvt\n${ticks}`,
    `${ticks}text\nno\n${ticks}`,
    `${ticks}sh\nnpm ci\n${ticks}`,
    `${ticks}yaml\nx: 1\n${ticks}\n`,
  ]
  expect(steps(blocks(page.join('\n')))).toEqual([
    { kind: 'file', line: 2, file: 'a.csv', text: 'x\n' },
    { kind: 'run', line: 5, script: 'npx hvt check a.hvt\n', exit: 1, says: 'no\n' },
  ])
})

test('dots stand for what may differ, and for nothing else', () => {
  expect(shows('a (1)\n…\nb … d\n', 'a (1)\nx\ny\nb c d  \n')).toBe(true)
  expect(shows('…\nb\n', 'b\n')).toBe(true)
  expect(shows('a … b\n', 'a\nb\n')).toBe(false)
  expect(shows('a\nb\n', 'a\nx\nb\n')).toBe(false)
  expect(shows('a.b\n', 'acb\n')).toBe(false)
})
