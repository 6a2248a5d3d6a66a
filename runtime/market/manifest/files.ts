import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { startsAsGzip } from '../readers/gzip.ts'
import type { Span } from './manifest.ts'

/** Looks at a feed's file, or folder of files, without reading it: its size, or why it cannot be used. */
export async function inspect(
  path: string,
  file: string,
  span: Span,
  mayBeFolder: boolean,
): Promise<{ bytes: number; problem?: Diagnostic }> {
  const bad = (problem: Diagnostic) => ({ bytes: 0, problem })
  try {
    const found = await stat(path)
    if (mayBeFolder && found.isDirectory()) {
      const bytes = await sizeOf(path)
      return bytes > 0 ? { bytes } : bad(diagnostic('HVT4021', { span }, { file }))
    }
    if (!found.isFile()) return bad(diagnostic('HVT4022', { span }, { file }))
    if (found.size === 0) return bad(diagnostic('HVT4021', { span }, { file }))
    if (file.endsWith('.gz') && !(await startsAsGzip(path))) return bad(diagnostic('HVT4024', { span }, { file }))
    return { bytes: found.size }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return bad(diagnostic('HVT4020', { span }, { file }))
    return bad(diagnostic('HVT4023', { span }, { file, reason: code ?? message }))
  }
}

/** Of all Parquet files below a folder. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true })
  const sizes = names.filter(name => name.endsWith('.parquet')).map(async name => (await stat(join(folder, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
