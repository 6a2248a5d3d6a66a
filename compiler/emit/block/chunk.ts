import type { Input } from '../../ir/graph.ts'
import { TICK } from '../../layout/layout.ts'
import type { Queues } from '../engine/queues.ts'
import { markReaders } from '../engine/reports.ts'
import { operators } from '../operators/index.ts'
import type { Operator, Site, Tools } from '../operators/site.ts'
import { TICKED } from '../operators/site.ts'
import { type Frame, Steps } from '../values/frame.ts'
import type { Action, I32, Local } from '../wasm/encode/code.ts'
import { when } from '../wasm/encode/control.ts'
import { i32, store } from '../wasm/encode/numbers.ts'
import type { Activity } from './activity.ts'
import { type Group, groups } from './groups.ts'

/** Nodes `from` … `to - 1` of one block, whose code stands in one function. */
export interface Span {
  readonly from: number
  readonly to: number
  /** Nodes that later functions of the same block read. */
  readonly readBeyond: ReadonlySet<number>
}

/**
 * Code that evaluates nodes for one instance. Within it, what happened is known in local variables, and so are the values
 * of nodes that woke together; all else is read from memory. Every value is stored, flags only where others look.
 */
export class Chunk {
  private readonly happened = new Map<number, Local<'i32'>>()
  private readonly held = new Map<number, Local<'f64'>>()
  /** Readers already queued for this instance: 1 in the variable, or for certain within the present group. */
  private readonly queued = new Map<string, Local<'i32'>>()
  private certain = new Set<string>()

  constructor(
    private readonly span: Span,
    private readonly frame: Frame,
    private readonly activity: readonly Activity[],
    private readonly queues: Queues,
    private readonly tools: Tools,
  ) {}

  actions(): readonly Action[] {
    const body = groups(this.span, this.frame.emission.graph, this.activity).map(group => this.group(group))
    const variables = [...this.happened.values(), ...this.queued.values()]
    return [this.frame.begin, ...variables.map(variable => variable.set(i32.const(0))), ...body.flat()]
  }

  private group(group: Group): readonly Action[] {
    const steps = new Steps(this.frame.func)
    this.certain = new Set()
    const sites = group.nodes.map(n => this.site(n, group, steps))
    const first = sites[0]!
    const { guard } = operatorOf(first)
    // Before the nodes' own variables exist, because it asks for their inputs.
    const condition = guard ? guard(first) : first.node.inputs.map(input => this.heard(input)).reduce(i32.or)
    for (const site of sites) {
      const operator = operatorOf(site)
      this.happened.set(site.n, site.happened)
      operator.look(site)
      if (operator.holds) this.held.set(site.n, site.held)
      this.tell(site, operator)
    }
    return [when(condition, steps.actions)]
  }

  private site(n: number, group: Group, steps: Steps): Site {
    const { frame, tools } = this
    const node = frame.emission.graph.nodes[n]!
    return {
      n,
      node,
      frame,
      steps,
      tools,
      held: frame.func.local('f64'),
      happened: frame.func.local('i32'),
      value: k => this.value(node.inputs[k]!, group),
      heard: k => this.heard(node.inputs[k]!),
      ticks: k => this.activity[node.inputs[k]!.node]!.ticks,
    }
  }

  private value(input: Input, group: Group) {
    const held = this.near(input) && group.knows(input.node) ? this.held.get(input.node) : undefined
    return held ?? this.frame.value(input)
  }

  private heard(input: Input): I32 {
    if (!this.activity[input.node]!.wakes) return i32.const(0)
    const near = this.near(input) ? this.happened.get(input.node) : undefined
    const { flags } = this.frame.emission.layout.nodes[input.node]!
    const offset = () => this.frame.offset(input)
    return (
      near ??
      this.frame.early(`heard ${input.node} ${input.map}`, () =>
        i32.and(i32.loadByte(offset(), flags), i32.const(TICKED)),
      )
    )
  }

  private near({ node, map }: Input): boolean {
    return map === -1 && node >= this.span.from && node < this.span.to
  }

  /** Tells the readers of later blocks, and marks outputs. */
  private tell(site: Site, { mayBeQuiet = false }: Operator): void {
    const { emission, region, instance, func } = this.frame
    const { plan, layout, graph } = emission
    const { instances } = layout.regions[region]!
    const readers = plan.readers[site.n]!
    const triggers = plan.triggers[site.n]!
    const actions: Action[] = []
    if (readers.length + triggers.length > 0 || this.span.readBeyond.has(site.n)) {
      actions.push(store.byte(this.frame.base, layout.nodes[site.n]!.flags, site.happened))
    }
    for (const block of new Set(readers.map(({ target }) => target))) {
      const inverses = readers.flatMap(({ target, inverse }) => (target === block ? [inverse] : []))
      actions.push(...this.once(`${block} ${inverses}`, this.queues.spread(block, inverses, instance, instances)))
    }
    for (const { target, inverse } of triggers) {
      const marks = markReaders(emission, target, inverse, instances, instance, func)
      if (graph.outputs[target]!.on === 'wake') actions.push(...marks)
      else if (this.activity[site.n]!.ticks) {
        actions.push(when(i32.and(site.happened, i32.const(TICK)), marks))
      }
    }
    if (actions.length === 0) return
    site.steps.do(...(mayBeQuiet ? [when(site.happened, actions)] : actions))
  }

  /** Queues readers unless that is known to be done for this instance; doing it twice would only take time. */
  private once(key: string, queue: Action): readonly Action[] {
    if (this.certain.has(key)) return []
    this.certain.add(key)
    const known = this.queued.get(key)
    const done = known ?? this.frame.func.local('i32')
    this.queued.set(key, done)
    const actions = [done.set(i32.const(1)), queue]
    return known ? [when(i32.eqz(done), actions)] : actions
  }
}

function operatorOf({ node: { op } }: Site): Operator {
  return operators[op.op]!
}
