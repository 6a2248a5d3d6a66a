import type { ValueTree } from '../../compiler/inspect/tree.ts'
import type { Graph, Node } from '../../compiler/ir/graph.ts'
import { inputName, operatorName } from '../../compiler/picture/labels.ts'
import { placing } from '../summary/places.ts'
import type { Names } from './names.ts'

/** What a value is called: `ask = cheap[s].quote.ask`, `kraken BTC/USD quote.ask`, `max_age`. */
export function labelling(
  graph: Graph,
  sources: ReadonlyMap<string, string>,
  names: Names,
): (tree: ValueTree) => string {
  const place = placing(sources)
  return ({ node, place: { instance }, keys, inputs }) => {
    const { op, span } = node
    const { text } = place(span)
    if (op.op === 'source') return `${feed(graph, op, instance)}.${op.field}`
    if (op.op === 'param') return graph.params[op.param]!.name
    if (op.op === 'every') return inputName(graph, node)
    // A word like `drawdown`, whether it stands in the text or was asked for.
    if (op.op === 'given' && graph.channels[op.channels[instance]!]!.what === 'account') return op.field
    if (op.op === 'bars') return operatorName(op, graph)
    if (op.op === 'heard') return `last message of ${graph.venues[op.venues[instance]!]!.name}`
    // What venues declare is one table for all who read it: it says of which venue, not by which key.
    if (op.op === 'table' && keys.length === 1) return text.replace(/^\w+(?=\.)/, keys[0]!)
    const below = inputs[0]
    if (below?.node.op.op === 'source' && text === below.node.op.stream)
      return `${feed(graph, below.node.op, below.place.instance)}${derived(inputs)}`
    const name = names.at(span)
    return name === undefined ? text : `${name} = ${text}`
  }
}

/** The field of a stream that is made of others: these have the text of the stream alone. */
function derived(inputs: readonly ValueTree[]): string {
  const fields = inputs.flatMap(({ node: { op } }) => (op.op === 'source' ? [op.field] : []))
  const name = derivedFields[fields.toSorted().join(' ')]
  return name === undefined ? '' : `.${name}`
}

const derivedFields: Readonly<Record<string, string>> = {
  'ask bid': 'mid',
  'price qty': 'notional',
  'qty side': 'signed_qty',
  'price qty side': 'signed_notional',
}

function feed(
  { venues, instruments }: Graph,
  op: Extract<Node['op'], { readonly op: 'source' }>,
  instance: number,
): string {
  const { venue, symbol } = instruments[op.instruments[instance]!]!
  return `${venues[venue]!.name} ${symbol} ${op.stream}`
}

/** The unit of one instance: of the key BTC/USD `USD/s.base` is `USD/BTC`, of the asset EUR `USD/c` is `USD/EUR`; `s` is seconds. */
export function unitOf(unit: string, key: Readonly<Record<string, string>>): string {
  // Nothing says what an unknown unit is; what has it is counted.
  if (unit === '?') return 'plain'
  return unit.replace(/(\w+)\.(base|quote)\b|(?<![\w.])(?!s\b)([a-z]\w*)(?![\w.])/g, (part, name, side, asset) => {
    const member = key[name ?? asset] ?? ''
    const [, base, quote] = /(\w+)\/(\w+)/.exec(member) ?? []
    return (asset ? /^[A-Z]\w*$/.exec(member)?.[0] : side === 'base' ? base : quote) ?? part
  })
}

const truths: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or', 'not'])
const times: ReadonlySet<string> = new Set([
  'now',
  'heard',
  'tick_time',
  'onset',
  'started',
  'every',
  'rising',
  'filter',
])
const passes: ReadonlySet<string> = new Set(['coalesce', 'prev', 'fresh', 'sample', 'changed', 'later'])

/** How a value is to be read, as far as its operator tells. */
export function showOf(nodes: readonly Node[], { op, inputs }: Node): 'number' | 'bool' | 'time' {
  if (op.op === 'pointwise' && truths.has(op.fn)) return 'bool'
  if (op.op === 'present' || op.op === 'held' || op.op === 'alive') return 'bool'
  if (times.has(op.op) || (op.op === 'pointwise' && op.fn === 'later')) return 'time'
  if ('aggregate' in op && op.op !== 'ahead' && (op.aggregate === 'argmin' || op.aggregate === 'argmax')) return 'time'
  const passed = op.op === 'pointwise' && op.fn === 'if' ? inputs[1] : passes.has(op.op) ? inputs[0] : undefined
  return passed ? showOf(nodes, nodes[passed.node]!) : 'number'
}
