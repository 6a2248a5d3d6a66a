import type { Span } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { Place } from '../ir/orders.ts'
import type { Program } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { isPlain } from '../program/unit.ts'
import { checkWritten } from './acting.ts'
import { checkCausality } from './causality.ts'
import { type Clocks, inferClocks } from './clocks.ts'
import { checkGiven } from './given.ts'
import { checkPresence } from './presence.ts'
import { reporter } from './report.ts'
import { safety } from './safety/index.ts'
import { checkClaims } from './units/claims.ts'
import { inferUnits, type Units } from './units/infer.ts'
import { type Solver, solver } from './units/solver.ts'

/** A program whose units and clocks are known, and in which availability and presence are right: only such a one is lowered. */
export interface Checked {
  readonly program: Program
  readonly units: Units
  readonly clocks: Clocks
}

export function check(program: Program, report: (d: Diagnostic) => void, text: (span: Span) => string): Checked {
  const say = reporter(report, file => text({ file, start: 0, end: Number.POSITIVE_INFINITY }))
  const equations = solver(program.equations)
  const units = inferUnits(equations, say, text)
  const clocks = inferClocks(say, text)
  for (const { term, is, values } of program.params)
    for (const value of values) units.wants(value, units.of(term).unit, `\`${is.name.replace(/\[.*/s, '')}\``)
  for (const { within, health } of program.pegs)
    if (isPlain(units.of(within).unit)) units.of(health)
    else say('HVT2203', within, { what: '`within`', wanted: 'a ratio (`50bps`)', found: 'another unit' })
  for (const term of program.lets) {
    units.of(term)
    clocks.of(term)
  }
  for (const decl of program.streams) {
    if (decl.kind !== 'feature') {
      units.of(decl.event)
      if (clocks.of(decl.event).stream !== 'event') say('HVT2304', decl.event, { what: `\`${decl.kind}\`` })
    }
    if (decl.kind === 'signal') {
      if (decl.condition && neverWakes(decl.condition, clocks)) say('HVT2310', decl.condition, { name: decl.name })
      continue
    }
    for (const column of decl.kind === 'record' ? [...decl.columns, ...decl.later] : decl.columns) {
      if (!('term' in column)) continue
      units.of(column.term)
      clocks.of(column.term)
    }
  }
  checkWritten(program, units, clocks, say, text)
  checkGiven(program, units, say)
  checkSafety(program, report)
  checkClaims(program.claims, units, equations, say)
  checkCausality(program, say)
  checkPresence(program, say)
  return { program, units: settled(units, equations), clocks }
}

/** After all equations: the unit of what a scan keeps is not known yet where it is first met. */
function settled(units: Units, equations: Solver): Units {
  return {
    ...units,
    of: term => {
      const { unit, pegs } = units.of(term)
      return { unit: equations.normal(unit).unit, pegs }
    },
  }
}

function checkSafety(program: Program, report: (d: Diagnostic) => void): void {
  const said = new Set<string>()
  for (const rule of safety)
    rule(program, (code, at, parameters, other) => {
      const [, start] = at
      const labels = other ? [{ span: spanOf(other.at), text: other.text }] : []
      const found = diagnostic(code, { span: spanOf(at), labels }, parameters)
      if (!said.has(`${found.message} ${start}`)) report(found)
      said.add(`${found.message} ${start}`)
    })
}

const spanOf = ([file, start, end]: Place): Span => ({ file, start, end })

/** Of constants and of time alone: nothing that happens makes anyone look. Params may change. */
function neverWakes(term: Term, clocks: Clocks): boolean {
  return clocks.of(term).stream === 'constant' && !readsParam(term, new Set())
}

function readsParam(term: Term, seen: Set<Term>): boolean {
  if (seen.has(term)) return false
  seen.add(term)
  return (
    term.op.op === 'param' ||
    term.op.op === 'params' ||
    term.op.op === 'error' ||
    term.args.some(arg => readsParam(arg, seen))
  )
}
