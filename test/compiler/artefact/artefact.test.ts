import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArtefact, writeArtefact } from '../../../compiler/artefact/artefact.ts'
import { pack, unpack } from '../../../compiler/artefact/container.ts'
import { graphFault } from '../../../compiler/artefact/shape.ts'
import { emit } from '../../../compiler/emit/emit.ts'
import { instantiate } from '../../../compiler/emit/wasm.ts'
import { canonicalJson } from '../../../compiler/ir/canonical.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { digest } from '../../../compiler/lower/digest.ts'
import { address, markets } from '../../property/events.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'

const source = `/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
feature ma = mean(a[BTC/USD].quote.mid, 3)
signal up when a[BTC/USD].quote.mid > prev(a[BTC/USD].quote.mid, 1)
record up as ups { ma: mean(a[BTC/USD].quote.mid, 3) }
`
const small = graphOf(source)
const whole = writeArtefact({ graph: small, sources: new Map([['random.hvt', source]]), by: '1.2.3' })

/** A file whose digests are right, whatever is in it. */
function forged(graph: unknown, module: Uint8Array): Uint8Array {
  return pack([utf8ToBytes(canonicalJson({ by: 'x', graph, sources: {} })), module])
}

/** A graph with its own digest, where it has a digest. */
function signed(graph: unknown): unknown {
  try {
    const { digest: _, ...rest } = graph as Graph
    return { ...rest, digest: digest(rest) }
  } catch {
    return graph
  }
}

describe('a compiled strategy', () => {
  test('reads as what was written, and is the same bytes each time', () => {
    expect(readArtefact(whole)).toEqual({ graph: small, sources: new Map([['random.hvt', source]]), by: '1.2.3' })
    const again = writeArtefact({ graph: graphOf(source), sources: new Map([['random.hvt', source]]), by: '1.2.3' })
    expect(Buffer.compare(whole, again)).toBe(0)
  })

  test('reads as what was written, of 200 random strategies', () => {
    fc.assert(
      fc.property(programs, text => {
        const graph = graphOf(text)
        const read = readArtefact(writeArtefact({ graph, sources: new Map(), by: '1' }))
        expect(read).toEqual({ graph, sources: new Map(), by: '1' })
      }),
      { numRuns: 200 },
    )
  })

  test('cut at any place', () => {
    for (let length = 0; length < whole.length; length += length < 40 ? 1 : 97) {
      const fault = length < 8 ? 'foreign' : 'length'
      expect(readArtefact(whole.subarray(0, length))).toMatchObject({ fault })
    }
  })

  test('with any byte changed', () => {
    for (let at = 0; at < whole.length; at += at < 40 ? 1 : 61) {
      const bytes = whole.slice()
      bytes[at]! ^= 0x20
      const fault = at < 8 ? 'foreign' : at < 12 ? 'format' : at < 20 ? 'length' : 'changed'
      expect(readArtefact(bytes)).toMatchObject({ fault })
    }
  })

  test('with the module of another graph, or with one more byte in its own', () => {
    const other = emit(graphOf(source.replace('prev(a[BTC/USD].quote.mid, 1)', 'prev(a[BTC/USD].quote.mid, 2)')))
    expect(readArtefact(forged(small, other))).toEqual({ fault: 'module', by: 'x' })
    expect(readArtefact(forged(small, Uint8Array.of(...emit(small), 0)))).toEqual({ fault: 'module', by: 'x' })
    expect(readArtefact(forged(small, emit(small)))).toMatchObject({ by: 'x' })
  })

  test.each<[what: string, graph: unknown, reason: string]>([
    ['no graph', {}, 'it has no graph of version 1'],
    ['no nodes', { ...small, nodes: undefined }, 'its graph has no nodes'],
    ['another digest', { ...small, strategy: 'other' }, 'its digest is that of another graph'],
    ['an unknown operator', edited('source', () => ({ op: 'system' })), wrong('source')],
    ['an instrument that is not there', edited('source', op => ({ ...op, instruments: [7] })), wrong('source')],
    ['a negative window', edited('window', op => ({ ...op, n: -1 })), wrong('window')],
    [
      'a window that no memory holds',
      edited('window', op => ({ ...op, n: 1e15 })),
      'no module can be made of its graph',
    ],
  ])('with %s', (_, graph, reason) => {
    expect(readArtefact(forged(graph, emit(small)))).toEqual({ fault: 'graph', reason })
  })

  test('with anything that is not JSON', () => {
    const module = emit(small)
    for (const text of ['', '{', '[]', '7', 'null', '{"by":1}', '"\ud800"']) {
      expect(readArtefact(pack([utf8ToBytes(text), module]))).toMatchObject({ fault: 'graph' })
    }
    expect(readArtefact(pack([Uint8Array.of(0xff, 0xfe), module]))).toMatchObject({ fault: 'graph' })
  })
})

/** What is said of the first node of an operator. */
function wrong(op: string): string {
  return `its node ${small.nodes.findIndex(node => node.op.op === op)} is none`
}

/** The small graph with its first node of an operator changed, and a digest that fits. */
function edited(op: string, change: (op: object) => object): unknown {
  const at = small.nodes.findIndex(node => node.op.op === op)
  return signed({ ...small, nodes: small.nodes.map((node, n) => (n === at ? { ...node, op: change(node.op) } : node)) })
}

/** I10: whatever graph a stranger writes, it is refused or it runs. */
test('graphs with anything replaced: a fault or a graph that runs, never a crash', () => {
  const odd = fc.constantFrom<unknown>(null, -1, 0, 1, 2, 7, 0.5, 1e300, '', 'x', 'quote', true, [], {}, [0], [[]])
  const place = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 8 })
  let refused = 0
  let ran = 0
  fc.assert(
    fc.property(
      programs,
      fc.array(fc.tuple(place, odd), { minLength: 8, maxLength: 8 }),
      markets(10),
      (text, all, moves) => {
        const graph = graphOf(text)
        for (const [path, value] of all) {
          const changed = signed(replaced(graph, path, value))
          if (graphFault(changed)) {
            expect(readArtefact(forged(changed, new Uint8Array()))).toMatchObject({ fault: 'graph' })
            refused++
            continue
          }
          const read = readArtefact(forged(changed, moduleOf(changed as Graph)))
          if ('fault' in read) {
            expect(read.fault).toBe('graph')
            continue
          }
          const engine = instantiate(read.graph, emit(read.graph), () => {})
          for (const event of address(read.graph, moves)) engine.event(event)
          ran++
        }
      },
    ),
    { numRuns: 200 },
  )
  expect(refused).toBeGreaterThan(400)
  expect(ran).toBeGreaterThan(150)
})

test('what the compiler makes has no fault', () => {
  fc.assert(
    fc.property(programs, text => {
      expect(graphFault(graphOf(text))).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

test('a statistic has ticks enough for its lags, and parts that it has', () => {
  const text = `strategy s in USD
use std.stats
venue v = ccxt.kraken { prices_only: true, silent: 5s }
universe symbols = [BTC/USD]
let q = v[BTC/USD].quote
feature lags = adf(q.bid, 9, lags: 2).lags   feature common = engle_granger(q.bid, q.ask, 20).p
feature fit = regression(q.bid, { ask: q.ask }, 9).slope.ask   feature index = psi(q.bid, 20, 5)
feature trace = johansen({ a: q.bid, b: q.ask }, 30).first.trace   feature width = adwin(q.bid).width`
  const graph = graphOf(text)
  expect(graphFault(graph)).toBeUndefined()
  const faulty = (from: object, to: object) => {
    const part = (op: object) => JSON.stringify(op).slice(0, -1)
    const changed = JSON.stringify(graph).replace(part(from), part(to))
    expect(changed).not.toBe(JSON.stringify(graph))
    return graphFault(signed(JSON.parse(changed))) !== undefined
  }
  const op = { op: 'statistic', fn: 'adf', n: 9, lags: 2 }
  expect(faulty(op, { ...op, lags: 1 })).toBe(false)
  expect(faulty(op, { ...op, lags: 3 })).toBe(true)
  expect(faulty(op, { ...op, fn: 'hurst' })).toBe(true)
  expect(faulty({ op: 'part', slot: 2 }, { op: 'part', slot: 6 })).toBe(true)
  const others = [
    [{ fn: 'adf', n: 9, lags: 2, trend: 0 }, { trend: 1 }, { trend: -1 }],
    [{ fn: 'adf', n: 9, lags: 2, trend: 0 }, { lags: 'hq' }, { lags: 'bic' }],
    [{ fn: 'engle_granger', n: 20, lags: 'aic', trend: 0, regressors: 1 }, { regressors: 6 }, { trend: 2 }],
    [{ fn: 'johansen', n: 30, series: 2, lags: 1 }, { lags: 0 }, { lags: 2 }],
    [{ fn: 'johansen', n: 30, series: 2 }, { series: 3 }, {}],
    [{ fn: 'regression', n: 9, regressors: 1 }, { regressors: 0 }, { n: 8 }],
    [{ fn: 'psi', n: 25, recent: 5, bins: 10 }, { bins: 1 }, { bins: 5 }],
    [{ fn: 'psi', n: 25, recent: 5 }, { recent: 24 }, { recent: 6 }],
    [{ fn: 'adwin', n: 1, delta: 0.002 }, { delta: 1 }, { delta: 0.5 }],
    [{ fn: 'adwin', n: 1 }, { n: 2 }, {}],
  ]
  for (const [is, wrong, right] of others) {
    const op = { op: 'statistic', ...is }
    expect([is, faulty(op, { ...op, ...wrong })]).toEqual([is, true])
    if (Object.keys(right!).length > 0) expect([is, faulty(op, { ...op, ...right })]).toEqual([is, false])
  }
})

function moduleOf(graph: Graph): Uint8Array {
  try {
    return emit(graph)
  } catch {
    return new Uint8Array()
  }
}

/** Walks down by the numbers, and puts a value where they end. */
function replaced(data: unknown, path: readonly number[], value: unknown): unknown {
  if (path.length === 0 || typeof data !== 'object' || data === null) return value
  const keys = Object.keys(data)
  if (keys.length === 0) return value
  const key = keys[path[0]! % keys.length]!
  const inner = replaced((data as Record<string, unknown>)[key], path.slice(1), value)
  return Array.isArray(data) ? data.map((item, i) => (String(i) === key ? inner : item)) : { ...data, [key]: inner }
}

test('parts of any size', () => {
  const parts: [Uint8Array, Uint8Array] = [Uint8Array.of(), Uint8Array.of(1, 2, 3)]
  expect(unpack(pack(parts))).toEqual(parts)
})

describe('a plan of orders', () => {
  const text = `strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
universe symbols = [BTC/USD, ETH/USD]
risk { limit gross <= 5_000 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }
each s in symbols {
  let mid = a[s].quote.mid
  signal up when mid > 0
  on up { buy a[s] size 1[s.base] as market exit { stop mid@entry * 99%   after 1h } }
  cycle c { state idle { to busy when mid > 0 } state busy { target position(a[s]) = 0 as ioc   to idle after 1h } }
  label fwd for up = last(mid, next 10s) / mid@row - 1
  record up as rows { id: uuid, fwd }
}`

  test('reads as what was written', () => {
    const graph = graphOf(text)
    expect(graphFault(graph)).toBeUndefined()
    expect(readArtefact(writeArtefact({ graph, sources: new Map(), by: 'x' }))).toMatchObject({ graph })
  })

  test.each<readonly [string, string, unknown]>([
    ['an input that is none', 'reactions.0.event.node', 1e6],
    ['a map of another size', 'cycles.0.states.0.exits.0.condition.map', 1e6],
    ['an instrument that is none', 'reactions.0.actions.0.legs.0.on.1', 99],
    ['too few instruments', 'reactions.0.actions.0.legs.0.on', [0]],
    ['an action of no kind', 'reactions.0.actions.0.kind', 'bet'],
    ['no place', 'risk.0.place', undefined],
    ['a list less', 'models', undefined],
    ['a list of its own', 'others', []],
  ])('refused: %s', (_, path, value) => {
    const graph = structuredClone(graphOf(text))
    const names = path.split('.')
    let part = graph.acting as unknown as Record<string, unknown>
    for (const name of names.slice(0, -1)) part = part[name] as Record<string, unknown>
    part[names.at(-1)!] = value
    expect(graphFault(JSON.parse(JSON.stringify(graph)))).toBe('its plan of orders is none')
  })
})
