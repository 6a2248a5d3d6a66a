import type { Cycle, Inputs } from '../../compiler/ir/acting.ts'
import type { Wire } from './wire.ts'

/** Where one instance of a cycle is: `done` counts the moves of this moment, which are at most its states. */
interface Position {
  state: number
  from: number
  moves: number
  /** It has just come here: what is done once on the way in is still to be done. */
  entered: boolean
}

/** The states of all cycles. */
export class Cycles {
  private readonly positions: readonly (readonly Position[])[]

  constructor(private readonly wire: Wire) {
    const { graph } = wire
    this.positions = (graph.acting?.cycles ?? []).map(({ place }) =>
      graph.regions[place.region]!.instances.map(() => ({ state: 0, from: -1, moves: 0, entered: true })),
    )
  }

  /** All rest; said in the first step. */
  begin(): void {
    this.each((cycle, instance, position) => this.say(cycle, instance, position, false))
  }

  /** A test puts a cycle somewhere. */
  put(name: string, keys: string, state: string): void {
    this.each((cycle, instance, position) => {
      if (cycle.name !== name || this.wire.keys(cycle.place.region, instance) !== keys) return
      this.enter(
        cycle,
        instance,
        position,
        cycle.states.findIndex(s => s.name === state),
      )
    })
  }

  /** A new moment: moves are counted anew. */
  renew(): void {
    this.each((_, __, position) => {
      position.moves = 0
    })
  }

  /** Each takes the first way out that is open, all as they were before. */
  move(): void {
    this.each((cycle, instance, position) => {
      if (position.moves >= cycle.states.length) return
      const way = cycle.states[position.state]!.exits.find(exit => this.wire.isTrue(exit.condition, instance))
      if (!way || (way.to < 0 && position.from < 0)) return
      position.moves++
      // Back resumes what was begun there: it is not done again.
      const back = way.to < 0
      this.enter(cycle, instance, position, back ? position.from : way.to, back)
    })
  }

  /** The state in which an instance is, and whether it has come there since it was last asked. */
  at(cycle: number, instance: number): { readonly state: number; readonly entered: boolean } {
    const position = this.positions[cycle]![instance]!
    const { state, entered } = position
    position.entered = false
    return { state, entered }
  }

  private enter(cycle: Cycle<Inputs>, instance: number, position: Position, state: number, back = false): void {
    position.from = position.state
    position.state = state
    position.entered = !back
    this.say(cycle, instance, position, back)
    if (back) return
    this.wire.say(`tasks of cycle ${cycle.name}`, this.wire.keys(cycle.place.region, instance), {
      arrived: 0,
      filled: 0,
    })
  }

  private say(cycle: Cycle<Inputs>, instance: number, { state, from }: Position, resumed: boolean): void {
    const name = (k: number) => cycle.states[k]?.name ?? null
    this.wire.say(`cycle ${cycle.name}`, this.wire.keys(cycle.place.region, instance), {
      state: name(state),
      from: name(from),
      resumed: Number(resumed),
    })
  }

  private each(visit: (cycle: Cycle<Inputs>, instance: number, position: Position) => void): void {
    for (const [c, cycle] of (this.wire.graph.acting?.cycles ?? []).entries())
      for (const [instance, position] of this.positions[c]!.entries()) visit(cycle, instance, position)
  }
}
