import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { audit } from '../../runtime/market/audit/audit.ts'
import { readManifest } from '../../runtime/market/manifest/read.ts'
import { auditJson } from '../data/audit_json.ts'
import { auditText } from '../data/audit_text.ts'
import { watch } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `hvt data check MARKET`: reads every file once and says what is in it and what may be wrong; returns the exit code. */
export async function dataCheck(path: string, { json = false }: { json?: boolean }, to: Terminal): Promise<number> {
  const { manifest, diagnostics, sources } = await readManifest(path)
  const told: Diagnostic[] = [...diagnostics]
  const tell = (some: readonly Diagnostic[]) => {
    if (some.length) to.say(`${renderTerminal(some, sources, to.colour.say)}\n`)
  }
  tell(told)
  const feeds = manifest?.feeds ?? []
  const progress = { done: 0, total: feeds.reduce((sum, { bytes }) => sum + bytes, 0) }
  const done = watch(to, progress)
  const audits = []
  const start = performance.now()
  // One after another: files of a market may be larger than the memory for many of them.
  for (const feed of feeds) audits.push(await audit(feed, progress))
  const seconds = (performance.now() - start) / 1_000
  done()
  const faults = audits.flatMap(({ fault }) => fault ?? [])
  tell(faults)
  told.push(...faults)
  const ok = told.length === 0
  if (json) {
    const market = manifest && { market: manifest.market, seconds, feeds: audits.map(auditJson) }
    to.out(`${JSON.stringify({ ok, ...market, ...renderJson(told, sources) }, undefined, 2)}\n`)
  } else if (manifest) to.out(`${[manifest.market, ...auditText(audits, to.width)].join('\n')}\n`)
  return ok ? 0 : 1
}
