import type { Node } from '../ir/graph.ts'
import { absence } from './absence.ts'
import type { Absence, Place } from './cause.ts'
import type { Moment } from './moment.ts'

/** A value and what it was made of. Parts that several values share stand in several trees as one object. */
export interface ValueTree {
  readonly place: Place
  readonly node: Node
  /** The members of its keys. */
  readonly keys: readonly string[]
  /** NaN: absent. */
  readonly value: number
  /** Time of its last tick, µs; NaN: never, or it is a constant. */
  readonly ticked: number
  /** Why it is absent. */
  readonly absence?: Absence
  readonly inputs: readonly ValueTree[]
}

/** Grows trees of what people wrote: without literals, the health of venues, and steps that have no text of their own. */
export function trees(moment: Moment): (place: Place) => ValueTree {
  const known = new Map<string, ValueTree>()

  function tree(place: Place): ValueTree {
    const id = `${place.node} ${place.instance}`
    const found = known.get(id)
    if (found) return found
    const value = moment.value(place)
    const node = moment.node(place)
    const grown: ValueTree = {
      place,
      node,
      keys: moment.keys(place),
      value,
      ticked: moment.ticked(place),
      ...(Number.isNaN(value) && { absence: absence(moment, place) }),
      inputs: [...new Set(visible(place, node))].map(tree),
    }
    known.set(id, grown)
    return grown
  }

  /** What is shown below a value: of an input that is hidden, what is below that. */
  function visible(place: Place, reader: Node): readonly Place[] {
    const all = read(moment, place).flatMap(input =>
      isHidden(moment, input, reader) ? visible(input, reader) : [input],
    )
    return all.filter((a, i) => all.findIndex(b => b.node === a.node && b.instance === a.instance) === i)
  }

  return tree
}

/** The inputs that say something: not since when the sources of a window are live, nor what an age is counted from, nor when trades were made. */
function read(moment: Moment, place: Place): readonly Place[] {
  const inputs = moment.inputs(place)
  switch (moment.node(place).op.op) {
    case 'time_window':
    case 'pane_window':
    case 'time_quantile':
      return inputs.slice(0, -1)
    case 'fresh':
      return [inputs[0]!, inputs[2]!]
    case 'bars':
      return [inputs[0]!, ...inputs.slice(2, 5), ...inputs.slice(6, 11)]
    default:
      return inputs
  }
}

const background: ReadonlySet<string> = new Set(['constant', 'now', 'alive', 'started', 'onset', 'live', 'tick_time'])
const leaves: ReadonlySet<string> = new Set(['source', 'param', 'table', 'every', 'heard'])

function isHidden(moment: Moment, place: Place, reader: Node): boolean {
  const { op, span } = moment.node(place)
  if (background.has(op.op)) return true
  if (leaves.has(op.op)) return false
  // The sum of bid and ask, of which `mid` is the half, was written by nobody.
  const isStep = op.op === 'pointwise' && op.fn === 'add'
  const texts = isStep ? [reader, ...moment.inputs(place).map(input => moment.node(input))] : [reader]
  return texts.some(text => span.every((part, i) => part === text.span[i]))
}
