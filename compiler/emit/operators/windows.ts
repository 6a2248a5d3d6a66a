import { isPresent } from '../place/presence.ts'
import type { F64, I32 } from '../wasm/encode/code.ts'
import { call, choose, run, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32 } from '../wasm/encode/numbers.ts'
import { isOpen } from '../windows/since.ts'
import { type Operator, place, put, type Site, ticked, wake } from './site.ts'

/** The value x had n of its ticks before its last one, or so many as the instance says. */
export const prev: Operator = {
  holds: false,
  look: site => {
    const { op } = site.node
    if (op.op !== 'prev') throw new TypeError(`${op.op} is no prev`)
    const { prev, lagged } = site.tools.windows
    if (op.lags) takeIn(site, () => lagged(op.n), ticksOf(site, 1), [site.value(1)])
    else takeIn(site, () => prev(op.n), ticksOf(site, 0))
  },
}

/** An aggregate of the last n ticks of x. */
export const window: Operator = counting(({ node: { op }, tools }) => {
  if (op.op !== 'window') throw new TypeError(`${op.op} is no window of ticks`)
  return tools.windows.window(op.aggregate, op.n)
})

/** A quantile of the last n ticks of x. */
export const quantile: Operator = counting(({ node: { op }, tools }) => {
  if (op.op !== 'quantile') throw new TypeError(`${op.op} is no quantile of ticks`)
  return tools.windows.quantile(op.q, op.n)
})

/** An aggregate of the ticks since the last tick of e, which is the last input. Values are read only where they count. */
export const sinceWindow: Operator = {
  holds: true,
  look: site => {
    const { node, tools, steps, happened } = site
    const { op, inputs } = node
    if (op.op !== 'since_window') throw new TypeError(`${op.op} is no window since an event`)
    const { restart, take, value } = tools.windows.since(op.aggregate)
    const ticks = ticksOf(site, 1)
    const x = steps.func.local('f64')
    const begins = op.held ? [x.set(site.value(0)), when(isPresent(x), [run(take, place(site), x)])] : []
    steps.do(
      when(
        ticked(site, [inputs.length - 1]),
        [run(restart, place(site)), ...begins],
        [when(i32.and(ticks.ticked, isOpen(place(site))), [run(take, place(site), ...ticks.values)])],
      ),
    )
    const isThere = put(site, { value: call(value, place(site)), clean: true })
    steps.do(happened.set(i32.or(wake, i32.and(ticks.ticked, isThere))))
  },
}

interface Ticks {
  readonly ticked: I32
  readonly values: readonly F64[]
}

/** What a window takes in: all its inputs but the last `others`. */
export function ticksOf(site: Site, others: number): Ticks {
  const inputs = site.node.inputs.slice(0, site.node.inputs.length - others)
  return {
    ticked: inputs.map((_, k) => ticked(site, [k])).reduce(i32.and),
    values: inputs.map((_, k) => site.value(k)),
  }
}

/** Takes in the ticks of its inputs; wakes with them, ticks with them once present. */
export function counting(take: (site: Site) => Func<'i32'>): Operator {
  return { holds: false, look: site => takeIn(site, () => take(site), ticksOf(site, 0)) }
}

/** Hands ticks, and what else the function asks for, to it when there are some. */
function takeIn(site: Site, take: () => Func<'i32'>, { ticked, values }: Ticks, more: readonly F64[] = []): void {
  const { steps, happened } = site
  const canTick = values.every((_, k) => site.ticks(k))
  steps.do(happened.set(canTick ? choose(ticked, call(take(), place(site), ...values, ...more), wake) : wake))
}
