import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { parse } from './document.ts'
import type { Manifest } from './manifest.ts'
import { readMeaning } from './meaning.ts'
import { checkStructure } from './structure.ts'

export interface ManifestRead {
  /** Undefined if there is any error. */
  readonly manifest?: Manifest
  readonly diagnostics: readonly Diagnostic[]
  /** Texts that the diagnostics point into, by path. */
  readonly sources: ReadonlyMap<string, string>
}

/**
 * Reads the manifest of a recorded market. `path` is a manifest (YAML 1.2 or JSON) or a folder that holds a
 * `manifest.yaml`, `manifest.yml` or `manifest.json`. The files of its feeds are looked for, not read.
 */
export async function readManifest(path: string): Promise<ManifestRead> {
  const found = await locate(path)
  if (typeof found !== 'string') return { diagnostics: [found], sources: new Map() }
  const text = await readText(found)
  if (typeof text !== 'string') return { diagnostics: [text], sources: new Map() }
  const sources = new Map([[found, text]])
  const { document, diagnostics } = parse(found, text)
  if (!document) return { diagnostics, sources }
  const structure = checkStructure(document)
  if (!structure.raw) return { diagnostics: structure.diagnostics, sources }
  const meaning = await readMeaning(found, dirname(found), structure.raw, document)
  return meaning.diagnostics.length ? { diagnostics: meaning.diagnostics, sources } : { ...meaning, sources }
}

const names = ['manifest.yaml', 'manifest.yml', 'manifest.json']
const largest = 1_000_000

async function locate(path: string): Promise<string | Diagnostic> {
  try {
    if (!(await stat(path)).isDirectory()) return path
    const inside = new Set(await readdir(path))
    const name = names.find(n => inside.has(n))
    return name ? join(path, name) : diagnostic('HVT4002', { where: path }, { path, names })
  } catch (error) {
    return unreadable(path, error)
  }
}

async function readText(path: string): Promise<string | Diagnostic> {
  try {
    const place = { where: path }
    if ((await stat(path)).size > largest) return diagnostic('HVT4003', place, { path, reason: 'large' })
    const bytes = await readFile(path)
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // Not UTF-8: as good as binary.
    }
    return diagnostic('HVT4003', place, { path, reason: 'binary' })
  } catch (error) {
    return unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): Diagnostic {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? diagnostic('HVT4001', { where: path }, { path })
    : diagnostic('HVT4003', { where: path }, { path, reason: 'unreadable', detail: code ?? message })
}
