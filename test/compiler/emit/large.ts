import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { Building, quote, ROOT } from '../interpret/build.ts'

const VENUES = 70

/**
 * Graphs beyond one machine word in every direction: 70 venues and 210 pairs of them (more than 64 instances), regions
 * in turn (more than 64 blocks, more than 64 words of outputs), and runs of 250 nodes (more than one function a block).
 */
export function largeGraph(seed: number): Graph {
  const random = sequence(seed)
  const b = new Building(Array.from({ length: VENUES }, (_, v) => 20 + 5 * v))
  const numbers = (n: number) => Array.from({ length: n }, (_, i) => i)
  const regions = [ROOT, b.region(...numbers(VENUES).map(String)), b.region(...numbers(3 * VENUES).map(String))]
  const sizes = [1, VENUES, 3 * VENUES]
  const maps = sizes.map(reader => sizes.map(read => b.map(...numbers(reader).map(() => random(read)))))
  const venues = regions[1]!
  const instruments = numbers(VENUES).map(v => b.instrument(v))
  const alive = b.alive(numbers(VENUES), venues)
  const made = (['bid', 'ask', 'origin'] as const).map(field => ({
    node: b.source('quote', field, instruments, alive, venues),
    region: 1,
  }))
  made.push({ node: b.node({ op: 'now' }), region: 0 })
  // Reading another instance of the own run ends a block.
  let long = false
  const pick = (region: number) => {
    const { node, region: read } = made[Math.max(0, made.length - 1 - random(30))]!
    return read === region && (long || random(4) > 0) ? node : ([node, maps[region]![read]!] as const)
  }
  const make = (region: number) => {
    const at = regions[region]!
    switch (random(10)) {
      case 0:
        return b.node(
          { op: 'window', aggregate: random(2) === 0 ? 'std' : 'sum', n: 1 + random(4) },
          [pick(region)],
          at,
        )
      case 1:
        return b.node({ op: 'sample' }, [pick(region), pick(region)], at)
      case 2:
        return b.node({ op: 'coalesce' }, [pick(region), pick(region)], at)
      case 3:
        return b.node({ op: 'rising' }, [b.pointwise('lt', [pick(region), pick(region)], at)], at)
      case 4:
        return b.node(
          { op: 'fresh' },
          [
            pick(region),
            made[2]!.region === region ? made[2]!.node : [made[2]!.node, maps[region]![1]!],
            b.constant(3e-5, at),
          ],
          at,
        )
      case 5:
        return b.node(
          { op: 'time_window', aggregate: random(2) === 0 ? 'mean' : 'max', span: 40, capacity: 4, held: false },
          [pick(region), b.constant(0, at)],
          at,
        )
      default:
        return b.pointwise((['add', 'sub', 'max', 'min', 'mul'] as const)[random(5)]!, [pick(region), pick(region)], at)
    }
  }
  for (let k = 0; k < 80; k++) {
    const region = k % 3
    long = k % 40 === 1
    for (let more = long ? 250 : 1 + random(3); more > 0; more--) {
      made.push({ node: make(region), region })
      const { node } = made.at(-1)!
      if (random(3) === 0) b.output(node, [node], random(2) === 0 ? 'tick' : 'wake', regions[region])
      if (random(9) === 0) b.output([node, maps[2]![region]!], [[node, maps[2]![region]!]], 'wake', regions[2])
    }
  }
  return b.build()
}

export function largeMarket(seed: number, length: number): readonly SourceEvent[] {
  const random = sequence(seed)
  return Array.from({ length }, (_, k) => {
    const venue = random(VENUES)
    const price = 90 + random(20)
    const received = 1_000 + 3 * k
    return quote(received, [price, 1, price + random(3), 1], { venue, instrument: venue, origin: received - random(9) })
  })
}

/** Whole numbers below a limit, the same for the same seed. */
function sequence(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761
  return limit => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}
