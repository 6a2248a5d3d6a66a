import type { Calls } from '../external/calls.ts'
import type { Graph, Input, Node } from '../ir/graph.ts'
import type { Layout } from '../layout/layout.ts'
import type { Schedule } from '../layout/schedule.ts'
import { ahead, later } from './ahead.ts'
import { decay, ema } from './averages.ts'
import { bars } from './bars.ts'
import { book } from './book.ts'
import type { Deadlines } from './deadlines.ts'
import { changed, filter, live, onset, rising, sample, started, tickTime } from './events.ts'
import { extern } from './extern.ts'
import { fieldSlots } from './inboxes.ts'
import type { Memory } from './memory.ts'
import { over } from './over.ts'
import { paneWindow } from './pane_window.ts'
import { coalesce, pointwise, present } from './pointwise.ts'
import { quantile, timeQuantile } from './quantiles.ts'
import { part, scan } from './scan.ts'
import { type Operator, Port, Site } from './site.ts'
import { alive, clock, constant, given, heard, latency, source } from './sources.ts'
import { statistic } from './statistics.ts'
import { timeWindow } from './time_window.ts'
import { every, fresh, held } from './timers.ts'
import { lagged, prev, sinceWindow, window } from './windows.ts'

/**
 * The nodes of a graph at their places in memory, each with its operator.
 *
 * Volatile nodes (`now`, windows over time and what is computed from them) change at every step without waking anyone, so nobody writes their
 * values: whoever reads one has it computed, at most once per step and instance. Woken by their other inputs they behave
 * like any node, and their slot holds the value they had then; readers never use it.
 */
export class Network {
  readonly sites: Site[] = []
  readonly operators: Operator[] = []
  private readonly volatile: (((instance: number) => number) | undefined)[] = []
  private moment = 0

  constructor(
    private readonly graph: Graph,
    private readonly plan: Schedule,
    private readonly layout: Layout,
    private readonly memory: Memory,
    deadlines: Deadlines,
    private readonly calls: Calls,
  ) {
    graph.nodes.forEach((node, n) => {
      const region = layout.regions[node.region]!
      const inputs = node.inputs.map(input => this.port(input))
      const site = new Site(memory, deadlines, node, layout.nodes[n]!, region, inputs)
      const operator = this.operator(node, site)
      this.sites.push(site)
      this.operators.push(operator)
      this.volatile.push(
        node.volatile && operator.current ? this.oncePerStep(operator.current, region.instances) : undefined,
      )
    })
  }

  /** What follows from constants alone stands in memory before the first event. */
  start(): void {
    this.operators.forEach(({ current }, n) => {
      const site = this.sites[n]!
      for (let i = 0; current && i < site.instances; i++) site.put(i, current(i))
    })
  }

  /** Time or memory changed: values of volatile nodes are to be computed anew. */
  renew(): void {
    this.moment++
  }

  port(input: Input): Port {
    const node = this.graph.nodes[input.node]!
    const map = input.map === -1 ? undefined : this.graph.maps[input.map]!
    const region = this.layout.regions[node.region]!
    return new Port(this.memory, node, this.layout.nodes[input.node]!, region, map, this.volatile[input.node])
  }

  private oncePerStep(current: (instance: number) => number, instances: number): (instance: number) => number {
    const moments = new Float64Array(instances).fill(-1)
    const values = new Float64Array(instances)
    return i => {
      if (moments[i] !== this.moment) {
        moments[i] = this.moment
        values[i] = current(i)
      }
      return values[i]!
    }
  }

  private operator({ op, inputs }: Node, site: Site): Operator {
    switch (op.op) {
      case 'constant':
        return constant(() => op.value)
      case 'table':
        return constant(i => op.values[i] ?? Number.NaN)
      case 'param':
        return constant(() => this.memory.cells[this.layout.params / 8 + op.param]!)
      case 'params':
        return constant(i => this.memory.cells[this.layout.params / 8 + op.params[i]!]!)
      case 'now':
        return clock(site)
      case 'alive':
        return alive(site)
      case 'source':
        return source(site, fieldSlots(op, this.plan, this.layout))
      case 'given':
        return given(site)
      case 'pointwise':
        return pointwise(op.fn, site)
      case 'coalesce':
        return coalesce(site)
      case 'present':
        return present(site)
      case 'prev':
        return op.lags ? lagged(op.n, site) : prev(op.n, site)
      case 'window':
        return window(op.aggregate, op.n, site)
      case 'time_window':
        return timeWindow(op, site)
      case 'pane_window':
        return paneWindow(op, site)
      case 'since_window':
        return sinceWindow(op.aggregate, op.held, site)
      case 'quantile':
        return quantile(op.q, op.n, site)
      case 'time_quantile':
        return timeQuantile(op.q, op.span, op.capacity, site)
      case 'fresh':
        return fresh(site)
      case 'tick_time':
        return tickTime(site)
      case 'onset':
        return onset(site)
      case 'live':
        return live(op.lacks ?? [], site)
      case 'started':
        return started(site)
      case 'sample':
        return sample(site)
      case 'every':
        return every(op.period, site)
      case 'rising':
        return rising(site)
      case 'filter':
        return filter(site)
      case 'changed':
        return changed(site)
      case 'over':
        return over(op, site)
      case 'scan':
        return scan(op, site)
      case 'extern':
        return extern(op, site, this.calls)
      case 'part':
        return part(op, site, this.sites[inputs[0]!.node]!)
      case 'bars':
        return bars(op, site)
      case 'book':
        return book(op, site, this.graph, this.plan, this.layout)
      case 'held':
        return held(site)
      case 'decay':
        return decay(op.half_life, site)
      case 'later':
        return later(op, site)
      case 'ahead':
        return ahead(op, site)
      case 'ema':
        return ema(op.n, site)
      case 'statistic':
        return statistic(op, site)
      case 'heard':
        return heard(site)
      case 'latency':
        return latency(site)
    }
  }
}
