import type { Expr, Phase as PhaseDecl } from '../../grammar/ast/index.ts'
import { choiceNumber } from '../elaborate/choices.ts'
import { type Context, childScope, fail, type Scope, term } from '../elaborate/context.ts'
import { type Term, unwrap } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { bool } from './conditions.ts'

/**
 * `phase mode { rules until n >= 1_000  scored }`: which step it is in. A step ends when its condition is first true; `age`
 * is the time since it began. What has happened is not undone.
 */
export function phaseValue(context: Context, decl: PhaseDecl, scope: Scope): Value {
  const ends: Term[] = []
  for (const [k, step] of decl.steps.entries()) {
    const last = k === decl.steps.length - 1
    if (last !== (step.until === undefined)) {
      const lacks = last ? 'a last step without `until`' : `the end of \`${step.name.name}\``
      const example = last ? 'done' : `${step.name.name} until c`
      return fail(context, 'HVT2414', scope, step.name.span, { what: 'a phase', lacks, example })
    }
    if (decl.steps.findIndex(other => other.name.name === step.name.name) < k)
      return fail(context, 'HVT2002', scope, step.name.span, { name: step.name.name })
    if (!step.until) break
    const end = endOf(context, step.until, ends.at(-1), scope)
    if (!end) return error
    ends.push(end)
  }
  const word = (k: number) => {
    const { name, span } = decl.steps[k]!.name
    const value = choiceNumber(context, name)
    return term({ op: 'constant', value, unit: plain, bare: false }, [], 'choice', span, scope)
  }
  const { span } = decl.name
  const is = ends.reduce(
    (before, end, k) =>
      term(
        { op: 'pointwise', fn: 'if' },
        [bool({ op: 'present' }, [end], span, scope), word(k + 1), before],
        'choice',
        span,
        scope,
      ),
    word(0),
  )
  const steps = ends.map(end => bool({ op: 'present' }, [end], span, scope))
  moves.set(
    is,
    steps.map(began => term({ op: 'rising', name: decl.name.name }, [began], 'time', span, scope)),
  )
  return { kind: 'scalar', term: is }
}

const moves = new WeakMap<Term, readonly Term[]>()

/** The events at which a phase goes on, one for each of its steps but the first; undefined of what is no phase. */
export function stepsOf(value: Value): readonly Term[] | undefined {
  if (value.kind !== 'scalar') return undefined
  const is = unwrap(value.term)
  return moves.get(is.op.op === 'override' ? unwrap(is.args[0]!) : is)
}

/** When a step ends: the first time at which its condition is true after it began. */
function endOf(context: Context, until: Expr, begun: Term | undefined, outer: Scope): Term | undefined {
  const { span } = until
  const since = begun ?? term({ op: 'started' }, [], 'time', span, outer)
  const now = term({ op: 'now' }, [], 'time', span, outer)
  const age = term({ op: 'pointwise', fn: 'elapsed' }, [now, since], 'number', span, outer)
  const scope = childScope(outer)
  scope.names.set('age', { kind: 'value', value: () => ({ kind: 'scalar', term: age }), span })
  const value = context.expression(until, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  if (value.kind !== 'scalar' || value.term.type !== 'bool')
    return void fail(context, 'HVT2101', outer, span, {
      what: '`until`',
      wanted: 'a condition',
      found: kindText(value),
    })
  const reached = begun ? bool({ op: 'present' }, [begun], span, outer) : undefined
  const c = reached ? bool({ op: 'pointwise', fn: 'and' }, [value.term, reached], span, outer) : value.term
  return term({ op: 'onset' }, [c], 'time', span, outer)
}
