import { stat } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrames } from '../../../runtime/market/readers/frames.ts'
import { frame, header } from './cryptofeed.ts'
import { all, feedFile, folder } from './fixture.ts'

async function lines(path: string, most?: number) {
  const progress = { done: 0 }
  const frames = await all(readFrames(feedFile(path), progress, most))
  return {
    done: progress.done,
    frames: frames.map(({ line, raw, ...one }) => [line, raw, 'broken' in one ? one.broken : one.text]),
  }
}

test('slices of time are what a merge of the connections is, clocks that are set back and broken lines too', async () => {
  const time = fc.oneof(fc.nat(9), fc.nat(400))
  const steps = fc.array(fc.tuple(fc.nat(6), time, fc.constantFrom('', '', '', 'x', 'json')), {
    minLength: 40,
    maxLength: 120,
  })
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 2, max: 6 }), async (all, parts) => {
      const rows = all.map(([of, at, kind], k) => {
        const whole = frame(at, { k, text: 'Größe'.repeat(k % 5) }, `X.ws.${of}`)
        return kind === 'x' ? `x${k}` : kind === 'json' ? `${whole}}` : whole
      })
      const first = [5, 6, 4].map((of, at) => frame(500 - at, {}, `X.ws.${of}`))
      const path = `${await folder({ f: [header, ...first, ...rows].join('\n') })}/f`
      const { size } = await stat(path)
      const merged = await lines(path, 1)
      const sliced = await lines(path, Math.ceil((size + 150 * rows.length) / parts))
      expect(sliced.frames).toEqual(merged.frames)
      expect(merged.done).toBeCloseTo(size, 3)
      expect(sliced.done).toBeGreaterThan(0)
      expect(sliced.done).toBeLessThanOrEqual(size + 1e-3)
    }),
    { numRuns: 60 },
  )
})

test('a file of many connections is not read once for each', async () => {
  const rows = Array.from({ length: 1_500 }, (_, of) =>
    Array.from({ length: 10 }, (_, k) => frame(k * 100 + (of % 90), { of, k }, `X.http.${of}`)),
  ).flat()
  const path = `${await folder({ f: `${rows.join('\n')}\n` })}/f`
  const { frames } = await lines(path)
  const at = frames.map(([, raw]) => JSON.parse(String(raw)).ts)
  expect([at.length, at.every((ts, k) => k === 0 || ts >= at[k - 1])]).toEqual([15_000, true])
})
