import { call, run, when } from '../wasm/encode/control.ts'
import { type Operator, place, ticked } from './site.ts'

/** Gathers trades into the bar that closes next and the one after; shows the last closed one. */
export const bars: Operator = {
  holds: false,
  mayBeQuiet: true,
  guard: site => ticked(site, [0, 2]),
  look: site => {
    const { node, steps, tools, happened } = site
    if (node.op.op !== 'bars') throw new TypeError(`${node.op.op} makes no bars`)
    const { gather, shut } = tools.bars(node.op)
    const [price, qty, side, origin] = [2, 3, 4, 5].map(k => site.value(k))
    steps.do(
      when(ticked(site, [2]), [run(gather, place(site), price!, qty!, side!, origin!)]),
      when(ticked(site, [0]), [happened.set(call(shut, place(site), site.value(1)))]),
    )
  },
}
