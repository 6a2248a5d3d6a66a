import { isAbsent } from '../place/presence.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { call, run, select, when } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { type Operator, place, ticked } from './site.ts'

/** Gathers trades and bars into the bar that closes next and the one after; shows the last closed one. */
export const bars: Operator = {
  holds: false,
  mayBeQuiet: true,
  guard: site => ticked(site, [0, 2, 6]),
  look: site => {
    const { node, steps, tools, happened } = site
    if (node.op.op !== 'bars') throw new TypeError(`${node.op.op} makes no bars`)
    const { gather, shut } = tools.bars(node.op)
    const [price, qty, side, origin] = [2, 3, 4, 5].map(k => site.value(k)) as [F64, F64, F64, F64]
    const [zero, one] = [f64.const(0), f64.const(1)]
    const bought = select(f64.gt(side, zero), qty, zero)
    const count = select(i32.or(isAbsent(price), isAbsent(qty)), zero, one)
    const recorded = [6, 7, 8, 9, 10, 11, 12].map(k => site.value(k))
    steps.do(
      when(ticked(site, [2]), [run(gather, place(site), origin, price, price, price, price, qty, bought, count)]),
      when(ticked(site, [6]), [run(gather, place(site), site.value(13), ...recorded)]),
      when(ticked(site, [0]), [happened.set(call(shut, place(site), site.value(1)))]),
    )
  },
}
