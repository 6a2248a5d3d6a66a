import { parseSync } from 'vite'

/** What one TypeScript file asks of others and of the machine it runs on; lines count from 1. */
export interface Source {
  /** Of `import`, `export … from`, `import()`, `require()` and types by `import('…')`; undefined where it is computed. */
  readonly imports: readonly { readonly specifier: string | undefined; readonly line: number }[]
  /** Names that exist in Node only: `process.env`, `Buffer`. */
  readonly nodeNames: readonly { readonly name: string; readonly line: number }[]
  /** Reads of the clock or of randomness: `Date.now`, `new Date()`. */
  readonly ambient: readonly { readonly name: string; readonly line: number }[]
}

/** Reads the syntax tree, so comments and texts cannot fool it. Throws on a file that does not parse. */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]!.message}`)
  const source = { imports: [] as Mutable<Source['imports']>, nodeNames: [] as Found[], ambient: [] as Found[] }
  const visit = (node: Tree): void => {
    const line = lineAt(text, node.start)
    const from = importedBy(node)
    if (from) source.imports.push({ specifier: literal(from), line })
    const name = nodeName(node)
    if (name) source.nodeNames.push({ name, line })
    const reading = ambientRead(node)
    if (reading) source.ambient.push({ name: reading, line })
    for (const child of children(node)) visit(child)
  }
  visit(program as unknown as Tree)
  return source
}

type Mutable<T> = T extends readonly (infer E)[] ? E[] : never
type Found = { name: string; line: number }
type Tree = { readonly type: string; readonly start: number; readonly [key: string]: unknown }

const isTree = (x: unknown): x is Tree => typeof x === 'object' && x !== null && typeof (x as Tree).type === 'string'
const children = (node: Tree): Tree[] => Object.values(node).flat().filter(isTree)
const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length

/** The node that says what is imported, if this node imports something. */
function importedBy(node: Tree): Tree | undefined {
  if (/^(Import|Export)\w*Declaration$|^ImportExpression$|^TSImportType$/.test(node.type)) return tree(node.source)
  if (node.type === 'TSExternalModuleReference') return tree(node.expression)
  if (node.type === 'CallExpression' && lastName(node.callee) === 'require')
    return tree((node.arguments as unknown[])[0])
  return undefined
}

function nodeName(node: Tree): string | undefined {
  if (node.type === 'MemberExpression' && /^(process|Buffer)$/.test(bareName(node.object) ?? '')) {
    return `${bareName(node.object)}.${lastName(node)}`
  }
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const name = bareName(node.callee)
    return name === 'Buffer' || name === 'setImmediate' ? name : undefined
  }
  return bareName(node) === '__dirname' || bareName(node) === '__filename' ? bareName(node) : undefined
}

const clocks = new Set(['Date.now', 'Math.random', 'performance.now', 'performance.timeOrigin', 'crypto.randomUUID'])

function ambientRead(node: Tree): string | undefined {
  if (node.type === 'NewExpression' && bareName(node.callee) === 'Date') {
    return (node.arguments as unknown[]).length === 0 ? 'new Date()' : undefined
  }
  if (node.type === 'CallExpression' && bareName(node.callee) === 'Date') return 'Date()'
  if (node.type !== 'MemberExpression') return undefined
  const name = `${lastName(node.object)}.${lastName(node)}`
  if (/^process\.(hrtime|uptime)$|^crypto\.getRandomValues$/.test(name)) return name
  return clocks.has(name) ? name : undefined
}

const tree = (x: unknown): Tree | undefined => (isTree(x) ? x : undefined)
const bareName = (x: unknown): string | undefined =>
  isTree(x) && x.type === 'Identifier' ? (x.name as string) : undefined

/** `now` of `now`, `Date.now`, `Date['now']` and `globalThis.Date.now`. */
function lastName(x: unknown): string | undefined {
  if (!isTree(x) || x.type !== 'MemberExpression') return bareName(x)
  return x.computed ? literal(x.property as Tree) : bareName(x.property)
}

/** The text of a literal or of a template without holes. */
function literal(node: Tree): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  const quasis = node.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked: string } }[]) : []
  return quasis.length === 1 ? quasis[0]!.value.cooked : undefined
}
