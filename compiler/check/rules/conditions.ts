import type { Action, ExitRule } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import type { Program } from '../../program/program.ts'
import { type Term, unwrap } from '../../program/term.ts'

/** A condition that decides something. */
export interface Deciding {
  readonly term: Term
  /** `the condition of a veto`. */
  readonly what: string
  /** Of risk: what an unknown condition means there. */
  readonly risk?: 'forbids' | 'permits'
}

/** Every condition of a program on which something depends, each once. */
export function decidingConditions({ streams, acting }: Program): readonly Deciding[] {
  const found: Deciding[] = streams.flatMap(decl =>
    decl.kind === 'signal' && decl.condition
      ? [{ term: decl.condition, what: `the condition of signal \`${decl.name}\`` }]
      : [],
  )
  const add = (term: Term | undefined, what: string, risk?: Deciding['risk']) =>
    void (term && found.push({ term, what, ...(risk && { risk }) }))
  for (const rule of acting.risk) {
    if (rule.kind === 'veto') add(rule.when, 'the condition of a veto', 'forbids')
    if (rule.kind === 'halt') add(rule.when, 'the condition of `halt`', 'forbids')
    if (rule.kind === 'require') add(rule.condition, 'a requirement', 'permits')
    if (rule.kind === 'limit') add(rule.condition, 'a limit', 'permits')
  }
  for (const { act } of acting.standing) add(act.when, `the condition of a ${act.kind}`)
  for (const { when, actions } of acting.reactions) {
    add(when, 'the condition of `on`')
    addActions(actions)
  }
  for (const { states } of acting.cycles)
    for (const { actions, exits } of states) {
      addActions(actions)
      for (const exit of exits) if (exit.kind === 'when') add(exit.condition, 'the condition of `to`')
    }
  for (const { when } of acting.alerts) add(when, 'the condition of an alert')
  for (const { when } of acting.pairs) add(when, 'the evidence of a pair')
  return found

  function addActions(actions: readonly Action<Terms>[]): void {
    for (const action of actions) {
      if ('when' in action) add(action.when, `the condition of ${action.kind === 'alert' ? 'an' : 'a'} ${action.kind}`)
      if (action.kind === 'trade') for (const term of exitConditions(action.exit)) add(term, 'the condition of an exit')
    }
  }
}

export function exitConditions(rules: readonly ExitRule<Terms>[]): readonly Term[] {
  return rules.flatMap(rule => (rule.kind === 'when' ? [rule.condition] : []))
}

/** The conditions that must all hold for this one to hold. */
export function conjuncts(term: Term): readonly Term[] {
  const { op, args } = plainly(term)
  return op.op === 'pointwise' && op.fn === 'and' ? args.flatMap(conjuncts) : [term]
}

/** Without names that change no keys. */
export function plainly(term: Term): Term {
  return term.op.op === 'ref' && term.op.keys.size === 0 ? plainly(term.args[0]!) : term
}

/** The condition that was true when an event happened. */
export function conditionAt(event: Term): Term | undefined {
  const { op, args } = unwrap(event)
  return op.op === 'rising' ? args[0] : op.op === 'filter' ? args[1] : undefined
}
