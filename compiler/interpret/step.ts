import { TOUCHED } from '../layout/layout.ts'
import type { Place, Reader, Schedule } from '../layout/schedule.ts'
import type { Network } from './network.ts'

/**
 * One step's way through the graph. Whoever is touched from outside (a source by its event, a timer) has its instance of
 * its block looked at; each node that wakes has the instances of later blocks that read it looked at too. Blocks follow in
 * order, so each is looked at once, when all it reads is done. The rest of the graph is left alone.
 */
export class Step {
  /** By block: the instances to look at. */
  private readonly instances: number[][]
  private readonly queued: Uint8Array[]
  /** By output: the instances to report. */
  readonly reports: number[][]

  constructor(
    private readonly plan: Schedule,
    private readonly network: Network,
    outputs: number,
  ) {
    this.instances = plan.blocks.map(() => [])
    this.queued = plan.blocks.map(block => new Uint8Array(network.sites[block.from]!.instances))
    this.reports = Array.from({ length: outputs }, () => [])
  }

  /** Has a node instance look at what happened, whatever its inputs do. */
  touch({ node, instance }: Place, bits = 0): void {
    this.network.sites[node]!.flag(instance, TOUCHED | bits)
    this.queue(this.plan.blockOf[node]!, instance)
  }

  /** Evaluates what was touched and all that follows from it. Flags stand until `clear`. */
  evaluate(): void {
    const { blocks } = this.plan
    for (let b = 0; b < blocks.length; b++) {
      const { from, to } = blocks[b]!
      for (const instance of this.instances[b]!) for (let node = from; node < to; node++) this.look(node, instance)
    }
  }

  /** Ends the step: nothing has happened any more. */
  clear(): void {
    const { blocks } = this.plan
    for (let b = 0; b < blocks.length; b++) {
      const instances = this.instances[b]!
      if (instances.length === 0) continue
      const { from, to } = blocks[b]!
      for (const instance of instances) {
        for (let node = from; node < to; node++) this.network.sites[node]!.unflag(instance)
        this.queued[b]![instance] = 0
      }
      instances.length = 0
    }
    for (const report of this.reports) if (report.length > 0) report.length = 0
  }

  private look(node: number, instance: number): void {
    const happened = this.network.operators[node]!.look(instance)
    if (happened === 0) return
    this.network.sites[node]!.flag(instance, happened)
    for (const reader of this.plan.readers[node]!) {
      if (reader.inverse === -1) this.queue(reader.target, instance)
      else for (const i of this.seenBy(reader, instance)) this.queue(reader.target, i)
    }
    for (const trigger of this.plan.triggers[node]!) {
      if (trigger.inverse === -1) this.reports[trigger.target]!.push(instance)
      else this.reports[trigger.target]!.push(...this.seenBy(trigger, instance))
    }
  }

  private seenBy({ inverse }: Reader, instance: number): readonly number[] {
    return this.plan.inverses[inverse]![instance] ?? []
  }

  private queue(block: number, instance: number): void {
    if (this.queued[block]![instance] === 1) return
    this.queued[block]![instance] = 1
    this.instances[block]!.push(instance)
  }
}
