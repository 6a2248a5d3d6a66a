import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standard } from '../../../compiler/resolve/modules.ts'
import type { Fn } from '../../../grammar/ast/index.ts'
import { read } from '../../../grammar/yaml/either.ts'
import { type Bar, overBars } from './bars.ts'

const n = 4

/** The values of functions whose comment states a range, over windows of 4 and of as few ticks as they take: where `min` of a window is in
 * them that is 2. */
const stated: Readonly<Record<string, readonly string[]>> = {
  efficiency: ['efficiency(c, 4)', 'efficiency(c, 1)'],
  rsi: ['rsi(c, 4)', 'rsi(c, 1)'],
  raw_stoch: ['raw_stoch(b, 4)', 'raw_stoch(b, 2)'],
  stoch: ['stoch(b, 4, 3, 2).k', 'stoch(b, 4, 3, 2).d', 'stoch(b, 2, 1, 1).k'],
  stoch_rsi: ['stoch_rsi(c, 4, 4, 3, 2).k', 'stoch_rsi(c, 4, 4, 3, 2).d', 'stoch_rsi(c, 1, 2, 1, 1).k'],
  williams_r: ['williams_r(b, 4)', 'williams_r(b, 2)'],
  tsi: ['tsi(c, 4, 3, 2).line', 'tsi(c, 4, 3, 2).trigger', 'tsi(c, 1, 1, 1).line'],
  smi: ['smi(b, 4, 4, 3, 2).line', 'smi(b, 4, 4, 3, 2).trigger', 'smi(b, 2, 1, 1, 1).line'],
  connors_rsi: ['connors_rsi(c, 3, 2, 4)', 'connors_rsi(c, 1, 1, 1)'],
  ultimate_oscillator: ['ultimate_oscillator(b, 2, 3, 4)', 'ultimate_oscillator(b, 1, 1, 1)'],
  stc: ['stc(c, 4, 2, 3)', 'stc(c, 2, 1, 2)'],
  percent_rank: ['percent_rank(c, 4)', 'percent_rank(c, 1)'],
  adx: ['plus', 'minus', 'dx', 'adx', 'adxr'].flatMap(field => [`adx(b, 4).${field}`, `adx(b, 1).${field}`]),
  ticks_since_highest: ['ticks_since_highest(c, 4)'],
  chop: ['chop(b, 4)', 'chop(b, 2)'],
  cmf: ['cmf(b, 4)', 'cmf(b, 1)'],
  mfi: ['mfi(b, 4)', 'mfi(b, 1)'],
}

/** Their range is that of sums of one sign by the same sums without it; `flow.test.ts` and the tests of books have cases. */
const ofOtherStreams = ['imbalance', 'vpin']

/** What libraries state of their functions, in words: `Plain, -1 to 1`, `-1 to 1. Plain`. */
const ranges = new Map(
  standard.flatMap(name => {
    const source = readFileSync(new URL(`../../../compiler/std/${name}.hvt`, import.meta.url), 'utf8')
    const functions = read(`std/${name}.hvt`, source).file.decls.filter((decl): decl is Fn => decl.kind === 'fn')
    return functions.flatMap(fn => {
      const doc = fn.doc!.replace(/\s*\n\s*/g, ' ')
      const [, of] =
        doc.match(/Plain, ([^.:;]*-?\d+ to (?:n|-?\d+))/) ?? doc.match(/(-?\d+ to (?:n|-?\d+))(?=[^.]*\. Plain)/) ?? []
      const [, low, high] = of?.match(/(-?\d+) to (n|-?\d+)/) ?? []
      return low ? [[fn.name.name, [Number(low), high === 'n' ? n : Number(high)]] as const] : []
    })
  }),
)

test('each function that states a range is here', () => {
  expect([...ranges.keys()].toSorted()).toEqual([...Object.keys(stated), ...ofOtherStreams].toSorted())
})

/** Bars of moves that are rough, fine, or none, from anywhere, of any size, also below zero; some without volume. */
const markets = fc
  .record({
    scale: fc.constantFrom(1, 1, 1e-12, 1e12, 0.1),
    from: fc.constantFrom(0, 100, 100, 1e5, -50),
    steps: fc.array(
      fc.record({
        move: fc.oneof(fc.integer({ min: -30, max: 30 }), fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(0)),
        up: fc.constantFrom(0, 0, 0.1, 1 / 3),
        down: fc.constantFrom(0, 0, 0.1, 1 / 3),
        volume: fc.constantFrom(0, 0, 1, 0.1, 1e6),
        times: fc.constantFrom(1, 1, 1, 2, 30),
      }),
      { minLength: 20, maxLength: 60 },
    ),
  })
  .map(({ scale, from, steps }) => {
    let close = from
    const moves = steps.flatMap(step => Array.from({ length: step.times }, () => step))
    return moves.map(({ move, up, down, volume }, i): Bar => {
      const open = close
      close += move
      const [high, low] = [Math.max(open, close) + up, Math.min(open, close) - down]
      const bar = { open: open * scale, high: high * scale, low: low * scale, close: close * scale }
      return { ...bar, volume, other: close, at: 60 * (i + 1) }
    })
  })

test('no function leaves the range that it states, and each is there at times', () => {
  const cases = Object.entries(stated).flatMap(([name, calls]) => calls.map(is => ({ name, is })))
  const text = cases.map(({ is }, i) => `feature f${i} = ${is}`).join('\n')
  const seen = new Set<string>()
  fc.assert(
    fc.property(markets, bars => {
      const found = overBars(text, bars)
      for (const [i, { name, is }] of cases.entries()) {
        const [low, high] = ranges.get(name)!
        const present = found[`f${i}`]!.filter(value => !Number.isNaN(value))
        if (present.length > 0) seen.add(is)
        expect([is, ...present.filter(value => value < low! || value > high!)]).toEqual([is])
      }
    }),
    { numRuns: 15, endOnFailure: true },
  )
  expect(cases.filter(({ is }) => !seen.has(is))).toEqual([])
})
