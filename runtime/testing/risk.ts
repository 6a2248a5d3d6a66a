import type { Inputs, RiskRule } from '../../compiler/ir/acting.ts'
import { filled, type Wanted } from './filled.ts'
import type { Wire } from './wire.ts'

/** Where something acts. */
export interface Where {
  readonly place: Inputs['place']
  readonly instance: number
}

/** What keeps a strategy from adding exposure: a rule applies unless it is known not to. */
export class Risk {
  /** When entries were made, by rule of cooldown and keys, µs. */
  private readonly entered = new Map<string, number>()

  constructor(
    private readonly wire: Wire,
    private readonly money: string | undefined,
  ) {}

  /** Whether an entry may be made on these instruments; limits look at what is held when its orders are filled. */
  allows(where: Where, instruments: readonly number[], orders: readonly Wanted[] = []): boolean {
    const rules = [...(this.wire.graph.acting?.risk ?? []).entries()]
    const pass = (limits: boolean) =>
      rules.every(([r, rule]) => (rule.kind === 'limit') !== limits || this.passes(rule, r, where))
    if (!this.pegsHold(instruments) || !pass(false)) return false
    const keys = [...this.keysOf(where).values()]
    return this.wire.would(filled(this.wire, this.money, orders, keys), () => pass(true))
  }

  /** An entry was made: cooldowns begin. */
  enter(where: Where): void {
    for (const [r, rule] of (this.wire.graph.acting?.risk ?? []).entries())
      if (rule.kind === 'cooldown') this.entered.set(this.name(rule, r, where), this.wire.now)
  }

  private passes(rule: RiskRule<Inputs>, r: number, where: Where): boolean {
    return this.instancesFor(rule, where).every(instance => this.holds(rule, r, where, instance))
  }

  private holds(rule: RiskRule<Inputs>, r: number, where: Where, instance: number): boolean {
    switch (rule.kind) {
      case 'veto':
      case 'halt':
        return this.wire.value(rule.when, instance) === 0
      case 'require':
      case 'limit':
        return this.wire.isTrue(rule.condition, instance)
      case 'cooldown': {
        const last = this.entered.get(this.name(rule, r, where))
        return last === undefined || this.wire.now >= last + this.wire.value(rule.seconds, instance) * 1e6
      }
    }
  }

  /** The instances of a rule that agree with the keys of an entry, as far as both have them. */
  private instancesFor({ place }: RiskRule<Inputs>, where: Where): readonly number[] {
    const own = this.keysOf(where)
    return this.wire.graph.regions[place.region]!.instances.flatMap((tuple, instance) =>
      place.keys.every((key, k) => !own.has(key) || own.get(key) === tuple[k]) ? [instance] : [],
    )
  }

  private keysOf({ place, instance }: Where): ReadonlyMap<string, string> {
    const tuple = this.wire.graph.regions[place.region]!.instances[instance]!
    return new Map(place.keys.map((key, k) => [key, tuple[k]!]))
  }

  private name(rule: Extract<RiskRule<Inputs>, { kind: 'cooldown' }>, r: number, where: Where): string {
    const own = this.keysOf(where)
    return [r, ...rule.per.map(key => own.get(key) ?? '')].join('\n')
  }

  /** A peg that is broken or unknown lets nobody enter on the instruments of its asset. */
  private pegsHold(instruments: readonly number[]): boolean {
    const { graph } = this.wire
    return graph.outputs.every(output => {
      if (output.kind !== 'peg') return true
      const [column] = output.columns
      const uses = instruments.some(i =>
        [graph.instruments[i]!.base, graph.instruments[i]!.quote].includes(column!.name),
      )
      return !uses || this.wire.isTrue(output.trigger, 0)
    })
  }
}
