import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../../grammar/diagnostics/nearest.ts'
import type { Document, Path } from './document.ts'
import { readFeed } from './feed.ts'
import type { Feed, Manifest, Skew, Span } from './manifest.ts'
import { type Form, ofInstrument } from './reading.ts'
import { sameFile } from './same_file.ts'
import type { RawManifest } from './schema.ts'
import { duration, instrument, rate } from './values.ts'

const second = 1_000_000

/** From the texts of a well-formed manifest to what they mean; every mistake is reported, each at its place. */
export async function readMeaning(
  path: string,
  folder: string,
  raw: RawManifest,
  document: Document,
): Promise<{ manifest: Manifest; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = []
  const at = document.span
  const not = (of: string, text: string, form: Form, where: Path) => {
    diagnostics.push(diagnostic('HVT4009', { span: at(where) }, { of, text, form }))
  }

  const feeds: Feed[] = []
  for (const [i, feed] of raw.feeds.entries())
    feeds.push(await readFeed(feed, ['feeds', i], { folder, document, diagnostics, not }))
  if (diagnostics.length === 0) diagnostics.push(...sameFile(feeds))

  const rates: Record<string, number> = {}
  for (const [stream, text] of Object.entries(raw.rate ?? {})) {
    const perSecond = rate(text)
    if (perSecond === undefined) not('a rate', text, 'rate', ['rate', stream])
    else rates[stream] = perSecond
  }
  const assume: Record<string, number> = {}
  const assumeSpans: Record<string, Span> = {}
  for (const [text, value] of Object.entries(raw.assume ?? {})) {
    const symbol = instrument(text)
    const span = document.keySpan(['assume', text])
    if (symbol) {
      assume[symbol.text] = value
      assumeSpans[symbol.text] = span
    } else diagnostics.push(diagnostic('HVT4009', { span }, { of: ofInstrument, text, form: 'instrument' }))
  }
  const lateness = raw.lateness === undefined ? second : duration(raw.lateness)
  if (lateness === undefined) not('a duration', raw.lateness!, 'duration', ['lateness'])

  const manifest = {
    path,
    market: raw.market,
    feeds,
    skew: readSkew(),
    rate: rates,
    lateness: lateness ?? second,
    assume,
    assumeSpans,
    span: document.keySpan(['feeds']),
  }
  return { manifest, diagnostics }

  function readSkew(): Skew {
    const said = raw.clock?.skew
    if (said === undefined) return { kind: 'unsaid' }
    if (typeof said === 'string') {
      if (said === 'none' || said === 'estimate') return { kind: said }
      not('a skew', said, 'skew', ['clock', 'skew'])
      return { kind: 'unsaid' }
    }
    const known = [...new Set(raw.feeds.map(f => f.venue))]
    const of: Record<string, number> = {}
    for (const [venue, text] of Object.entries(said)) {
      const place: Path = ['clock', 'skew', venue]
      const offset = duration(text, true)
      if (offset === undefined) not('a skew', text, 'signed_duration', place)
      else of[venue] = offset
      if (!known.includes(venue)) {
        const span = document.keySpan(place)
        diagnostics.push(diagnostic('HVT4013', { span }, { venue, known, nearest: nearest(venue, known) }))
      }
    }
    return { kind: 'given', of }
  }
}
