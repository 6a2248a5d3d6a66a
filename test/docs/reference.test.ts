import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { root } from '../architecture/tree.ts'
import { hvt } from '../cli/hvt.ts'

/** Pages that are made of the program itself; `vitest -u` writes them anew. */
describe('a page that is made of the program', () => {
  test('the command line: what --help says of each command', async () => {
    const sections = commands([]).map(command => {
      const { code, out } = hvt([...command, '--help'])
      expect(code).toBe(0)
      return `## ${['hvt', ...command].join(' ')}\n\n\`\`\`text\n${out.trim()}\n\`\`\`\n`
    })
    await expect([commandLine, ...sections].join('\n')).toMatchFileSnapshot(join(root, 'docs/reference/cli.md'))
  })

  test('the codes: a line for each', async () => {
    const codes = Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1))
    const sections = stages.map(([digit, about]) => {
      const lines = codes
        .filter(([code]) => code[3] === digit)
        .map(([code, { title, severity }]) => `| ${code} | ${severity ?? 'error'} | ${title.replaceAll('|', '\\|')} |`)
      return `## HVT${digit}xxx: ${about}\n\n| code | | |\n|---|---|---|\n${lines.join('\n')}\n`
    })
    expect(stages.map(([digit]) => digit)).toEqual([...new Set(codes.map(([code]) => code[3]))])
    await expect([errors, ...sections].join('\n')).toMatchFileSnapshot(join(root, 'docs/reference/errors.md'))
  })
})

/** A command, then those below it, in the order of `--help`. */
function commands(command: readonly string[]): (readonly string[])[] {
  const listed =
    hvt([...command, '--help'])
      .out.split('\nCommands:\n')[1]
      ?.split('\n\n')[0] ?? ''
  const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name!).filter(name => name !== 'help')
  return [command, ...names.flatMap(name => commands([...command, name]))]
}

const commandLine = `# The command line

Every command and every option, as \`hvt COMMAND --help\` tells them. This page is made by a test.
`

const errors = `# Codes

Every error and every warning has a code. \`hvt explain CODE\` tells what it means, with a wrong example and its cure:

\`\`\`sh
hvt explain HVT2201
\`\`\`

An error stops a command; a warning does not. A code keeps its meaning from version to version. This page is made by a test.
`

const stages = [
  ['1', 'text and syntax'],
  ['2', 'names, types, units, clocks, and what acts'],
  ['3', 'what is known when, and what is absent'],
  ['4', 'data and markets'],
  ['9', 'the command line'],
] as const
