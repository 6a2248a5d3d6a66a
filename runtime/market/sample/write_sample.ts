import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { inOrder, type Stage } from '../generated/cast.ts'
import { type GeneratedMarket, generatedStreams } from '../generated/generate.ts'
import type { Truth } from '../generated/truth.ts'
import { heading } from '../readers/hvt_events.ts'
import { EventFiles } from './event_files.ts'
import { type Fault, faulty } from './faults.ts'
import { fileName, type ManifestFeed, manifestText } from './manifest_text.ts'
import { numbered, rowText } from './row.ts'

export interface SampleRequest {
  readonly market: GeneratedMarket
  readonly stage: Stage
  readonly name: string
  readonly folder: string
  /** The seed of bad messages; without it there are none. */
  readonly faultSeed?: string
  /** Called now and then, so that others have their turn. */
  readonly onProgress: () => Promise<void> | void
}

export interface Sample {
  readonly files: number
  readonly events: number
  readonly bytes: number
  readonly truth: Truth
  readonly faults: readonly SampleFault[]
}

export type SampleFault = Fault & { readonly venue: string; readonly symbol: string }

/**
 * Writes a generated market as a recorded one: a file for each instrument, a manifest that names them in the order in which
 * events of one time follow each other, and the truth. Throws a `WriteFault` where the disk refuses.
 */
export async function writeSample({
  market,
  stage,
  name,
  folder,
  faultSeed,
  onProgress,
}: SampleRequest): Promise<Sample> {
  const files = new EventFiles(folder)
  const faults: SampleFault[] = []
  let events = 0
  try {
    const used = new Set<string>()
    const feeds: ManifestFeed[] = []
    const writers = new Map<number, (event: SourceEvent) => void>()
    for (const { index, venueName: venue, ...instrument } of inOrder(stage)) {
      const { symbol } = instrument
      if (generatedStreams(instrument).length === 0) continue
      const file = fileName(venue, symbol, used)
      feeds.push({ venue, symbol, file })
      const place = files.open(file, `${heading}\n`)
      const told: Fault[] = []
      const rows = faultSeed === undefined ? numbered() : faulty([faultSeed, venue, symbol], told)
      writers.set(index, event => {
        for (const row of rows(event)) files.write(place, rowText(row))
        for (const fault of told.splice(0)) faults.push({ venue, symbol, ...fault })
      })
    }
    for await (const chunk of market.events) {
      for (const event of chunk) writers.get(event.instrument)!(event)
      events += chunk.length
      await onProgress()
    }
    const truth = market.truth()
    files.keep({
      'truth.json': truthText({ version: 1, market: name, ...market.about, ...truth, faults }),
      'manifest.yaml': manifestText(name, feeds),
    })
    return { files: feeds.length, events, bytes: files.bytes, truth, faults }
  } finally {
    files.close()
  }
}

/** JSON with a line for each thing that is so. */
function truthText(truth: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(truth).map(([key, value]) => {
    const items = Array.isArray(value) && value.length ? value.map(item => `  ${JSON.stringify(item)}`) : undefined
    return `"${key}": ${items ? `[\n${items.join(',\n')}\n]` : JSON.stringify(value)}`
  })
  return `{\n${lines.join(',\n')}\n}\n`
}
