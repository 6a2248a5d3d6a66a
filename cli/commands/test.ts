import type { Compiled } from '../../compiler/compile.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { Test } from '../../compiler/ir/testing.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { type Outcome, runTest } from '../../runtime/testing/run.ts'
import { loadExterns } from '../host/externs.ts'
import { isCompiled, loadFile } from '../host/load_file.ts'
import { counted } from '../terminal/figures.ts'
import { Report } from '../terminal/report.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type Tested, testJson, testLines } from '../testing/told.ts'

export interface TestOptions {
  readonly param?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  /** Only tests whose title has this text in it. */
  readonly only?: string
  readonly json?: boolean
}

/** `hvt test FILE...`: runs the tests of strategies; returns the exit code. */
export async function testCommand(files: readonly string[], options: TestOptions, to: Terminal): Promise<number> {
  const report = new Report(to, options.json ?? false)
  const results: { file: string; ok: boolean; tests: ReturnType<typeof testJson>[] }[] = []
  for (const file of new Set(files)) {
    const { tests, sources, ok } = await one(file, options, report)
    results.push({ file, ok, tests: tests.map(tested => testJson(tested, sources)) })
    if (options.json) continue
    for (const tested of tests) to.out(`${testLines(tested, sources).join('\n')}\n`)
    if (tests.length > 0) to.out(`${file}: ${summary(tests)}\n`)
  }
  const ok = results.every(result => result.ok)
  if (options.json) report.write({ version: 1, ok, files: results } as { readonly ok: boolean })
  return ok ? 0 : 1
}

interface Run {
  readonly tests: readonly Tested[]
  readonly sources: ReadonlyMap<string, string>
  readonly ok: boolean
}

async function one(file: string, { only, json: _, ...given }: TestOptions, report: Report): Promise<Run> {
  const whole = loadFile(file, given)
  const { sources } = whole
  const failed = { tests: [], sources, ok: false }
  if (isCompiled(file) && whole.graph) {
    report.tell([diagnostic('HVT9092', { where: file }, { file })])
    return failed
  }
  report.tell(whole.diagnostics, sources)
  if (!whole.tests) return failed
  const chosen = [...whole.tests.keys()].filter(k => whole.tests![k]!.title.includes(only ?? ''))
  if (chosen.length === 0) {
    const titles = whole.tests.map(({ title }) => title)
    const about = { file, only: only ?? '', titles }
    report.tell([diagnostic(only === undefined ? 'HVT9090' : 'HVT9091', { where: file }, about)])
    return failed
  }
  const tests: Tested[] = []
  for (const k of chosen) {
    const compiled = loadFile(file, { ...given, test: k })
    const news = compiled.diagnostics.filter(d => !whole.diagnostics.some(known => isSame(known, d)))
    report.tell(compiled.graph ? news.filter(isOfTests) : news, sources)
    tests.push(await run(compiled, whole.tests[k]!, report))
  }
  return { tests, sources, ok: tests.every(tested => tested.ok) }
}

/** Runs the strategy as a test has it; one that does not compile so has failed. */
async function run({ graph, tests }: Compiled, test: Test, report: Report): Promise<Tested> {
  const failed = { test, ok: false, verdicts: [], ahead: [] }
  if (!graph || !tests?.[0]) return failed
  const { externs, diagnostics, sources } = await loadExterns(graph)
  report.tell(diagnostics, sources)
  if (!externs) return failed
  const outcome = runTest(graph, tests[0], (of, emit) => interpret(of, emit, externs))
  report.tell(warnings(outcome))
  return { test: tests[0], ...outcome, ok: outcome.ahead.length === 0 && outcome.verdicts.every(v => !v.failure) }
}

/** Of a strategy as a test has it only what concerns the test: that a value is always present now, say, is its doing. */
const isOfTests = ({ code }: Diagnostic) => code.startsWith('HVT243')

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.message === b.message && a.span?.start === b.span?.start
}

function warnings({ verdicts, ahead }: Outcome): readonly Diagnostic[] {
  const span = ([file, start, end]: readonly [string, number, number]) => ({ span: { file, start, end } })
  return [
    ...ahead.map(e => diagnostic('HVT9093', span(e.span), { text: e.text })),
    ...verdicts
      .filter(({ idle, failure }) => idle && !failure)
      .map(({ expectation: e }) => diagnostic('HVT9094', span(e.span), { text: e.text })),
  ]
}

function summary(tests: readonly Tested[]): string {
  const failed = tests.filter(({ ok }) => !ok).length
  const parts = [
    counted(tests.length, 'test'),
    ...(failed > 0 ? [`${tests.length - failed} ok`, `${failed} failed`] : ['ok']),
  ]
  return parts.join(', ')
}
