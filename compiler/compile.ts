import type { Diagnostic } from '../grammar/diagnostics/diagnostic.ts'
import { parseExpression } from '../grammar/parse.ts'
import { act, withOutcomes } from './acting/act.ts'
import { engine } from './acting/engine.ts'
import { check } from './check/check.ts'
import { checkRules } from './check/rules/index.ts'
import { elaborate, type Override } from './elaborate/program.ts'
import type { Graph } from './ir/graph.ts'
import type { Test } from './ir/testing.ts'
import { checkMemory } from './layout/limit.ts'
import { lower } from './lower/lower.ts'
import { type Host, loadModules } from './resolve/modules.ts'
import { asGiven } from './testing/overrides.ts'
import { lowerTested } from './testing/reduced.ts'
import { paramsOf, testsIn, testsOf } from './testing/tests.ts'
import { withTestWords } from './testing/words.ts'

export interface CompileOptions {
  /** Values for params, in the language's own spelling: `{ max_age: '2s' }`. */
  readonly params?: Readonly<Record<string, string>>
  /** Names that are outputs too, as if they were features: for those who look into a run. Changes the digest. */
  readonly also?: readonly string[]
  /** Compiles the strategy as its test of this number (in the order of the text) has it. */
  readonly test?: number
  /** Leaves its tests out. */
  readonly untested?: boolean
  /** Members of universes that stand elsewhere: `{ perps: ['BTC/USDT perp'] }`. */
  readonly universes?: Readonly<Record<string, readonly string[]>>
}

export interface Compiled {
  /** Absent when a diagnostic is an error. */
  readonly graph?: Graph
  /** The tests of the strategy; with `test` that one. */
  readonly tests?: readonly Test[]
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
  const tests = options.untested ? [] : testsIn(modules.entry)
  const one = options.test === undefined ? undefined : tests[options.test]
  if (one) for (const [name, value] of paramsOf(one, modules.entry, entry.text)) overrides.set(name, value)
  const sources = new Map([...modules.files.map(f => [f.path, f.text] as const), ...texts])
  const text = (span: { file: string; start: number; end: number }) =>
    (sources.get(span.file) ?? '').slice(span.start, span.end)

  const known = { ...withTestWords(engine), ...(one && asGiven(one)) }
  const elaborated = elaborate(modules, overrides, report, known, {
    also: options.also ?? [],
    members: new Map(Object.entries(options.universes ?? {})),
  })
  const { program: streams, context, placed, root } = elaborated
  const acts = act(context, placed)
  const words = [...streams.choices]
  const tested = testsOf(elaborated, acts, one ? [one] : tests)
  const acting = { ...acts, written: [...acts.written, ...tested.written] }
  const outcomes = withOutcomes(context, streams.streams, root)
  const program = {
    ...streams,
    streams: one ? [...outcomes, ...tested.features] : outcomes,
    acting,
    given: tested.given,
    // A strategy is the same whatever its tests say.
    choices: one ? streams.choices : words,
  }
  const checked = check(program, report, text)
  // Whether a strategy is wise does not depend on its tests.
  if (!failed() && !one)
    checkRules({ ...checked, file: modules.entry, also: options.also ?? [] }, report, file => sources.get(file) ?? '')
  const lowered = failed() ? undefined : one ? lowerTested(checked, tested.features) : lower(checked)
  if (lowered) checkMemory(lowered, report)
  const graph = failed() ? undefined : lowered
  return { ...(graph && { graph }), ...(graph && { tests: tested.tests }), diagnostics, sources }
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
