import type { TransformFailure } from 'esbuild'

/** JavaScript made of TypeScript: the body of a function of `module`, `exports` and `require`, and its source map. */
export interface Stripped {
  readonly code: string
  readonly map: string
}

/** Where a text is no TypeScript: its line and column, both from 0, and what is wrong there. */
export interface NoTypeScript {
  readonly problem: string
  readonly line: number
  readonly column: number
}

/**
 * Takes the types out of a file, unchecked.
 * @throws Error if the package that does it is not installed, or not for this platform.
 */
export async function withoutTypes(path: string, text: string): Promise<Stripped | NoTypeScript> {
  const { transformSync } = await import('esbuild')
  try {
    const format = { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'external' } as const
    return transformSync(text, { ...format, sourcefile: path, logLevel: 'silent' })
  } catch (error) {
    const [first] = (error as Partial<TransformFailure>).errors ?? []
    if (!first?.location) throw error
    const { line, column, lineText } = first.location
    // Columns are counted in bytes.
    return { problem: first.text, line: line - 1, column: Buffer.from(lineText).subarray(0, column).toString().length }
  }
}
