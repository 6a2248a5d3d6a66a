import type { Diagnostic } from '../grammar/diagnostics/diagnostic.ts'
import { parseExpression } from '../grammar/parse.ts'
import { act, withOutcomes } from './acting/act.ts'
import { engine } from './acting/engine.ts'
import { check } from './check/check.ts'
import { checkRules } from './check/rules/index.ts'
import { elaborate, type Override } from './elaborate/program.ts'
import type { Graph } from './ir/graph.ts'
import { checkMemory } from './layout/limit.ts'
import { lower } from './lower/lower.ts'
import { type Host, loadModules } from './resolve/modules.ts'

export interface CompileOptions {
  /** Values for params, in the language's own spelling: `{ max_age: '2s' }`. */
  readonly params?: Readonly<Record<string, string>>
  /** Names of `let`s that are outputs too, as if they were features: for those who look into a run. Changes the digest. */
  readonly also?: readonly string[]
  /** Members of universes that stand elsewhere: `{ perps: ['BTC/USDT perp'] }`. */
  readonly universes?: Readonly<Record<string, readonly string[]>>
}

export interface Compiled {
  /** Absent when a diagnostic is an error. */
  readonly graph?: Graph
  readonly diagnostics: readonly Diagnostic[]
  /** The texts that the diagnostics point into, by path. */
  readonly sources: ReadonlyMap<string, string>
}

/** From text to graph: the stages, one after another. Never throws for what a user wrote. */
export function compile(
  entry: { readonly path: string; readonly text: string },
  host: Host,
  options: CompileOptions = {},
): Compiled {
  const diagnostics: Diagnostic[] = []
  const report = (d: Diagnostic) => void diagnostics.push(d)
  const failed = () => diagnostics.some(d => d.severity === 'error')

  const { overrides, texts } = parseParams(options.params ?? {}, report)
  const modules = loadModules(entry, host, report)
  const sources = new Map([...modules.files.map(f => [f.path, f.text] as const), ...texts])
  const text = (span: { file: string; start: number; end: number }) =>
    (sources.get(span.file) ?? '').slice(span.start, span.end)

  const {
    program: streams,
    context,
    placed,
    root,
  } = elaborate(modules, overrides, report, engine, {
    also: options.also ?? [],
    members: new Map(Object.entries(options.universes ?? {})),
  })
  const acting = act(context, placed)
  const program = { ...streams, streams: withOutcomes(context, streams.streams, root), acting }
  const checked = check(program, report, text)
  if (!failed())
    checkRules({ ...checked, file: modules.entry, also: options.also ?? [] }, report, file => sources.get(file) ?? '')
  const lowered = failed() ? undefined : lower(checked)
  if (lowered) checkMemory(lowered, report)
  const graph = failed() ? undefined : lowered
  return { ...(graph && { graph }), diagnostics, sources }
}

function parseParams(params: Readonly<Record<string, string>>, report: (d: Diagnostic) => void) {
  const overrides = new Map<string, Override>()
  const texts = new Map<string, string>()
  for (const [name, text] of Object.entries(params)) {
    const path = `--param ${name}`
    const { expr, diagnostics } = parseExpression(path, text)
    texts.set(path, text)
    diagnostics.forEach(report)
    if (expr) overrides.set(name, { expr, text })
  }
  return { overrides, texts }
}
