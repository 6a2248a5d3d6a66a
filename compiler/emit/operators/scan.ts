import type { ScanOp, ScanStep } from '../../ir/scan.ts'
import { SCAN } from '../../layout/state.ts'
import { absent } from '../place/emission.ts'
import { finite, isAbsent, isPresent } from '../place/presence.ts'
import { Steps } from '../values/frame.ts'
import { type Computed, compute } from '../values/functions.ts'
import type { F64, Local } from '../wasm/encode/code.ts'
import { select, when } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { type Operator, putAndTell, type Site, state, storeHeld, tick, ticked, wake } from './site.ts'

/** Replaces its state at the ticks of its clock. */
export const scan: Operator = {
  holds: false,
  look: site => {
    const { steps, happened } = site
    steps.do(happened.set(wake), when(ticked(site, clocksOf(site)), step(site)))
  },
}

/** The inputs whose ticks count: events, or all where there is none. */
export function clocksOf({ node: { inputs }, frame: { emission } }: Site): readonly number[] {
  const all = inputs.map((_, k) => k)
  const events = all.filter(k => emission.graph.nodes[inputs[k]!.node]!.stream === 'event')
  return events.length > 0 ? events : all
}

function step(site: Site): Steps['actions'] {
  const { held, happened } = site
  const { init, steps, next } = opOf(site)
  const at = state(site)
  const todo = new Steps(site.steps.func)
  const started = f64.eq(f64.load(at, 8 * SCAN.started), f64.const(1))
  const slot = (k: number) => 8 * (SCAN.state + k)
  const values = [
    ...init.map((value, k) => todo.hold(select(started, f64.load(at, slot(k)), f64.const(value)))),
    ...site.node.inputs.map((_, k) => todo.hold(site.value(k))),
  ]
  for (const one of steps) {
    const { value, clean } = result(one, values, todo, site)
    const local = todo.hold(value)
    if (!clean) todo.do(local.set(finite(local)))
    values.push(local)
  }
  const complete = next.map(value => isPresent(values[value]!)).reduce(i32.and)
  todo.do(
    when(complete, [
      store.f64(at, 8 * SCAN.started, f64.const(1)),
      ...next.map((value, k) => store.f64(at, slot(k), values[value]!)),
      held.set(values[next[0]!]!),
      storeHeld(site),
      happened.set(tick),
    ]),
  )
  return todo.actions
}

function result({ fn, args }: ScanStep, values: readonly Local<'f64'>[], steps: Steps, { tools }: Site): Computed {
  const operands: readonly F64[] = args.map(arg => values[arg]!)
  const [a, b] = operands as [F64, F64]
  if (fn === 'present') return { value: f64.fromI32(isPresent(a)), clean: true }
  if (fn === 'coalesce') return { value: select(isAbsent(a), b, a), clean: true }
  return compute(fn, operands, steps, tools.library)
}

function opOf({ node: { op } }: Site): ScanOp {
  if (op.op !== 'scan') throw new TypeError(`${op.op} is no scan`)
  return op
}

/** A number of another node's state. */
export const part: Operator = {
  holds: true,
  look: site => {
    const { node, frame } = site
    const [whole] = node.inputs
    if (node.op.op !== 'part' || !whole) throw new TypeError(`${node.op.op} is no part`)
    const number = f64.load(
      frame.offset(whole),
      frame.emission.layout.nodes[whole.node]!.state + 8 * (SCAN.state + node.op.slot),
    )
    const value = site.steps.hold(site.value(0))
    putAndTell(site, { value: select(isAbsent(value), absent, number), clean: false }, [0])
  },
}
