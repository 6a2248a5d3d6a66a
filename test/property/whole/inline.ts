import type { Arg, Decl, Expr, File, Fn } from '../../../grammar/ast/index.ts'
import { print } from '../../../grammar/format/format.ts'
import { parse } from '../../../grammar/parse.ts'

type Tree = Readonly<Record<string, unknown>>
type Values = ReadonlyMap<string, Expr>

/** The text with every call of a function of the file replaced by what it is, and no functions left. */
export function withoutFunctions(text: string): string {
  const { file } = parse('inlined.hvt', text)
  const fns = new Map(file.decls.flatMap(d => (d.kind === 'fn' ? [[d.name.name, d] as const] : [])))
  let fresh = 0
  const expand = (tree: unknown): unknown =>
    mapped(tree, node => {
      const fn = node.kind === 'call' && nameOf(node.of) !== undefined ? fns.get(nameOf(node.of)!) : undefined
      if (!fn) return undefined
      const args = (node.args as readonly Arg[]).map(arg => expand(arg) as Arg)
      // What the body binds itself must not catch names of the arguments.
      const body = expand(rebound(fn.is, `own${fresh++}_`))
      return replaced(body, argumentsOf(fn, args))
    })
  const decls = file.decls.filter(d => d.kind !== 'fn').map(d => expand(d) as Decl)
  return printed(file, decls)
}

/** The text with every name of a `let` replaced by its value, where only a value can stand for it. */
export function withoutLets(text: string): string {
  const { file } = parse('inlined.hvt', text)
  const kept = keptNames(file)
  const body = (decls: readonly Decl[]): readonly Decl[] => {
    const values = new Map<string, Expr>()
    const own = (d: Decl) => d.kind === 'let' && !kept.has(d.name.name)
    for (const d of decls) if (d.kind === 'let' && own(d)) values.set(d.name.name, d.is)
    const full = new Map<string, Expr>()
    const fill = (name: string): Expr => {
      const known = full.get(name)
      if (known) return known
      const is = mapped(values.get(name)!, node => {
        const inner = nameOf(node)
        return inner !== undefined && values.has(inner) ? fill(inner) : undefined
      }) as Expr
      full.set(name, is)
      return is
    }
    for (const name of values.keys()) fill(name)
    const rest = decls.filter(d => !own(d))
    return rest.map(d => {
      const of = replaced(d, full) as Decl
      return of.kind === 'each' ? { ...of, body: body(of.body) } : of
    })
  }
  return printed(file, body(file.decls))
}

const printed = (file: File, decls: readonly Decl[]) => print({ ...file, decls, comments: [] })

/** Names that stand where no value can: payloads, keyed streams, parts of texts, moments, what is matched. */
function keptNames(file: File): ReadonlySet<string> {
  const kept = new Set<string>()
  const all = (tree: unknown) =>
    void mapped(tree, node => {
      const of = nameOf(node)
      if (of !== undefined) kept.add(of)
      return undefined
    })
  void mapped(file.decls, node => {
    if (node.kind === 'signal') for (const { name } of (node.payload as { name: string }[]) ?? []) kept.add(name)
    if (node.kind === 'text') all(node.parts)
    if (node.kind === 'index' || node.kind === 'mark') all(node.of)
    if (node.kind === 'match') all(node.subject)
    return undefined
  })
  return kept
}

function argumentsOf(fn: Fn, args: readonly Arg[]): Values {
  const values = new Map<string, Expr>()
  fn.params.forEach(({ name, default: usual }, i) => {
    const named = args.find(arg => arg.kind === 'named' && arg.name.name === name.name)
    const arg = named ?? args[i]
    const value = arg && 'value' in arg && (named || arg.kind === 'positional') ? arg.value : usual
    if (!value) throw new Error(`no value for ${name.name} of ${fn.name.name}`)
    values.set(name.name, value)
  })
  return values
}

/** A copy in which names bound inside it begin with a prefix. */
function rebound(tree: unknown, prefix: string): unknown {
  const names = new Set<string>()
  void mapped(tree, node => {
    if (node.kind === 'block') for (const { name } of node.lets as { name: { name: string } }[]) names.add(name.name)
    if (node.kind === 'lambda') names.add((node.name as { name: string }).name)
    return undefined
  })
  const rename = (of: { name: string }) => ({ ...of, name: prefix + of.name })
  const walk = (part: unknown): unknown =>
    mapped(part, node => {
      if (node.kind === 'name' && names.has(node.name as string)) return rename(node as { name: string } & Tree)
      if (node.kind === 'block') {
        const lets = (node.lets as { name: { name: string }; is: Expr }[]).map(l => ({ ...l, name: rename(l.name), is: walk(l.is) })) // biome-ignore format: one line
        return { ...node, lets, result: walk(node.result) }
      }
      if (node.kind === 'lambda') return { ...node, name: rename(node.name as { name: string }), body: walk(node.body) }
      return undefined
    })
  return walk(tree)
}

const replaced = (tree: unknown, values: Values): unknown =>
  mapped(tree, node => {
    const name = nameOf(node)
    return name === undefined ? undefined : values.get(name)
  })

const nameOf = (node: unknown): string | undefined =>
  typeof node === 'object' && node !== null && (node as Tree).kind === 'name'
    ? ((node as Tree).name as string)
    : undefined

/** A copy of a tree in which `change` has replaced nodes, outermost first. */
function mapped(tree: unknown, change: (node: Tree) => unknown): unknown {
  if (Array.isArray(tree)) return tree.map(part => mapped(part, change))
  if (typeof tree !== 'object' || tree === null) return tree
  const other = change(tree as Tree)
  if (other !== undefined) return other
  return Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, mapped(part, change)]))
}
