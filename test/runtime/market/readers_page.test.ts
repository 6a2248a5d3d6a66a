import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { readers } from '../../../runtime/market/readers/index.ts'
import { blocks } from '../../architecture/docs.ts'
import { folder } from './fixture.ts'

const page = readFileSync(new URL('../../../docs/data/readers.md', import.meta.url), 'utf8')

/** By its heading. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map(text => [/^`(.*)`/.exec(text)?.[1] ?? '', text] as const),
)

test('every reader has a section, and nothing else has', () => {
  expect([...sections.keys()]).toEqual(Object.keys(readers))
})

describe.each(Object.values(readers))('$name', ({ name, keys }) => {
  const section = sections.get(name) ?? ''
  const manifests = blocks(section).filter(({ language }) => language === 'yaml')

  test('its manifest is understood', async () => {
    expect(manifests.length).toBe(1)
    const { text } = manifests[0]!
    const names = [...text.matchAll(/file: ([\w.-]+)/g)].map(([, file]) => file!)
    expect(names.length).toBeGreaterThan(0)
    const gzip = Uint8Array.of(0x1f, 0x8b, 0)
    const files = names.map(file => [file, file.endsWith('.gz') ? gzip : 'x'] as const)
    const path = await folder({ ...Object.fromEntries(files), 'manifest.yaml': text })
    const { manifest, diagnostics } = await readManifest(path)
    expect(diagnostics).toEqual([])
    expect(manifest!.feeds.map(feed => feed.reader)).toEqual(names.map(() => name))
  })

  test('the page names every key that it uses', () => {
    expect(keys.filter(key => !page.includes(`\`${key}\``))).toEqual([])
  })
})
