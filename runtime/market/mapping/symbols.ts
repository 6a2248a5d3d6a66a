import type { Cells, SymbolColumns } from './mapping.ts'

/** Of which instrument a row is; empty where its cell is. */
export function symbolOf({ pattern, names }: SymbolColumns): (cells: Cells) => string {
  const columns = pattern.filter(part => typeof part === 'number')
  const known = new Map<string, string>()
  return cells => {
    const texts = columns.map(column => cells.text(column))
    const key = texts.join('\n')
    const found = known.get(key) ?? made(texts)
    known.set(key, found)
    return found
  }

  function made(texts: readonly string[]): string {
    if (texts.includes('')) return ''
    const given = names.get(texts.join(' '))
    let next = 0
    return given ?? pattern.map(part => (typeof part === 'number' ? texts[next++]! : part)).join('')
  }
}
