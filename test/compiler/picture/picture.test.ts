import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declarations } from '../../../compiler/picture/declarations.ts'
import { dot } from '../../../compiler/picture/dot.ts'
import { mermaid } from '../../../compiler/picture/mermaid.ts'
import { allNodes } from '../../../compiler/picture/nodes.ts'
import { only, type Picture } from '../../../compiler/picture/picture.ts'
import { svg } from '../../../compiler/picture/svg.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'

const source = `/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
universe symbols = [BTC/USD, ETH/USD]
param limit = 2 in 1 .. 3
each s in symbols {
  let mid = a[s].quote.mid
  feature fast = mean(mid, 5)
  feature slow = { a: mean(mid, 20), b: fast / mean(mid, 20) }
  feature alone = a[s].trades.price
  signal up when slow.b > limit
  record up as ups { s, fast }
}
`
const graph = graphOf(source)
const textOf = ([, start, end]: readonly [string, number, number]) => source.slice(start, end)

describe('what is declared', () => {
  test('as Mermaid', () => {
    expect(mermaid(declarations(graph)).split('\n').slice(0, 22)).toEqual([
      'flowchart LR',
      '  param0[/"limit<br/><small>2</small>"/]:::param',
      '  subgraph keys0 ["each s (2)"]',
      '    feature0["alone<br/><small>USD/s.base</small>"]:::feature',
      '    feature1["fast<br/><small>USD/s.base</small>"]:::feature',
      '    feature2["slow<br/><small>a USD/s.base, b</small>"]:::feature',
      '    input0(["a[s].quote<br/><small>bid, ask</small>"]):::input',
      '    input1(["a[s].trades<br/><small>price</small>"]):::input',
      '    record0[("ups<br/><small>time, s, fast</small>")]:::record',
      '    signal0{{"up"}}:::signal',
      '  end',
      '  style keys0 fill:#f7f9fa,stroke:#b0bec5,color:#546e7a',
      '  input1 --> feature0',
      '  input0 --> feature1',
      '  feature1 --> feature2',
      '  input0 --> feature2',
      '  feature1 --> record0',
      '  signal0 --> record0',
      '  feature2 --> signal0',
      '  param0 --> signal0',
      expect.stringMatching(/^ {2}classDef input fill:#/),
      expect.stringMatching(/^ {2}classDef param fill:#/),
    ])
  })

  test('as DOT', () => {
    const lines = dot(declarations(graph)).split('\n')
    expect(lines[0]).toBe('digraph "small" {')
    expect(lines).toContain('  subgraph cluster_keys0 {')
    expect(lines).toContain('    signal0 [label="up" fillcolor="#fdecea" color="#c62828"]')
    expect(lines).toContain('  feature2 -> signal0')
    expect(lines.at(-2)).toBe('}')
  })

  test('only one of them, and what it is made of', () => {
    const titles = (picture: Picture | undefined) => picture?.boxes.map(box => box.title)
    const whole = declarations(graph)
    expect(titles(only(whole, 'fast'))).toEqual(['fast', 'a[s].quote'])
    expect(titles(only(whole, 'ups'))).toEqual(['fast', 'slow', 'a[s].quote', 'limit', 'ups', 'up'])
    expect(only(whole, 'limit')).toMatchObject({ edges: [], clusters: [] })
    expect(only(whole, 'quux')).toBeUndefined()
    expect(titles(only(allNodes(graph, textOf), 'slow.a'))).toEqual([
      'a[s].quote.bid',
      'a[s].quote.ask',
      'quote',
      'a[s].quote.mid',
      'slow.a',
    ])
  })
})

test('every node has the text that it comes from, its operator and its unit', () => {
  const boxes = allNodes(graph, textOf).boxes.map(({ kind, title, detail }) => `${kind} ${title} | ${detail}`)
  expect(boxes).toContain('feature fast | mean of 5 ticks · USD/s.base')
  expect(boxes).toContain('feature slow.b | fast / mean(mid, 20)')
  expect(boxes).toContain('node slow.b > limit | gt')
  expect(boxes).toContain('param limit | 2')
  expect(boxes).toContain('signal up | rising')
  expect(boxes).toContain('record ups | time, s, fast')
})

test('ticks ago that a key says have the furthest in their detail', () => {
  const far = graphOf(source.replace('mean(mid, 5)', 'mean(prev(mid, n)) over n in (0 .. 4)'))
  const boxes = allNodes(far, () => 'x').boxes.map(({ detail }) => detail)
  expect(boxes).toContain('up to 4 ticks before · USD/s.base')
})

test('texts disturb no format', () => {
  const odd = '<a> & "b" `c` #d \\e'
  const picture: Picture = {
    title: odd,
    boxes: [{ id: 'x', kind: 'feature', title: odd, detail: odd }],
    edges: [],
    clusters: [],
  }
  expect(mermaid(picture)).toContain('x["#60;a#62; #38; #34;b#34; #96;c#96; #35;d \\e<br/>')
  expect(dot(picture)).toContain('x [label="<a> & \\"b\\" `c` #d \\\\e\\n<a>')
  expect(svg(picture)).toContain('>&#60;a&#62; &#38; &#34;b&#34; `c` #d \\e</text>')
})

describe('drawn as SVG', () => {
  test('of nothing is an empty page', () => {
    expect(svg({ title: 'none', boxes: [], edges: [], clusters: [] })).toContain(' viewBox="0 0 56 56" ')
  })

  interface Place {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
  const number = (text: string, name: string) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(text)![1])
  const place = (text: string): Place => ({
    x: number(text, 'x'),
    y: number(text, 'y'),
    width: number(text, 'width'),
    height: number(text, 'height'),
  })
  const apart = (a: Place, b: Place) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  const within = (a: Place, b: Place) =>
    a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height

  test('of random strategies: boxes lie apart, frames around what is theirs, all on the page, edges lead forward', () => {
    let boxes = 0
    fc.assert(
      fc.property(programs, text => {
        const random = graphOf(text)
        for (const picture of [declarations(random), allNodes(random, () => 'x')]) {
          const known = new Set(picture.boxes.map(box => box.id))
          expect(known.size).toBe(picture.boxes.length)
          expect(picture.edges.every(({ from, to }) => known.has(from) && known.has(to) && from !== to)).toBe(true)
          if (picture.boxes.length > 40) continue
          const drawn = svg(picture)
          expect(svg(picture)).toBe(drawn)
          const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawn)!.map(Number) as [
            number,
            number,
            number,
          ]
          const page = { x: 0, y: 0, width, height }
          const places = [...drawn.matchAll(/<g class="\w+">(<rect[^>]+>)/g)].map(found => place(found[1]!))
          const frames = [...drawn.matchAll(/<rect class="keys"[^>]+>/g)].map(found => place(found[0]))
          expect(places.length).toBe(picture.boxes.length)
          places.forEach((at, i) => {
            expect(within(at, page)).toBe(true)
            for (const other of places.slice(i + 1)) expect(apart(at, other)).toBe(true)
            const { cluster } = picture.boxes[i]!
            if (cluster !== undefined) expect(within(at, frames[cluster]!)).toBe(true)
          })
          frames.forEach((frame, c) => {
            expect(within(frame, page)).toBe(true)
            expect(picture.clusters[c]!.title.length * 6.6 + 10).toBeLessThan(frame.width)
          })
          for (const [, from, to] of drawn.matchAll(/<path class="edge" d="M([\d.]+) .*?([\d.]+) [\d.]+"\/>/g))
            expect(Number(from)).toBeLessThan(Number(to))
          boxes += places.length
        }
      }),
      { numRuns: 60 },
    )
    expect(boxes).toBeGreaterThan(500)
  })
})
