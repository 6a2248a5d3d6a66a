import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceEvent } from '../../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../../compiler/ir/graph.ts'
import { bookKinds } from '../../../../compiler/ir/streams.ts'
import { bind } from '../../../../runtime/market/bind/bind.ts'
import { generateMarket } from '../../../../runtime/market/generated/generate.ts'
import { presets } from '../../../../runtime/market/generated/preset.ts'
import { readManifest } from '../../../../runtime/market/manifest/read.ts'
import { openMarket } from '../../../../runtime/market/recorded/open.ts'
import { usualStage } from '../../../../runtime/market/sample/usual_stage.ts'
import { writeSample } from '../../../../runtime/market/sample/write_sample.ts'
import { all, folder, graphOf } from '../fixture.ts'

const minute = 60_000_000
const stage = usualStage()
/** A graph that reads all that a sample has. */
const whole: Graph = {
  ...graphOf([], { venues: stage.venues.map(({ name }) => name) }),
  instruments: stage.instruments,
}

async function written(how: { preset?: 'usual' | 'rich'; seed?: number; duration?: number; faultSeed?: string }) {
  const { faultSeed, ...generation } = { duration: minute, ...how }
  const path = await folder({})
  const market = generateMarket(stage, generation)
  const request = { market, stage, name: 'sample', folder: path, onProgress: () => {} }
  const sample = await writeSample({ ...request, ...(faultSeed && { faultSeed }) })
  return { path, sample, truth: JSON.parse(readFileSync(join(path, 'truth.json'), 'utf8')) }
}

async function opened(path: string) {
  const { manifest, diagnostics } = await readManifest(path)
  expect(diagnostics).toEqual([])
  const bound = bind(whole, manifest!)
  expect(bound.diagnostics).toEqual([])
  expect(bound.binding!.absentStreams).toEqual([])
  const { market } = await openMarket(bound.binding!)
  return { events: await all(market!.events), stats: market!.stats }
}

/** The levels of a snapshot have an order of their own. */
function plain({ fields, ...event }: SourceEvent) {
  if (event.stream !== 'book' || fields[0] !== bookKinds.snapshot) return { ...event, fields }
  const levels = fields.slice(1).flatMap((_, i, all) => (i % 3 === 0 ? [all.slice(i, i + 3).join(' ')] : []))
  return { ...event, fields: [bookKinds.snapshot], levels: levels.sort() }
}

describe.each(presets)('a sample, %s', preset => {
  test('is read back as what was generated, to the last bit and in the same order', async () => {
    const how = { preset, seed: 3, duration: 3 * minute }
    const { path, sample, truth } = await written(how)
    const market = generateMarket(stage, how)
    const generated = await all(market.events)
    const { events, stats } = await opened(path)
    expect(sample.events).toBe(generated.length)
    expect(new Set(generated.map(e => e.stream)).size).toBeGreaterThan(10)
    expect(events.map(plain)).toEqual(generated.map(plain))
    expect(stats.flatMap(s => Object.keys(s.skipped))).toEqual([])
    expect(truth).toMatchObject({ version: 1, market: 'sample', ...market.about, faults: [] })
    expect(truth.moves).toEqual(market.truth().moves)
  })
})

test('of bad messages the reader finds each that can be found, and no other', async () => {
  const { path, sample, truth } = await written({ seed: 5, duration: 10 * minute, faultSeed: '5' })
  const { events, stats } = await opened(path)
  const count = (...kinds: string[]) => truth.faults.filter((f: { kind: string }) => kinds.includes(f.kind)).length
  const sum = (of: (s: (typeof stats)[number]) => number | undefined) => stats.reduce((n, s) => n + (of(s) ?? 0), 0)

  const kinds = ['repeated', 'lost', 'crossed', 'no_price', 'absurd', 'crossed_quote']
  for (const kind of kinds) expect([kind, count(kind) > 0]).toEqual([kind, true])
  expect(truth.faults).toEqual(sample.faults)

  expect(sum(s => s.skipped.no_price?.count)).toBe(count('no_price'))
  expect(sum(s => s.skipped.repeated?.count) + sum(s => s.integrity?.repeated)).toBe(count('repeated'))
  expect(sum(s => s.integrity?.crossed)).toBe(count('crossed'))
  // What comes last in a file is not followed by what would show it.
  expect(sum(s => s.integrity?.gaps)).toBeGreaterThan(count('lost') - 3)
  expect(sum(s => s.integrity?.gaps)).toBeLessThanOrEqual(count('lost'))

  // Quotes that nobody meant remain; books are right again.
  const quotes = events.filter(e => e.stream === 'quote')
  expect(quotes.filter(e => e.fields[0]! > e.fields[2]!).length).toBe(count('crossed_quote'))
  const books = new Map<number, number>()
  for (const e of events) if (e.stream === 'book') books.set(e.instrument, e.fields[0]!)
  expect([...books.values()].filter(kind => kind !== bookKinds.changes).length).toBeLessThan(books.size / 2)
})

describe('`hvt_events`', () => {
  const plain = graphOf(['a BTC/USD'])
  const graph = {
    ...plain,
    instruments: plain.instruments.map(i => ({ ...i, streams: [...i.streams, 'book' as const] })),
  }
  const read = async (lines: readonly string[]) => {
    const manifest = 'market: m\nfeeds: [{ venue: a, instrument: BTC/USD, reader: hvt_events, file: a.csv }]\n'
    const path = await folder({
      'a.csv': `${lines.join('\n')}\n`,
      'manifest.yaml': `${manifest}clock: { skew: none }\n`,
    })
    const { manifest: found } = await readManifest(path)
    const { market } = await openMarket(bind(graph, found!).binding!)
    return { events: await all(market!.events), stats: market!.stats[0]! }
  }
  const heading = 'received,origin,stream,number,values'

  test('has both times, and a number that is absent', async () => {
    const { events } = await read([heading, '20,10,quote,1,1 2 3 4', '30,10,mark,1,NaN 7'])
    expect(events).toMatchObject([
      { received: 20, origin: 10, stream: 'quote', fields: [1, 2, 3, 4] },
      { received: 30, origin: 10, stream: 'mark', fields: [Number.NaN, 7] },
    ])
  })

  test.each([
    ['repeated', '30,10,quote,1,1 2 3 4'],
    ['no_price', '30,10,quote,2,0 2 3 4'],
    ['no_price', '30,10,trades,2,1 1 0'],
    ['no_price', '30,10,quote,2,1  3 4'],
    ['no_price', '30,10,quote,2,1 2 1e999 4'],
    ['bad_book', '30,10,book,1,1 2 100 1'],
    ['bad_book', '30,10,book,1,1 1 100'],
    ['bad_book', '30,10,book,1,1 1 0 1'],
    ['bad_book', '30,10,book,1,1 1 100 -1'],
    ['bad_book', '30,10,book,1,7'],
    ['columns', '30,10,quote,2,1 2 3'],
    ['columns', '30,10,quotes,2,1 2 3 4'],
    ['columns', '30,10,quote,2'],
    ['columns', '30,10,quote,x,1 2 3 4'],
    ['bad_stamp', '30,,quote,2,1 2 3 4'],
    ['bad_stamp', '3e1,10,quote,2,1 2 3 4'],
  ])('%s: %s', async (reason, line) => {
    const { stats } = await read([heading, '20,10,quote,1,1 2 3 4', line])
    expect(stats.skipped).toEqual({ [reason]: { count: 1, line: 3 } })
  })

  test('whatever stands in a row, it is an event or is refused', async () => {
    const cell = fc.constantFrom(
      '',
      '1',
      '-1',
      '0',
      'NaN',
      '1e999',
      '2 3',
      '1 1 100 1',
      '1 2 3 4',
      'quote',
      'book',
      'trades',
      'x',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 20 }), async rows => {
        const lines = rows.map(row => row.join(','))
        const { events, stats } = await read([heading, '20,10,quote,1,1 2 3 4', ...lines])
        const refused = Object.values(stats.skipped).reduce((n, { count }) => n + count, 0)
        expect(events.length + refused).toBeGreaterThanOrEqual(1 + lines.filter(line => line !== '').length)
        expect(events.some(e => e.fields.includes(Number.POSITIVE_INFINITY))).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  test('a file of another heading is none of its', async () => {
    await expect(read(['time,bid', '1,2'])).rejects.toThrow('`a.csv`')
  })
})
