import type { Extern, Formula } from '../ir/extern.ts'
import type { External } from '../ir/external.ts'
import type { Graph } from '../ir/graph.ts'
import type { Layout } from '../layout/layout.ts'
import { EXTERN, stateSlots } from '../layout/state.ts'
import { ExternFault, type ExternPart } from './fault.ts'
import { externStates } from './states.ts'

/** What the files of a graph's externs export by default, by index. Of any state: it only goes through. */
export type Externs = readonly (Extern<unknown> | Formula)[]

/**
 * The calls of a running graph to operators from outside, and their states. States are whatever the operators make of
 * them; only a snapshot has them as bytes, in the slots that the layout keeps for them.
 */
export class Calls {
  private readonly declared: readonly External[]
  /** By the address of the instance's private state. */
  private readonly states = new Map<number, unknown>()

  /** @throws Error if an extern of the graph is not given. */
  constructor(
    private readonly graph: Graph,
    private readonly layout: Layout,
    private readonly given: Externs,
  ) {
    this.declared = graph.externs ?? []
    const lacking = this.declared.find((_, e) => given[e] === undefined)
    if (lacking) throw new Error(`the graph calls \`${lacking.name}\` of ${lacking.path}, which was not given`)
  }

  /**
   * @param at Address of the private state of the node's instance.
   * @param values Present, every one of them.
   * @returns A finite number, or NaN.
   * @throws ExternFault
   */
  call(extern: number, at: number, values: readonly number[]): number {
    const operator = this.given[extern]!
    const declared = this.declared[extern]!
    const of = typeof operator === 'function' ? 'default' : 'process'
    const asked = () => {
      if (typeof operator === 'function') return operator(...values)
      if (!this.states.has(at))
        this.states.set(
          at,
          guarded(declared, 'setup', () => operator.setup(paramsOf(declared))),
        )
      return operator.process(this.states.get(at), ...values)
    }
    const result: unknown = guarded(declared, of, asked)
    if (result === undefined) return Number.NaN
    if (typeof result !== 'number') throw new ExternFault(declared, { kind: 'result', of, found: kindOf(result) })
    return Number.isFinite(result) ? result : Number.NaN
  }

  /**
   * Writes every state into the memory of the graph.
   * @throws ExternFault
   */
  save(memory: ArrayBuffer): void {
    for (const { at, op } of externStates(this.graph, this.layout)) {
      const bytes = this.states.has(at) ? this.saved(op.extern, this.states.get(at)) : undefined
      new Float64Array(memory, at, 1)[0] = bytes ? bytes.length + 1 : 0
      const place = new Uint8Array(memory, at + 8 * EXTERN.bytes, 8 * Math.ceil(op.memory / 8))
      place.fill(0)
      if (bytes) place.set(bytes)
    }
  }

  /**
   * Takes every state from the memory of the graph.
   * @throws ExternFault
   */
  recover(memory: ArrayBuffer): void {
    this.states.clear()
    for (const { at, op } of externStates(this.graph, this.layout)) {
      const length = new Float64Array(memory, at, 1)[0]! - 1
      if (length < 0) continue
      const first = at + 8 * EXTERN.bytes
      this.states.set(at, this.recovered(op.extern, new Uint8Array(memory.slice(first, first + length))))
    }
  }

  /**
   * The externs of which some state, saved and recovered, does not save as the same bytes. Goes on with the recovered states.
   * @throws ExternFault
   */
  unfaithful(memory: ArrayBuffer): readonly External[] {
    const saved = () => {
      this.save(memory)
      return Array.from(externStates(this.graph, this.layout), ({ at, op }) => ({
        extern: op.extern,
        bytes: new Uint8Array(memory, at, 8 * stateSlots(op)).slice(),
      }))
    }
    const before = saved()
    this.recover(memory)
    const others = saved().filter(({ bytes }, k) => bytes.some((byte, i) => byte !== before[k]!.bytes[i]))
    return [...new Set(others.map(({ extern }) => this.declared[extern]!))]
  }

  private saved(extern: number, state: unknown): Uint8Array {
    const declared = this.declared[extern]!
    const bytes: unknown = guarded(declared, 'save', () => this.operator(extern).save(state))
    if (!isBytes(bytes)) throw new ExternFault(declared, { kind: 'saved', found: kindOf(bytes) })
    if (bytes.length > declared.memory) throw new ExternFault(declared, { kind: 'memory', bytes: bytes.length })
    return bytes
  }

  private recovered(extern: number, bytes: Uint8Array): unknown {
    const declared = this.declared[extern]!
    return guarded(declared, 'recover', () => this.operator(extern).recover(bytes, paramsOf(declared)))
  }

  private operator(extern: number): Extern<unknown> {
    return this.given[extern] as Extern<unknown>
  }
}

function paramsOf({ params }: External): Readonly<Record<string, number>> {
  return Object.fromEntries(params.map(({ name, value }) => [name, value]))
}

function guarded<T>(declared: External, of: ExternPart, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof ExternFault) throw error
    throw new ExternFault(declared, { kind: 'thrown', of, error })
  }
}

/** Files may run in a world of their own, whose arrays are of another class of the same name. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]'
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'undefined'
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  return tag === 'Promise' ? 'a promise' : `a value of type ${tag}`
}
