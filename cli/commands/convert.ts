import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { format } from '../../grammar/format/format.ts'
import { parse } from '../../grammar/parse.ts'
import { isYaml } from '../../grammar/source/form.ts'
import { textOfYaml } from '../../grammar/yaml/read.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { readStrategy } from '../host/read_strategy.ts'
import { writeStrategy } from '../host/write_strategy.ts'
import { counted } from '../terminal/figures.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface Converted {
  readonly text?: string
  readonly diagnostics: readonly Diagnostic[]
  /** `//` lines that YAML does not have. */
  readonly lost: number
}

/** `hvt convert FILE`: a strategy in its other form, to stdout or to the file `out`; returns the exit code. */
export async function convert(file: string, { out }: { out?: string }, to: Terminal): Promise<number> {
  const refuse = (problems: readonly Diagnostic[], sources: ReadonlyMap<string, string> = new Map()) => {
    to.say(renderTerminal(problems, sources, to.colour.say))
    return 1
  }
  const neither = [file, ...(out === undefined ? [] : [out])].find(path => !isYaml(path) && !path.endsWith('.hvt'))
  if (neither !== undefined) return refuse([diagnostic('HVT9024', { where: neither }, { path: neither })])
  if (out !== undefined && isYaml(out) === isYaml(file)) {
    return refuse([diagnostic('HVT9022', { where: out }, { path: out, form: isYaml(file) ? '.hvt' : '.yaml' })])
  }
  const read = readStrategy(file)
  if ('problem' in read) return refuse([read.problem])
  const { text, diagnostics, lost } = isYaml(file) ? toLanguage(file, read.text) : fromLanguage(file, read.text)
  if (text === undefined) return refuse(diagnostics.filter(d => d.severity === 'error'), new Map([[file, read.text]])) // biome-ignore format: one line
  if (lost > 0) to.say(`${counted(lost, 'comment')} (//) left out; descriptions (///) are kept\n`)
  if (out === undefined) to.out(text)
  else {
    const problem = writeStrategy(out, text)
    if (problem) return refuse([problem])
  }
  return 0
}

function fromLanguage(path: string, text: string): Converted {
  const { file, diagnostics } = parse(path, text)
  if (diagnostics.some(d => d.severity === 'error')) return { diagnostics, lost: 0 }
  return { text: toYaml(file), diagnostics, lost: file.comments.filter(c => !/^\/\/\/(?!\/)/.test(c.text)).length }
}

function toLanguage(path: string, text: string): Converted {
  const { text: loose, diagnostics } = textOfYaml(path, text)
  return loose === undefined ? { diagnostics, lost: 0 } : { ...format(path, loose), lost: 0 }
}
