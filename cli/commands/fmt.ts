import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { format } from '../../grammar/format/format.ts'
import { isYaml } from '../../grammar/source/form.ts'
import { readStrategy, textOf } from '../host/read_strategy.ts'
import { writeStrategy } from '../host/write_strategy.ts'
import type { Terminal } from '../terminal/terminal.ts'

const input = '-'

/**
 * `hvt fmt FILE...`: writes the files that change and lists them on stdout; with `check` it only lists them. Standard input
 * is written to stdout. A file with mistakes is left as it is. Returns the exit code.
 */
export async function fmt(
  files: readonly string[],
  { check, stdin }: { check?: boolean; stdin?: boolean },
  to: Terminal,
): Promise<number> {
  let code = 0
  for (const file of new Set(stdin ? [...files, input] : files)) {
    const read = file === input ? textOf(input, await standardInput()) : readable(file)
    const problems = 'problem' in read ? [read.problem] : one(file, read.text, check ?? false, to)
    const sources = new Map('text' in read ? [[file, read.text]] : [])
    if (problems === 'differs' || problems.length > 0) code = 1
    if (problems !== 'differs') to.say(renderTerminal(problems, sources, to.colour.say))
  }
  return code
}

function readable(file: string): ReturnType<typeof readStrategy> {
  return isYaml(file) ? { problem: diagnostic('HVT9023', { where: file }, { path: file }) } : readStrategy(file)
}

/** What is wrong with a file, or that it is not formatted and must only be checked. */
function one(file: string, text: string, check: boolean, to: Terminal): readonly Diagnostic[] | 'differs' {
  const { text: formatted, diagnostics } = format(file, text)
  if (formatted === undefined) return diagnostics.filter(d => d.severity === 'error')
  if (file === input && !check) to.out(formatted)
  if (formatted === text || (file === input && !check)) return []
  if (!check) {
    const problem = writeStrategy(file, formatted)
    if (problem) return [problem]
  }
  to.out(`${file}\n`)
  return check ? 'differs' : []
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
