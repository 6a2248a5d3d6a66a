import type { Decl, File, Test as TestDecl } from '../../grammar/ast/index.ts'
import type { Collector } from '../acting/collect.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import type { Elaborated, Override } from '../elaborate/program.ts'
import type { Test } from '../ir/testing.ts'
import type { ActingProgram, Written } from '../program/acting.ts'
import type { FeatureDecl, GivenValue } from '../program/program.ts'
import { expected } from './expectations.ts'
import { happeningsOf } from './happenings.ts'
import { saysOf } from './vacuous.ts'
import { remember, testScope } from './words.ts'

/** Tests as data, with all that the checks look at, and the outputs by which a run sees what was expected. */
export interface Tests {
  readonly tests: readonly Test[]
  readonly features: readonly FeatureDecl[]
  readonly written: readonly Written[]
  readonly given: readonly GivenValue[]
}

export function testsIn({ decls }: File): readonly TestDecl[] {
  return decls.filter((decl: Decl): decl is TestDecl => decl.kind === 'test')
}

/** Elaborates tests; the strategy is done. */
export function testsOf({ context, root }: Elaborated, acting: ActingProgram, decls: readonly TestDecl[]): Tests {
  remember(context, acting)
  const written: Written[] = []
  const given: GivenValue[] = []
  const features: FeatureDecl[] = []
  const scope = testScope(root)
  const titles = new Set<string>()
  const tests = decls.map(decl => {
    const title = titleOf(decl)
    if (titles.has(title)) fail(context, 'HVT2435', scope, decl.title.span, { title })
    titles.add(title)
    const { test, outputs } = testOf({ context, written }, decl, title, given, scope)
    features.push(...outputs)
    return test
  })
  return { tests, features, written, given }
}

function testOf(collector: Collector, decl: TestDecl, title: string, given: GivenValue[], scope: Scope) {
  const { context } = collector
  const happenings = decl.body.flatMap(item => (item.kind === 'given' ? happeningsOf(context, item, given, scope) : []))
  const expects = decl.body.filter(item => item.kind === 'expect')
  if (expects.length === 0) fail(context, 'HVT2436', scope, decl.title.span, { title })
  const says = saysOf(happenings)
  const all = expects.flatMap((item, k) => expected(collector, item, k + 1, says, scope) ?? [])
  const { file, start, end } = decl.span
  const header = context.modules.entry.decls.find(one => one.kind === 'header')
  const money = header?.kind === 'header' && header.reporting ? { money: header.reporting.name } : {}
  const expectations = all.map(e => e.expectation)
  const test: Test = { title, span: [file, start, end], ...money, happenings, expectations }
  return { test, outputs: all.map(e => e.feature) }
}

export function titleOf({ title }: TestDecl): string {
  return title.parts.map(part => (typeof part === 'string' ? part : '')).join('')
}

/** Params that a test gives are those of its run. */
export function paramsOf({ body }: TestDecl, { decls }: File, text: string): ReadonlyMap<string, Override> {
  const params = new Set(decls.flatMap(decl => (decl.kind === 'param' ? [decl.name.name] : [])))
  return new Map(
    body.flatMap(item => {
      if (item.kind !== 'given' || !item.is || item.stream.kind !== 'name' || !params.has(item.stream.name)) return []
      const { start, end } = item.is.span
      return [[item.stream.name, { expr: item.is, text: text.slice(start, end) }] as const]
    }),
  )
}
