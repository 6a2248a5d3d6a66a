import type { Decl, Expr, Limit } from '../../../grammar/ast/index.ts'
import { known } from '../../program/known.ts'
import { plainly } from './conditions.ts'
import type { Rule } from './rule.ts'

const measured = /^(gross|leverage|orders|cancels|drawdown|position|exposure|holdings\(.*|owned\(.*)$/s

/** A limit says how much may be there at most. */
export const limitsLimit: Rule = ({ program, file }, say) => {
  const terms = new Map(
    program.acting.risk.flatMap(rule => (rule.kind === 'limit' ? [[rule.span[1], rule.condition] as const] : [])),
  )
  for (const { condition, span } of limitsOf(file.decls)) {
    const term = terms.get(span.start)
    if (condition.kind !== 'binary' || !term || (condition.op !== '>' && condition.op !== '>=')) continue
    const { left, op, opSpan } = condition
    const most = known(plainly(term).args[1]!)
    if (most === undefined || most < 0 || !measured.test(textOf(left, file.text))) continue
    say('HVT2505', opSpan, { of: textOf(left, file.text), wrong: op, right: op === '>' ? '<' : '<=' })
  }
}

function limitsOf(decls: readonly Decl[]): readonly Limit[] {
  return decls.flatMap(decl => {
    if (decl.kind === 'each' || decl.kind === 'pair') return limitsOf(decl.body)
    return decl.kind === 'risk' ? decl.body.filter(item => item.kind === 'limit') : []
  })
}

const textOf = ({ span }: Expr, text: string): string => text.slice(span.start, span.end)
