import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Extern, File } from '../../grammar/ast/index.ts'
import { beside } from './paths.ts'

/** The file that an `extern` names. Its text is looked at for its digest alone: nothing of it is run or parsed. */
export interface ExternFile {
  readonly path: string
  /** SHA-256 of its text; undefined where there is none. */
  readonly digest: string | undefined
  /** Why there is none. */
  readonly lacks?: 'file' | 'content' | 'text'
}

/** The files of all externs that some file declares. */
export function externFiles(
  files: Iterable<File>,
  read: (path: string) => string | undefined,
): ReadonlyMap<Extern, ExternFile> {
  const found = new Map<Extern, ExternFile>()
  for (const file of files) {
    for (const decl of file.decls) {
      if (decl.kind !== 'extern') continue
      const path = beside(externName(decl), file.path)
      found.set(decl, { path, ...digestOf(isExternPath(externName(decl)) ? read(path) : undefined) })
    }
  }
  return found
}

/** What cannot be loaded later is told where the operator is declared: U+FFFD stands for bytes that are no UTF-8. */
function digestOf(text: string | undefined): Omit<ExternFile, 'path'> {
  if (text === undefined) return { digest: undefined, lacks: 'file' }
  if (/[\0\uFFFD]/.test(text)) return { digest: undefined, lacks: 'text' }
  return text.trim() ? { digest: textDigest(text) } : { digest: undefined, lacks: 'content' }
}

/** As it is written. */
export const externName = (decl: Extern): string => decl.from.text.slice(1, -1)

export const isExternPath = (name: string): boolean => /^\.{1,2}\/.*\.ts$/.test(name)

export const textDigest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
