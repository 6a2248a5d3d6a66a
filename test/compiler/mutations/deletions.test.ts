import { expect, test } from 'vitest'
import { deletions } from './deletions.ts'
import { compiles, designs, ours, type Text } from './files.ts'

/** Of every text so many tokens; all of them where HVT_ALL is set, which takes minutes. */
const most = process.env.HVT_ALL ? Number.POSITIVE_INFINITY : 150

function figures(texts: readonly Text[]) {
  const all = { texts: 0, unread: 0, caught: 0, harmless: new Map<string, string[]>() }
  for (const [i, of] of texts.entries()) {
    const step = Math.max(1, Math.ceil(of.text.length / 4 / most))
    const found = deletions(of, step, i % step)
    if (!found) continue
    all.texts++
    all.unread += found.unread
    all.caught += found.caught
    for (const [why, lines] of found.harmless) all.harmless.set(why, [...(all.harmless.get(why) ?? []), ...lines])
  }
  const harmless = [...all.harmless.values()].reduce((sum, { length }) => sum + length, 0)
  const share = all.caught / (all.caught + harmless)
  const reasons = [...all.harmless].map(([why, lines]) => `${String(lines.length).padStart(6)}  ${why}`)
  console.log(`${all.texts} texts without one token: ${all.unread} do not parse; of those that do ${all.caught} are told, ${harmless} (${((1 - share) * 100).toFixed(0)} %) are strategies:\n${reasons.join('\n')}`) // biome-ignore format: one line
  return { ...all, share }
}

test('of the strategies, the examples and each part of the language all but a few left out are told', () => {
  const found = figures(ours)
  expect(found.harmless.get('none') ?? []).toEqual([])
  expect(found.unread + found.caught).toBeGreaterThan(1_500)
  expect(found.share).toBeGreaterThan(0.6)
})

test.skipIf(!designs.some(of => compiles(of).graph))('so are those of the sketches of the language', () => {
  const found = figures(designs)
  expect(found.harmless.get('none') ?? []).toEqual([])
  expect(found.share).toBeGreaterThan(0.6)
})
