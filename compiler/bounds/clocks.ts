import type { Graph, Input, Node } from '../ir/graph.ts'
import { type Atom, type AtomSource, Atoms, union } from './atoms.ts'

/** When the nodes of a graph tick and wake. */
export class Clocks {
  readonly atoms: Atoms
  private readonly ticking: (readonly Atom[])[] = []
  private readonly counting: (readonly Atom[])[] = []
  private readonly waking: (readonly Atom[])[] = []

  constructor(private readonly graph: Graph) {
    this.atoms = new Atoms(graph)
    // Inputs stand before their readers: no recursion, however long the chains are.
    graph.nodes.forEach((node, n) => {
      this.waking.push(this.wakesOf(node))
      this.counting.push(isEventOfItsOwn(node) ? [this.event(n)] : this.ticksOf(node, input => this.counted(input)))
      this.ticking.push(
        node.op.op === 'rising' ? this.wakes(node.inputs[0]!) : this.ticksOf(node, input => this.ticks(input)),
      )
    })
  }

  /** The feeds and timers that can make an input tick. */
  ticks(input: Input): readonly Atom[] {
    return this.view(this.ticking, input)
  }

  /** What its ticks are counted in: as `ticks`, but what rises, is filtered or changes counts for itself. */
  counted(input: Input): readonly Atom[] {
    return this.view(this.counting, input)
  }

  /** The feeds and timers that can make an input wake. */
  wakes(input: Input): readonly Atom[] {
    return this.view(this.waking, input)
  }

  private view(of: readonly (readonly Atom[])[], { node, map }: Input): readonly Atom[] {
    return map === -1 ? of[node]! : union([of[node]!.map(atom => this.atoms.through(atom, map))])
  }

  private event(node: number): Atom {
    const subjects = this.graph.regions[this.graph.nodes[node]!.region]!.instances.map((_, instance) => instance)
    return this.atoms.atom({ kind: 'event', node }, subjects)
  }

  private ticksOf({ op, inputs, stream }: Node, of: (input: Input) => readonly Atom[]): readonly Atom[] {
    switch (op.op) {
      case 'source':
        return [this.atoms.atom({ kind: 'feed', stream: op.stream }, op.instruments)]
      case 'given':
        return [this.atoms.atom({ kind: 'given' }, op.channels)]
      case 'every':
        return [this.atoms.atom({ kind: 'every', period: op.period, offset: op.offset ?? 0 })]
      case 'constant':
      case 'table':
      case 'param':
      case 'params':
      case 'now':
      case 'alive':
      case 'heard':
      case 'latency':
      case 'present':
      case 'tick_time':
      case 'onset':
      case 'live':
      case 'started':
      case 'held':
        return []
      case 'sample':
        return of(inputs[1]!)
      case 'later':
      case 'ahead':
        return [this.atoms.atom({ kind: 'timer', of: 'row' })]
      case 'pointwise':
      case 'coalesce':
      case 'over':
      case 'book':
      case 'scan':
      case 'extern': {
        const events = inputs.filter(input => this.graph.nodes[input.node]!.stream === 'event')
        const clocks =
          stream === 'event' || (op.op !== 'pointwise' && op.op !== 'coalesce' && op.op !== 'over' && events.length > 0)
            ? events
            : inputs
        return union(clocks.map(of))
      }
      // Windows over two inputs have one clock: the compiler sees to it.
      default:
        return of(inputs[0]!)
    }
  }

  private wakesOf(node: Node): readonly Atom[] {
    const { op, inputs } = node
    const own = (source: AtomSource, subjects?: readonly number[]) => this.atoms.atom(source, subjects)
    const all = () => inputs.map(input => this.wakes(input))
    switch (op.op) {
      case 'alive':
        return [own({ kind: 'silence' }, op.venues)]
      case 'heard':
        return [own({ kind: 'message' }, op.venues)]
      case 'latency':
        return union([[own({ kind: 'message' }, op.venues)], ...all()])
      case 'started':
        return [own({ kind: 'start' })]
      case 'source':
        return union([this.ticksOf(node, input => this.ticks(input)), ...all()])
      case 'fresh':
      case 'held':
        return union([...all(), [own({ kind: 'timer', of: op.op })]])
      case 'time_window':
      case 'pane_window':
      case 'time_quantile':
        return union([...all(), [own({ kind: 'timer', of: 'window' })]])
      case 'given':
      case 'later':
      case 'ahead':
      case 'every':
        return this.ticksOf(node, () => [])
      case 'bars':
        return this.ticks(inputs[0]!)
      case 'sample':
        return this.ticks(inputs[1]!)
      case 'changed':
      case 'tick_time':
        return this.ticks(inputs[0]!)
      default:
        return inputs.length > 0 ? union(all()) : []
    }
  }
}

/** Ticks at some of the ticks of what it looks at: a count of its ticks is no count of theirs. */
function isEventOfItsOwn({ op }: Node): boolean {
  return ['rising', 'filter', 'changed', 'later', 'ahead'].includes(op.op)
}
