/** Of a declaration: where it stands, and what is said beside it. */
const beside: ReadonlySet<string> = new Set(['span', 'opSpan', 'doc', 'comments'])

/** By name, then in an order that depends on what is declared alone: not on where it was written, nor on the layout or form of the file. */
export function inDeclaredOrder<T extends { readonly decl: object }>(placed: readonly T[]): readonly T[] {
  return inOrderOf(placed, ({ decl }) => `${nameOf(decl)} ${saidBy(decl)}`)
}

/** The same for what has no name: on names and numbers within it its place depends only where nothing else differs. */
export function inShapeOrder<T extends { readonly decl: object }>(placed: readonly T[]): readonly T[] {
  return inOrderOf(placed, ({ decl }) => {
    const text = saidBy(decl)
    return `${text.replace(fillings, '')} ${text}`
  })
}

/** Of a name and of a number what it says, as `saidBy` writes it. */
const fillings = /(?<=[{,](?:name|text):)"[^"]*"|(?<=[{,](?:value|micros):)[^,}]*/g

function inOrderOf<T>(all: readonly T[], textOf: (one: T) => string): readonly T[] {
  const said = all.map(of => ({ of, text: textOf(of) }))
  return said.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ of }) => of)
}

const nameOf = (decl: object) => ('name' in decl ? saidBy(decl.name) : '')

/** A syntax tree as text, the same for the same tree: a file and its twin in YAML make nodes in other orders. */
function saidBy(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(saidBy).join()}]`
  if (typeof node !== 'object' || node === null) return JSON.stringify(node) ?? ''
  const parts = Object.entries(node).filter(([field, part]) => !beside.has(field) && part !== undefined)
  const sorted = parts.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([field, part]) => `${field}:${saidBy(part)}`).join()}}`
}
