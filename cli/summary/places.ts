import type { Node } from '../../compiler/ir/graph.ts'
import { Lines } from '../../grammar/source/lines.ts'

export interface NodePlace {
  readonly file: string
  /** From 1; absent where the file's text is not known. */
  readonly line?: number
  readonly column?: number
  /** As it is written, on one line. */
  readonly text: string
}

/** Where nodes of a graph come from. */
export function placing(sources: ReadonlyMap<string, string>): (span: Node['span']) => NodePlace {
  const lines = new Map([...sources].map(([file, text]) => [file, new Lines(text)]))
  return ([file, start, end]) => {
    const text = (sources.get(file) ?? '').slice(start, end).replace(/\s+/g, ' ').trim()
    return { file, ...lines.get(file)?.at(start), text }
  }
}

/** At most so many characters. */
export function shortened(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
