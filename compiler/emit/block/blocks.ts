import type { Block } from '../../layout/schedule.ts'
import type { Queues } from '../engine/queues.ts'
import type { Tools } from '../operators/site.ts'
import { type Emission, zero } from '../place/emission.ts'
import { Frame, type Volatile } from '../values/frame.ts'
import type { Local } from '../wasm/encode/code.ts'
import { each, run } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32, i64, store } from '../wasm/encode/numbers.ts'
import { activities } from './activity.ts'
import { Chunk, type Span } from './chunk.ts'

/** So many nodes stand in one function: compilers take more than their share of time for longer ones. */
const LONGEST = 100

/** A function for each block: evaluates its queued instances, one after another. */
export function evaluators(e: Emission, volatile: Volatile, queues: Queues, tools: Tools): Func<undefined>[] {
  const activity = activities(e.graph)
  const chunk = (span: Span, func: Func, region: number, instance: Local<'i32'>) =>
    new Chunk(span, new Frame(e, volatile, func, region, instance), activity, queues, tools).actions()
  return e.plan.blocks.map((block, b) => {
    const func = e.module.func([], undefined)
    const instance = func.local('i32')
    const spans = spansOf(e, block)
    const body =
      spans.length === 1
        ? chunk(spans[0]!, func, block.region, instance)
        : spans.map(span => {
            const part = e.module.func(['i32'], undefined)
            part.does(...chunk(span, part, block.region, part.parameter(0, 'i32')))
            return run(part, instance)
          })
    func.does(...forQueued(e, b, func, instance, body))
    return func
  })
}

/** A function for each block: forgets what happened to the instances that it looked at. */
export function clearers(e: Emission): Func<undefined>[] {
  return e.plan.blocks.map((block, b) => {
    const { queued, count } = e.places.queues.blocks[b]!
    const { flags } = e.layout.nodes[block.from]!
    const func = e.module.func([], undefined)
    const instance = func.local('i32')
    const base = i32.mul(instance, i32.const(e.layout.regions[block.region]!.stride))
    // Whole words: the flags of neighbours in them end with the step too.
    const words: number[] = []
    for (let at = flags - (flags % 8); at < flags + block.to - block.from; at += 8) words.push(at)
    func.does(
      ...forQueued(e, b, func, instance, [
        store.byte(instance, queued, i32.const(0)),
        ...words.map(at => store.i64(base, at, i64.const(0n))),
      ]),
      store.i32(zero, count, zero),
    )
    return func
  })
}

function forQueued(e: Emission, b: number, func: Func, instance: Local<'i32'>, body: Parameters<typeof each>[2]) {
  const { count, list } = e.places.queues.blocks[b]!
  const [place, size] = [func.local('i32'), func.local('i32')]
  return [
    size.set(i32.load(zero, count)),
    ...each(place, size, [instance.set(i32.load(i32.shl(place, i32.const(2)), list)), ...body]),
  ]
}

function spansOf({ graph }: Emission, { from, to }: Block): Span[] {
  const parts = Math.ceil((to - from) / LONGEST)
  const at = (part: number) => from + Math.floor((part * (to - from)) / parts)
  return Array.from({ length: parts }, (_, part) => {
    const end = at(part + 1)
    const later = graph.nodes.slice(end, to).flatMap(node => node.inputs.map(input => input.node))
    return { from: at(part), to: end, readBeyond: new Set(later) }
  })
}
