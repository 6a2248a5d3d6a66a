import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph, Node, Op } from '../../../compiler/ir/graph.ts'
import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'

/** A new folder with the given files, gone when the test is over. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'hvt-market-'))
  onTestFinished(() => rm(path, { recursive: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content)
  return path
}

/** A file as a feed of a manifest would describe it. */
export function feedFile(path: string, more: Partial<FeedFile> = {}): FeedFile {
  return {
    file: path.split('/').at(-1)!,
    path,
    instrument: { base: 'BTC', quote: 'USDT', suffix: '' },
    span: { file: 'manifest.yaml', start: 0, end: 0 },
    ...more,
  }
}

/** A line of a capture. `ms` after the epoch's second 1,700,000,000, receive time; the message as it stands. */
export const row = (ms: number, stream: string, data: object) =>
  `${BigInt(1_700_000_000_000_000_000n) + BigInt(Math.round(ms * 1e6))} ${JSON.stringify({ stream, data })}`

export const ticker = (ms: number, bid = 100, ask = 101, more: object = {}) =>
  row(ms, 'btcusdt@bookTicker', { u: 1, s: 'BTCUSDT', b: `${bid}`, B: '2.5', a: `${ask}`, A: '3.5', ...more })

export const trade = (ms: number, stamp: number, m = false) =>
  row(ms, 'btcusdt@trade', {
    e: 'trade',
    E: 1_700_000_000_000 + stamp + 1,
    T: 1_700_000_000_000 + stamp,
    p: '100.5',
    q: '0.25',
    m,
  })

/** A graph of venues, `venue BTC/USDT` instruments and nothing else but the given nodes. */
export function graphOf(
  instruments: readonly string[],
  more: { pegs?: Graph['pegs']; nodes?: readonly Op[]; venues?: readonly string[] } = {},
): Graph {
  const names = [...new Set([...(more.venues ?? []), ...instruments.map(text => text.split(' ')[0]!)])]
  return {
    version: 1,
    strategy: 'test',
    channels: [],
    words: [],
    params: [],
    venues: names.map(name => ({ name, adapter: 'ccxt.test', silent: 5_000_000, fees: { maker: 0, taker: 0 } })),
    instruments: instruments.map(text => {
      const [venue, ...rest] = text.split(' ')
      const [base, quote] = rest[0]!.split('/')
      return {
        venue: names.indexOf(venue!),
        symbol: rest.join(' '),
        base: base!,
        quote: quote!,
        streams: ['quote', 'trades'],
      }
    }),
    pegs: more.pegs ?? [],
    regions: [{ keys: [], instances: [[]] }],
    maps: [],
    nodes: (more.nodes ?? []).map(
      (op): Node => ({
        region: 0,
        op,
        inputs: op.op === 'source' ? [{ node: 0, map: -1 }] : [],
        stream: 'level',
        volatile: false,
        unit: '1',
        span: ['test.hvt', 0, 0],
      }),
    ),
    outputs: [],
    digest: '00',
  }
}

/** All of a chunked stream. */
export async function all<T>(chunks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = []
  for await (const chunk of chunks) items.push(...chunk)
  return items
}

export const received = (events: readonly SourceEvent[]) => events.map(e => e.received)

/** `HVT4001 the message [the text it points at] | why | help`, for exact comparison. */
export const told = ({ code, message, why, help, span }: Diagnostic, text = '') =>
  [`${code} ${message}${span && text ? ` [${text.slice(span.start, span.end)}]` : ''}`, why, help]
    .filter(Boolean)
    .join(' | ')
