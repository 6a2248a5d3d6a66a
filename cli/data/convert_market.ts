import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { type Converted, convertFeed } from '../../runtime/market/convert/convert.ts'
import { convertedManifest } from '../../runtime/market/convert/manifest_text.ts'
import type { Feed, Manifest } from '../../runtime/market/manifest/manifest.ts'
import { MarketFault, type Progress } from '../../runtime/market/market.ts'
import { readers } from '../../runtime/market/readers/index.ts'

export interface ConvertedMarket {
  readonly converted: readonly Converted[]
  /** Messages of declared sources: their columns mean something only to a strategy. */
  readonly left: readonly Feed[]
  /** Files with a heading and nothing else. */
  readonly empty: readonly Feed[]
  readonly problem?: Diagnostic
}

/** Writes every feed of a market, and last the manifest: without it the folder is no market. */
export async function convertMarket(
  manifest: Manifest,
  out: string,
  progress: Pick<Progress, 'done'>,
): Promise<ConvertedMarket> {
  const isLeft = ({ reader, map }: Feed) => (map?.stream ?? readers[reader]!.streams[0]) === 'message'
  const left = manifest.feeds.filter(isLeft)
  const converted: Converted[] = []
  const empty: Feed[] = []
  const used = new Map<string, readonly string[]>()
  try {
    mkdirSync(out, { recursive: true })
    // Files of an earlier conversion would be read with those of this one.
    if (readdirSync(out).length > 0) return { converted, left, empty, problem: unwritable(out, 'it is not empty') }
    for (const feed of manifest.feeds) {
      if (isLeft(feed)) continue
      const found = await convertFeed(feed, manifest, out, folderOf(feed, used), progress)
      if (found.streams.length) converted.push(found)
      else empty.push(feed)
    }
    // A manifest has at least one feed.
    const [first] = empty
    if (converted.length === 0 && first)
      return { converted, left, empty, problem: diagnostic('HVT4021', { span: first.span }, { file: first.file }) }
    writeFileSync(join(out, 'manifest.yaml'), convertedManifest(manifest, converted))
    return { converted, left, empty }
  } catch (error) {
    return { converted, left, empty, problem: explain(error, out) }
  }
}

/** `spot/btc_usdt`; of a second feed of the same streams `spot/btc_usdt_2`. */
function folderOf({ venue, instrument, map }: Feed, used: Map<string, readonly string[]>): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  const base = `${plain(venue)}/${instrument.text === '*' ? 'all' : plain(instrument.text)}`
  const stream = map?.stream ?? every
  const isFree = (name: string) => {
    const known = used.get(name) ?? []
    return known.length === 0 || (stream !== every && !known.includes(stream) && !known.includes(every))
  }
  let name = base
  for (let k = 2; !isFree(name); k++) name = `${base}_${k}`
  used.set(name, [...(used.get(name) ?? []), stream])
  return name
}

/** Of a feed of several streams. */
const every = '*'

function explain(error: unknown, out: string): Diagnostic {
  if (error instanceof MarketFault) return error.diagnostic
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  return unwritable(out, code)
}

const unwritable = (path: string, reason: string) => diagnostic('HVT9020', { where: path }, { path, reason })
