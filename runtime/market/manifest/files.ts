import { stat } from 'node:fs/promises'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { startsAsGzip } from '../readers/gzip.ts'
import type { Span } from './manifest.ts'

/** Looks at a feed's file without reading it: its size, or why it cannot be used. */
export async function inspect(
  path: string,
  file: string,
  span: Span,
): Promise<{ bytes: number; problem?: Diagnostic }> {
  const bad = (problem: Diagnostic) => ({ bytes: 0, problem })
  try {
    const found = await stat(path)
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
