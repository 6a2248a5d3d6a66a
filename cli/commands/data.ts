import { audit } from '../../runtime/market/audit/audit.ts'
import type { Feed } from '../../runtime/market/manifest/manifest.ts'
import { readManifest } from '../../runtime/market/manifest/read.ts'
import { auditJson } from '../data/audit_json.ts'
import { auditText } from '../data/audit_text.ts'
import { convertMarket } from '../data/convert_market.ts'
import { count } from '../terminal/figures.ts'
import { watch } from '../terminal/progress.ts'
import { Report } from '../terminal/report.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `hvt data check MARKET`: reads every file once and says what is in it and what may be wrong; returns the exit code. */
export async function dataCheck(path: string, { json = false }: { json?: boolean }, to: Terminal): Promise<number> {
  const report = new Report(to, json)
  const begun = await begin(path, report, to)
  if (!begun) return report.fail()
  const { manifest, progress, done } = begun
  const audits = []
  // One after another: files of a market may be larger than the memory for many of them.
  for (const feed of manifest.feeds) audits.push(await audit(feed, progress))
  done()
  const faults = audits.flatMap(({ fault }) => fault ?? [])
  report.tell(faults)
  const ok = faults.length === 0
  if (json) {
    const found = { ok, market: manifest.market, feeds: audits.map(auditJson) }
    report.write(found)
  } else to.out(`${[manifest.market, ...auditText(audits, to.room)].join('\n')}\n`)
  return ok ? 0 : 1
}

/** The market, and the progress of reading it once, which is shown until `done`; undefined after what is wrong was told. */
async function begin(path: string, report: Report, to: Terminal) {
  const { manifest, diagnostics, sources } = await readManifest(path)
  report.tell(diagnostics, sources)
  if (!manifest) return undefined
  const progress = { done: 0, total: bytesOf(manifest.feeds) }
  return { manifest, progress, done: watch(to, progress) }
}

/** `hvt data convert MARKET --out FOLDER`: the same market as Parquet files; returns the exit code. */
export async function dataConvert(
  path: string,
  { out, json = false }: { out: string; json?: boolean },
  to: Terminal,
): Promise<number> {
  const report = new Report(to, json)
  const begun = await begin(path, report, to)
  if (!begun) return report.fail()
  const { manifest, progress, done } = begun
  const { converted, left, empty, problem } = await convertMarket(manifest, out, progress)
  done()
  if (problem) {
    report.tell([problem])
    return report.fail()
  }
  const lines = converted.flatMap(({ folder, streams }) =>
    streams.map(
      ({ stream, rows }) => `  ${folder}: ${count(rows)} ${stream === 'bar' ? 'bars' : (stream ?? 'signs of life')}`,
    ),
  )
  const unread = [
    ...left.map(
      ({ venue, file }) =>
        `  left out: ${file}; what its columns mean stands in the strategy that has the source ${venue}`,
    ),
    ...empty.map(({ file }) => `  left out: ${file}; it has no row but its heading`),
  ]
  if (json) {
    const feeds = converted.map(({ feed, folder, streams }) => ({ venue: feed.venue, folder, streams }))
    const found = { ok: true, market: manifest.market, out, feeds, left: [...left, ...empty].map(({ file }) => file) }
    report.write(found)
  } else to.out(`${[`${manifest.market} is in ${out}, with its manifest.yaml`, ...lines, ...unread].join('\n')}\n`)
  return 0
}

const bytesOf = (feeds: readonly Feed[]) => feeds.reduce((sum, { bytes }) => sum + bytes, 0)
