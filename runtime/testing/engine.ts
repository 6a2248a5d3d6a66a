import type { Inputs } from '../../compiler/ir/acting.ts'
import type { Action } from '../../compiler/ir/orders.ts'
import { sayEmpty } from './account.ts'
import { Actions } from './actions.ts'
import { Cycles } from './cycles.ts'
import type { Site } from './held.ts'
import { Orders } from './orders.ts'
import { Risk } from './risk.ts'
import type { Wire } from './wire.ts'

/** Acts on a graph as far as a test can see it: states, and orders that are wanted and sent. Nothing is filled. */
export class Engine {
  readonly cycles: Cycles
  readonly actions: Actions
  private readonly orders: Orders

  constructor(
    private readonly wire: Wire,
    money: string | undefined,
  ) {
    this.cycles = new Cycles(wire)
    this.orders = new Orders(wire)
    this.actions = new Actions(wire, this.orders, new Risk(wire, money))
  }

  /** What is known before anything happens. */
  begin(): void {
    sayEmpty(this.wire)
    this.cycles.begin()
  }

  /** After a step of the market, of a timer or of the test: acts, and tells the graph in steps of no time. */
  answer(): void {
    this.cycles.renew()
    for (let step = 0; step < most; step++) {
      this.cycles.move()
      this.actions.trades.exits()
      this.react()
      this.stand()
      this.orders.report()
      if (!this.wire.hasNews) return
      this.wire.tell(this.wire.now)
    }
  }

  /** `on e when c { … }` */
  private react(): void {
    const { acting } = this.wire.graph
    for (const [r, { event: _, when, actions, place }] of (acting?.reactions ?? []).entries())
      this.each(place, instance => {
        if (!this.wire.hasFired(r, instance) || (when && !this.wire.isTrue(when, instance))) return
        for (const [k, action] of actions.entries())
          this.act(action, { name: `on ${r} ${k} ${instance}`, owner: '', place, instance }, true, true)
      })
  }

  /** What rests while it is wanted, in cycles and outside of them. */
  private stand(): void {
    const { acting } = this.wire.graph
    for (const [s, { act, place }] of (acting?.standing ?? []).entries())
      this.each(place, instance =>
        this.act(act, { name: `standing ${s} ${instance}`, owner: '', place, instance }, true, false),
      )
    for (const [c, { name, states, place }] of (acting?.cycles ?? []).entries())
      this.each(place, instance => {
        const { state, entered } = this.cycles.at(c, instance)
        for (const [s, { actions }] of states.entries())
          for (const [k, action] of actions.entries()) {
            const at: Site = { name: `${name} ${s} ${k} ${instance}`, owner: `cycle ${name}`, place, instance }
            this.act(action, at, s === state, s === state && entered)
          }
      })
  }

  /** Alerts, transfers and training leave no trace here. */
  private act(action: Action<Inputs>, at: Site, isHere: boolean, isNew: boolean): void {
    if (action.kind === 'quote') this.actions.quote(action, at, isHere)
    if (action.kind === 'target') this.actions.target(action, at, isHere)
    if (action.kind === 'trade' && isNew) this.actions.trade(action, at)
  }

  private each({ region }: Inputs['place'], visit: (instance: number) => void): void {
    for (const instance of this.wire.graph.regions[region]!.instances.keys()) visit(instance)
  }
}

/** Steps of no time after one another: what still changes then goes in circles. */
const most = 100
