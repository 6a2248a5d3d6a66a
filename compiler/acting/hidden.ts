import type { Ident, RiskItem, Span } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import { accountCalls, accountWords } from './account.ts'

/** What risk speaks of by name. */
const words: ReadonlySet<string> = new Set([...accountWords, ...accountCalls.keys(), 'orders', 'cancels'])

/** The declarations that have been told: one is mended in one place, wherever it is read. */
const told = new WeakMap<Context, Set<string>>()

/** Whether a rule of risk reads a declaration where it says a word of the account, which is told. */
export function hidesAccount(context: Context, item: RiskItem, scope: Scope): boolean {
  const hidden = namesIn(item).filter(({ name }) => words.has(name) && declaredAt(context, name, scope))
  const before = told.get(context) ?? new Set()
  told.set(context, before)
  for (const { name, span } of hidden) {
    if (before.has(name)) continue
    before.add(name)
    const declared = { span: declaredAt(context, name, scope)!, text: 'declared here' }
    fail(context, 'HVT2416', scope, span, { word: name }, [declared])
  }
  return hidden.length > 0
}

/** Where the file says of a name what it stands for. */
function declaredAt(context: Context, name: string, scope: Scope): Span | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const binding = s.names.get(name)
    const decl = binding?.kind === 'decl' ? binding.decl : undefined
    if (decl) return 'name' in decl ? decl.name.span : decl.span
    if (binding && binding.kind !== 'decl') return binding.span
  }
  return context.modules.imports.get(scope.file)?.get(name)?.decl.span
}

/** Names that stand in an expression by themselves: not those of parts and of arguments. */
function namesIn(node: unknown): readonly Ident[] {
  if (Array.isArray(node)) return node.flatMap(namesIn)
  if (typeof node !== 'object' || node === null) return []
  const { kind, name, span } = node as { readonly kind?: string; readonly name?: unknown; readonly span?: Span }
  if (kind === 'name' && typeof name === 'string' && span) return [{ name, span }]
  return Object.entries(node).flatMap(([field, part]) => (field === 'span' ? [] : namesIn(part)))
}
