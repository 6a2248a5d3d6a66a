import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { generateMarket } from '../../runtime/market/generated/generate.ts'
import type { Preset } from '../../runtime/market/generated/preset.ts'
import { WriteFault } from '../../runtime/market/sample/event_files.ts'
import { usualStage } from '../../runtime/market/sample/usual_stage.ts'
import { type Sample, writeSample } from '../../runtime/market/sample/write_sample.ts'
import { lasting } from '../backtest/warming.ts'
import { loadToRun } from '../host/load_file.ts'
import { count, counted, span } from '../terminal/figures.ts'
import { watch } from '../terminal/progress.ts'
import { Report } from '../terminal/report.ts'
import { clearLine, type Terminal } from '../terminal/terminal.ts'
import { giveTurns } from '../terminal/turns.ts'

export interface SampleOptions {
  readonly out: string
  readonly seed?: string
  /** µs. */
  readonly for?: number
  readonly preset?: Preset
  /** With bad messages. */
  readonly faults?: boolean
  readonly param?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  readonly json?: boolean
}

const hour = 3_600e6
const interrupted = 130

/** `hvt sample [FILE] --out DIR`: a generated market as files, with its truth; returns the exit code. */
export async function sampleCommand(file: string | undefined, options: SampleOptions, to: Terminal): Promise<number> {
  const { out, seed = '1', json = false } = options
  const report = new Report(to, json)
  const stage =
    file === undefined ? { name: 'exchanges', lasts: hour, ...usualStage() } : stageOf(file, options, report)
  if (to.live) to.say(clearLine)
  if (!stage) return report.fail()
  const lost = lostManifest(out)
  if (lost) {
    report.tell([lost])
    return report.fail()
  }

  const preset = options.preset ?? (file === undefined ? 'rich' : 'usual')
  const duration = options.for ?? stage.lasts
  const market = generateMarket(stage, { seed, duration, preset })
  const done = watch(to, market.progress)
  let isStopped = false
  const stop = () => {
    isStopped = true
  }
  const turns = giveTurns()
  process.once('SIGINT', stop)
  const name = `${begins} ${stage.name}, seed ${seed}, ${preset}`
  try {
    const sample = await writeSample({
      market,
      stage,
      name,
      folder: out,
      ...(options.faults && { faultSeed: seed }),
      onProgress() {
        if (isStopped) throw new Interrupted()
        return turns()
      },
    })
    done()
    const about = { out, market: name, ...market.about }
    if (json) report.write({ ok: true, ...about, ...figures(sample) } as { ok: boolean })
    else to.out(`${words(sample, name, duration, out, file).join('\n')}\n`)
    return 0
  } catch (error) {
    if (error instanceof Interrupted) {
      done()
      to.say(`hvt: interrupted; nothing is written to ${out}\n`)
      return interrupted
    }
    if (!(error instanceof WriteFault)) throw error
    const { path, reason } = error
    report.tell([diagnostic('HVT9020', { where: path }, { path, reason })])
    return report.fail()
  } finally {
    process.off('SIGINT', stop)
    done()
  }
}

/** Thrown between two chunks of events, so that the files so far are taken away. */
class Interrupted extends Error {}

/** What a strategy reads. */
function stageOf(file: string, options: SampleOptions, report: Report) {
  const { graph, diagnostics, sources } = loadToRun(file, options)
  report.tell(diagnostics, sources)
  if (!graph) return undefined
  const { strategy: name, venues, instruments, nodes } = graph
  return { name, lasts: lasting(graph), venues, instruments, nodes }
}

function figures({ files, events, bytes, truth, faults }: Sample) {
  const sizes = Object.entries(truth).map(([kind, all]) => [kind, all.length] as const)
  const byKind: Record<string, number> = {}
  for (const { kind } of faults) byKind[kind] = (byKind[kind] ?? 0) + 1
  return { files, events, bytes, truth: Object.fromEntries(sizes), faults: byKind }
}

function words(sample: Sample, name: string, duration: number, out: string, file: string | undefined): string[] {
  const { files, events, bytes, truth, faults } = figures(sample)
  const known = Object.entries(truth).filter(([, n]) => n > 0)
  const bad = Object.entries(faults)
  return [
    `${name}: ${span(duration)}, ${counted(events, 'event')} in ${counted(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`,
    `truth: ${known.map(([kind, n]) => `${count(n)} ${kind}`).join(', ')}`,
    ...(bad.length ? [`bad messages: ${bad.map(([kind, n]) => `${count(n)} ${kind}`).join(', ')}`] : []),
    `written: ${join(out, 'manifest.yaml')}, ${join(out, 'truth.json')}`,
    ...(file === undefined ? [] : [`to run on it: hvt backtest ${file} --data ${out}`]),
  ]
}

/** How the names of samples begin. */
const begins = 'sample of'

function lostManifest(folder: string): Diagnostic | undefined {
  const path = join(folder, 'manifest.yaml')
  if (!existsSync(path)) return undefined
  const [first = ''] = readFileSync(path, 'utf8').split('\n')
  return first.includes(begins) ? undefined : diagnostic('HVT9026', { where: path }, { path })
}
