import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Graph } from '../../compiler/ir/graph.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { type Binding, bind } from '../../runtime/market/bind/bind.ts'
import { lacking } from '../../runtime/market/bind/lacking.ts'
import { withoutStreams } from '../../runtime/market/bind/without_streams.ts'
import { generatedStreams, generateMarket } from '../../runtime/market/generated/generate.ts'
import type { Preset } from '../../runtime/market/generated/preset.ts'
import { readManifest } from '../../runtime/market/manifest/read.ts'
import type { Market, Progress } from '../../runtime/market/market.ts'
import { openMarket, type Refused } from '../../runtime/market/recorded/open.ts'
import { counted, span } from '../terminal/figures.ts'
import { absences } from './absences.ts'
import { lasting, tooShortFor } from './warming.ts'

export interface MarketOptions {
  /** A manifest or its folder; without it a market is generated. */
  readonly data?: string
  readonly seed?: string
  /** µs. */
  readonly duration?: number
  readonly preset?: Preset
}

/** A market that is about to be opened for a strategy. */
export interface Source {
  readonly about:
    | { readonly kind: 'recorded'; readonly name: string }
    | { readonly kind: 'generated'; readonly name: string; readonly seed: string; readonly duration: number }
  /** With constants where the market assumes a rate. */
  readonly graph: Graph
  readonly assumed: Binding['assumed']
  /** What one should know before the run, a line each. */
  readonly notes: readonly string[]
  readonly progress: Progress
  /** Of what is recorded: another one if the files are others. */
  readonly fingerprint: () => string
  /** `refuse` is told of each row that could not be used. */
  readonly open: (
    refuse?: (refused: Refused) => void,
  ) => Promise<{ market?: Market; diagnostics: readonly Diagnostic[] }>
}

/** Finds the market that the options ask for, and binds the strategy to it. Files are looked for, not read. */
export async function findMarket(
  graph: Graph,
  { data, seed = '1', duration = lasting(graph), preset = 'usual' }: MarketOptions,
): Promise<{ source?: Source; diagnostics: readonly Diagnostic[]; sources: ReadonlyMap<string, string> }> {
  if (data === undefined)
    return { source: generated(graph, seed, duration, preset), diagnostics: [], sources: new Map() }
  const { manifest, diagnostics, sources } = await readManifest(data)
  if (!manifest) return { diagnostics, sources }
  const bound = bind(graph, manifest)
  return {
    ...(bound.binding && { source: recorded(bound.binding, sources) }),
    diagnostics: [...diagnostics, ...bound.diagnostics],
    sources,
  }
}

function generated(graph: Graph, seed: string, duration: number, preset: Preset): Source {
  const market = generateMarket(graph, { seed, duration, preset })
  const absent = graph.instruments.flatMap((known, instrument) => {
    const streams = lacking(graph, instrument, new Set(generatedStreams(known)))
    return streams.length ? [{ instrument, streams }] : []
  })
  const notes = [
    `on a generated market, seed ${seed}${preset === 'usual' ? '' : `, ${preset}`}, ${span(duration)}: its prices are made up, and prove no profit`,
    ...tooShortFor(graph, duration),
    ...absences(graph, absent),
  ]
  return {
    about: { kind: 'generated', name: market.name, seed, duration },
    graph: withoutStreams(graph, absent),
    assumed: [],
    notes,
    progress: market.progress,
    fingerprint: () => '',
    open: async () => ({ market, diagnostics: [] }),
  }
}

function recorded(binding: Binding, sources: ReadonlyMap<string, string>): Source {
  const { graph, manifest, feeds, absentStreams, assumed } = binding
  const megabytes = (feeds.reduce((sum, { feed }) => sum + feed.bytes, 0) / 1e6).toFixed(1)
  const progress = { done: 0, total: 0 }
  return {
    about: { kind: 'recorded', name: manifest.market },
    graph,
    assumed,
    notes: [
      `on the recorded market ${manifest.market}: ${counted(feeds.length, 'feed')}, ${megabytes} MB`,
      ...absences(graph, absentStreams),
      ...new Set(
        feeds.flatMap(({ feed: { venue, instrument, latency } }) =>
          latency === undefined
            ? []
            : `modelled: ${venue} ${instrument.text} is received ${span(latency)} after it happened; the file does not tell`,
        ),
      ),
      ...assumed.map(({ venue, symbol, rate }) => `assumed, not measured: ${venue} ${symbol} is ${rate} all the time`),
    ],
    progress,
    fingerprint: () => fingerprint(binding, sources),
    open: refuse => openMarket(binding, progress, refuse),
  }
}

/** The manifest, and what the system says of its files: to read them would take as long as to run them. */
function fingerprint({ feeds }: Binding, manifest: ReadonlyMap<string, string>): string {
  const parts = feeds.flatMap(({ feed }) => feed.parts)
  const files = parts.flatMap(({ path }) => (statSync(path).isDirectory() ? within(path) : [path]))
  const seen = files.map(path => {
    const { size, mtimeMs } = statSync(path)
    return [path, size, mtimeMs]
  })
  return JSON.stringify([...manifest.values(), ...seen])
}

const within = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
