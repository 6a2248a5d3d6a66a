import { resolve } from 'node:path'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../../grammar/diagnostics/nearest.ts'
import { readers } from '../readers/index.ts'
import type { Document, Path } from './document.ts'
import { inspect } from './files.ts'
import type { Feed, Instrument, Manifest, Skew, Span } from './manifest.ts'
import type { RawFeed, RawManifest } from './schema.ts'
import { contract, duration, instrument, rate } from './values.ts'

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
  for (const [i, feed] of raw.feeds.entries()) feeds.push(await readFeed(feed, ['feeds', i]))

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

  async function readFeed(feed: RawFeed, where: Path): Promise<Feed> {
    const span = at([...where, 'file'])
    const symbol = instrument(feed.instrument)
    if (!symbol) not(ofInstrument, feed.instrument, 'instrument', [...where, 'instrument'])
    if (!Object.hasOwn(readers, feed.reader)) {
      const known = Object.keys(readers)
      const place = { span: at([...where, 'reader']) }
      diagnostics.push(
        diagnostic('HVT4008', place, { reader: feed.reader, known, nearest: nearest(feed.reader, known) }),
      )
    }
    if (feed.invert) {
      diagnostics.push(diagnostic('HVT4012', { span: document.keySpan([...where, 'invert']) }, { key: 'invert' }))
    }
    const worth = symbol && readContract(feed, symbol, where)
    const full = resolve(folder, feed.file)
    const { bytes, problem } = await inspect(full, feed.file, span)
    if (problem) diagnostics.push(problem)
    return {
      venue: feed.venue,
      instrument: symbol ?? { text: feed.instrument, base: '', quote: '', suffix: '' },
      reader: feed.reader,
      file: feed.file,
      path: full,
      bytes,
      ...(worth && { contract: worth }),
      ...(feed.symbol !== undefined && { symbol: feed.symbol }),
      span,
    }
  }

  function readContract(feed: RawFeed, { text, base, quote, suffix }: Instrument, where: Path) {
    if (feed.contract === undefined) {
      if (suffix === 'inverse perp') {
        diagnostics.push(diagnostic('HVT4010', { span: at([...where, 'instrument']) }, { instrument: text, quote }))
      }
      return undefined
    }
    const worth = contract(feed.contract)
    const place: Path = [...where, 'contract']
    if (!worth) not("a contract's value", feed.contract, 'contract', place)
    else if (worth.asset !== base && worth.asset !== quote) {
      diagnostics.push(
        diagnostic('HVT4011', { span: at(place) }, { asset: worth.asset, instrument: text, base, quote }),
      )
    }
    return worth
  }

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

type Form = 'duration' | 'signed_duration' | 'skew' | 'rate' | 'contract' | 'instrument'
const ofInstrument = 'an instrument'
