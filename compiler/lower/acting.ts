import type { Checked } from '../check/check.ts'
import type { Acting, GraphActing, Inputs } from '../ir/acting.ts'
import { allKeys } from '../program/instances.ts'
import type { KeyScope } from '../program/keys.ts'
import { unitText } from '../program/unit.ts'
import type { Lowering } from './lowering.ts'
import { Placing } from './placing.ts'

/** What acts, as inputs and lists by instance; undefined where nothing does. */
export function actingOf(checked: Checked, lowered: Lowering): GraphActing | undefined {
  const { acting } = checked.program
  const { written: _, ...lists } = acting
  if (Object.values(lists).every(list => list.length === 0)) return undefined
  const of = (scope: KeyScope | undefined) => new Placing(checked, lowered, allKeys(scope))
  const all = <T extends { place: KeyScope | undefined }, U>(list: readonly T[], make: (item: T, at: Placing) => U) =>
    list.map(item => ({ ...make(item, of(item.place)), place: of(item.place).place }))
  return {
    standing: all(acting.standing, ({ act, span }, at) => ({
      span,
      act: act.kind === 'quote' ? at.quote(act) : at.target(act),
    })),
    reactions: all(acting.reactions, ({ event, when, actions, span }, at) => ({
      span,
      event: at.value(event),
      ...(when && { when: at.value(when) }),
      actions: actions.map(action => at.action(action)),
    })),
    cycles: all(acting.cycles, ({ name, states, span }, at) => ({
      span,
      name,
      states: states.map(state => ({
        name: state.name,
        span: state.span,
        actions: state.actions.map(action => at.action(action)),
        exits: state.exits.map(({ kind, condition, to }) => ({ kind, to, condition: at.value(condition) })),
      })),
    })),
    portfolios: all(acting.portfolios, ({ name, members, on, at: clock, ranks, sizing, span }, at) => {
      const inside = of(members)
      return {
        span,
        name,
        members: inside.place,
        on: inside.instrument(on),
        at: at.value(clock),
        ranks: ranks.map(({ side, end, count, by }) => ({
          side,
          end,
          count: inside.value(count),
          by: inside.value(by),
        })),
        sizing: inside.values(sizing),
      }
    }),
    alerts: all(acting.alerts, (alert, at) => ({ ...at.alert(alert), span: alert.span })),
    risk: acting.risk.map(rule => of(rule.place).risk(rule)),
    phases: all(acting.phases, ({ name, steps, is, span }, at) => ({ name, steps, is: at.value(is), span })),
    labels: all(acting.labels, ({ name, columns, span }, at) => ({
      span,
      name,
      columns: columns.map(({ settled, ...rest }) => ({ ...rest, ...(settled && { settled: at.value(settled) }) })),
    })),
    models: all(acting.models, ({ rows, inputs, settled, ...rest }, at) => ({
      ...rest,
      rows: at.value(rows),
      inputs: inputs.map(({ name, value }) => ({
        name,
        unit: unitText(checked.units.of(value).unit),
        value: at.value(value),
      })),
      ...(settled && { settled: at.value(settled) }),
    })),
    pairs: all(acting.pairs, ({ when, keep, most, span }, at) => ({
      span,
      when: at.value(when),
      ...(keep && { keep: at.value(keep) }),
      ...(most && { most: { count: most.count, by: at.value(most.by) } }),
    })),
  } satisfies Acting<Inputs>
}
