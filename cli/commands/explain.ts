import type { Entry } from '../../grammar/diagnostics/catalogue/entry.ts'
import { catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { bold, type Terminal } from '../terminal/terminal.ts'

/** `hvt explain [CODE]`: the page of a code, or the list of all; returns the exit code. */
export async function explain(code: string | undefined, { json }: { json?: boolean }, to: Terminal): Promise<number> {
  const entries = new Map<string, Entry<never>>(Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1)))
  const about = (name: string, { title, severity = 'error' }: Entry<never>) => ({ code: name, severity, title })
  if (code === undefined) {
    const codes = [...entries].map(([name, entry]) => about(name, entry))
    to.out(
      json
        ? `${JSON.stringify({ version: 1, codes }, undefined, 2)}\n`
        : codes.map(c => `${bold(c.code, to.colour.out)}  ${c.title}\n`).join(''),
    )
    return 0
  }
  const name = normal(code)
  const entry = entries.get(name)
  if (!entry) {
    const problem = diagnostic('HVT9040', {}, { code, nearest: nearest(name, entries.keys()) })
    if (json) to.out(`${JSON.stringify({ ok: false, ...renderJson([problem], new Map()) }, undefined, 2)}\n`)
    else to.say(renderTerminal([problem], new Map(), to.colour.say))
    return 1
  }
  to.out(
    json
      ? `${JSON.stringify({ version: 1, ...about(name, entry), page: entry.page }, undefined, 2)}\n`
      : `${bold(`${name}: ${entry.title}`, to.colour.out)}\n\n${entry.page}\n`,
  )
  return 0
}

/** `hvt2201` and `2201` are HVT2201. */
const normal = (code: string) => code.toUpperCase().replace(/^(?=\d)/, 'HVT')
