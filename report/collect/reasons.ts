import { type Obstacle, obstacles } from '../../compiler/inspect/condition.ts'
import { Reading } from '../../compiler/inspect/reading.ts'
import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import type { Graph, Input, Node } from '../../compiler/ir/graph.ts'

/** Why conditions are not true, in words of the source text. Each reason has a number. */
export class Reasons {
  readonly texts: string[] = []
  private readonly numbers = new Map<string, number>()

  constructor(
    private readonly graph: Graph,
    private readonly sources: ReadonlyMap<string, string>,
  ) {}

  /** Of what a condition reads at this moment; -1 while it is true. With the values that were compared. */
  of(evaluator: Evaluator, now: number, condition: Input, instance: number): readonly [reason: number, sides: string] {
    const moment = new Present(this.graph, evaluator, now)
    const [first] = obstacles(moment, moment.read(condition, instance))
    if (!first) return [-1, '']
    return [this.number(this.text(first, moment)), first.is === 'false' ? this.sides(first, moment) : '']
  }

  private text({ place, is }: Obstacle, moment: Present): string {
    const { span, op } = moment.node(place)
    const text = `\`${this.source(span) ?? op.op}\``
    if (is === 'unknown') return `${text} is unknown`
    if (is === 'waiting') return `${text} has not been true for so long`
    return `${text} is false`
  }

  private sides({ place }: Obstacle, moment: Present): string {
    const { op } = moment.node(place)
    if (op.op !== 'pointwise' || !comparisons.has(op.fn)) return ''
    return moment
      .inputs(place)
      .map(input => `${Number(moment.value(input).toPrecision(3))}`)
      .join(' against ')
  }

  private source([file, start, end]: Node['span']): string | undefined {
    const text = this.sources.get(file)?.slice(start, end).replace(/\s+/g, ' ')
    return text && text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  }

  private number(text: string): number {
    const known = this.numbers.get(text)
    if (known !== undefined) return known
    this.numbers.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }
}

const LONGEST = 80
const comparisons: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])

/** Without what only a snapshot tells: how long a wait has lasted. */
class Present extends Reading {
  constructor(
    graph: Graph,
    evaluator: Evaluator,
    readonly now: number,
  ) {
    super(graph, evaluator)
  }

  state(): number {
    return Number.NaN
  }
}
