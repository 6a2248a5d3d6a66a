import type { Input } from '../../ir/graph.ts'
import { HEADER } from '../../layout/layout.ts'
import { absent, type Emission, zero } from '../place/emission.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'

/** Values of volatile nodes, which memory does not hold. */
export type Volatile = (node: number, instance: I32) => F64

/** A place in the code of a function where one instance of a region is known, and what is read from there. */
export class Frame {
  private readonly prologue: Action[] = []
  private readonly known = new Map<string, I32>()

  constructor(
    readonly emission: Emission,
    private readonly volatile: Volatile,
    readonly func: Func,
    readonly region: number,
    readonly instance: Local<'i32'>,
  ) {}

  /** To be run whenever `instance` has changed. Written last, when it is known what is needed. */
  readonly begin: Action = {
    write: code => {
      for (const action of this.prologue) action.write(code)
    },
  }

  /** What to add to the places of instance 0 of this region. */
  get base(): I32 {
    return this.scaled(this.instance, this.emission.layout.regions[this.region]!)
  }

  /** What to add to the places of instance 0 of the node that is read. */
  offset({ node, map }: Input): I32 {
    const { layout, graph } = this.emission
    const read = layout.regions[graph.nodes[node]!.region]!
    return map === -1 ? this.scaled(this.instance, read) : this.mapped(map, read.stride)
  }

  /** The value of an input: an expression that is right until the node is evaluated again. */
  value(input: Input): F64 {
    const { graph, layout } = this.emission
    const { op, volatile } = graph.nodes[input.node]!
    if (op.op === 'constant') return Number.isFinite(op.value) ? f64.const(op.value) : absent
    if (op.op === 'now') return now
    if (volatile) return this.volatile(input.node, input.map === -1 ? this.instance : this.mapped(input.map, 1))
    return f64.load(this.offset(input), layout.nodes[input.node]!.value)
  }

  /** A variable that the prologue sets. */
  early(key: string, value: () => I32): I32 {
    const known = this.known.get(key)
    if (known) return known
    const local = this.func.local('i32')
    // Its own needs come first.
    const is = value()
    this.prologue.push(local.set(is))
    this.known.set(key, local)
    return local
  }

  private scaled(instance: I32, { stride, instances }: { readonly stride: number; readonly instances: number }): I32 {
    if (instances <= 1) return zero
    return this.early(`times ${stride}`, () => i32.mul(instance, i32.const(stride)))
  }

  /** The instance read through a map, times a factor. */
  private mapped(map: number, factor: number): I32 {
    const { graph, constants, layout } = this.emission
    const read = graph.maps[map]!.map(instance => instance * factor)
    if (layout.regions[this.region]!.instances <= 1 || read.every(x => x === read[0])) return i32.const(read[0] ?? 0)
    const place = () => i32.shl(this.instance, i32.const(2))
    return this.early(`map ${map} times ${factor}`, () => i32.load(place(), constants.i32s(read)))
  }
}

/** The time of the step. */
export const now: F64 = f64.load(zero, HEADER.now)

/** A list of actions in the making, with variables for what is used more than once. */
export class Steps {
  readonly actions: Action[] = []

  constructor(readonly func: Func) {}

  do(...actions: readonly Action[]): void {
    this.actions.push(...actions)
  }

  /** Evaluates it here, once. */
  hold(value: F64): Local<'f64'> {
    const local = this.func.local('f64')
    this.actions.push(local.set(value))
    return local
  }

  /** The same of a condition. */
  holdTruth(value: I32): Local<'i32'> {
    const local = this.func.local('i32')
    this.actions.push(local.set(value))
    return local
  }
}
