import { isMap, isNode, parseDocument } from 'yaml'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Span } from './manifest.ts'

/** A parsed text in which every value, and every key, knows its place. */
export interface Document {
  readonly value: unknown
  /** Of the value at a path of keys and indices. */
  readonly span: (path: Path) => Span
  /** Of the key itself. */
  readonly keySpan: (path: Path) => Span
}
export type Path = readonly (string | number)[]

/** Reads YAML 1.2, and with it JSON. */
export function parse(file: string, text: string): { document?: Document; diagnostics: Diagnostic[] } {
  // Warnings would be printed by the parser, and say nothing that the check of keys does not.
  const yaml = parseDocument(text, { version: '1.2', prettyErrors: false, logLevel: 'error' })
  const broken = (start: number, end: number, reason: string) =>
    diagnostic('HVT4004', { span: { file, start, end: Math.max(end, start) } }, { reason: sentence(reason) })
  if (yaml.errors.length) {
    // The first is the cause; those after it mostly follow from it.
    const { pos, message } = yaml.errors[0]!
    return { diagnostics: [broken(pos[0], Math.min(pos[1], text.length), message)] }
  }
  const place = (node: unknown): Span => {
    const [start, end] = (isNode(node) && node.range) || [0, text.length]
    return { file, start, end }
  }
  const keyNode = (path: Path) => {
    const parent = yaml.getIn(path.slice(0, -1), true)
    const map = path.length === 1 ? yaml.contents : parent
    const pair = isMap(map) ? map.items.find(p => String(p.key) === String(path.at(-1))) : undefined
    return pair?.key
  }
  try {
    return {
      document: {
        value: yaml.toJS(),
        span: path => place(path.length ? yaml.getIn(path, true) : yaml.contents),
        keySpan: path => place(keyNode(path)),
      },
      diagnostics: [],
    }
  } catch (error) {
    // Only aliases that multiply beyond all measure come here.
    return { diagnostics: [broken(0, text.length, (error as Error).message)] }
  }
}

const sentence = (message: string) => message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
