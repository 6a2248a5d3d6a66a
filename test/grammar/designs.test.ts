import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from '../../grammar/parse.ts'
import { shared } from '../shared.ts'

const folders = shared ? ['sketches', 'examples'].map(name => join(shared!, 'design', name)) : []
const files = folders.flatMap(f => readdirSync(f).filter(n => n.endsWith('.hvt')).map(n => join(f, n))) // biome-ignore format: one line

describe.skipIf(!shared)('the sketches of the language', () => {
  test.each(files)('%s', path => {
    const { file, diagnostics } = parse(path, readFileSync(path, 'utf8'))
    expect(diagnostics).toEqual([])
    expect(file.decls[0]?.kind).toBe('header')
    expect(file.decls.length).toBeGreaterThan(3)
  })
  test('are all there', () => expect(files).toHaveLength(17))
})
