import type { Channel, Graph, Op, Region } from '../ir/graph.ts'
import type { Atom } from './atoms.ts'

/** An atom of a node in words, with the keys of the node's region: `a[BTC/USD].quote`, `p[s].trades`, `every 1s`. */
export function words({ source, subjects }: Atom, region: Region, graph: Graph): string {
  switch (source.kind) {
    case 'feed': {
      const instruments = subjects.map(i => graph.instruments[i]!)
      const names = instruments.map(i => graph.venues[i.venue]!.name)
      const symbols = instruments.map(i => i.symbol)
      const whole = byKey(
        names.map((name, i) => (symbols[i] === '' ? name : `${name}[${symbols[i]}]`)),
        region,
      )
      if (whole !== undefined) return `${whole}.${source.stream}`
      const venue = byKey(names, region) ?? several(names, 'venues')
      // A venue may trade BTC/USDT where the strategy says BTC/USD.
      const symbol = byKey(symbols, region) ?? keyOf(symbols, region, baseOf) ?? several(symbols, 'symbols')
      return `${symbol === '' ? venue : `${venue}[${symbol}]`}.${source.stream}`
    }
    case 'given': {
      const names = subjects.map(c => channelName(graph.channels[c]!))
      return byKey(names, region) ?? names[0]!.replace(/\[.*/, '')
    }
    case 'every':
      return `every ${duration(source.period)}${source.offset > 0 ? ` and ${duration(source.offset)}` : ''}`
    case 'event':
      return eventName(source.node, graph)
    case 'silence':
    case 'message': {
      const names = subjects.map(v => graph.venues[v]!.name)
      const venue = byKey(names, region) ?? keyOf(names, region, venueOf) ?? several(names, 'venues')
      return source.kind === 'silence' ? `silence of ${venue}` : `any message of ${venue}`
    }
    case 'timer':
      return { fresh: 'age', held: 'a wait', window: 'an emptying window', row: 'a settled row' }[source.of]
    case 'start':
      return 'the first event'
  }
}

/** `position[x[BTC/USDT perp]]`, `equity`. */
const channelName = ({ what, of }: Channel) => (of ? `${what}[${of}]` : what)

/** µs as the language writes them: `1s`, `1m30s`, `700ms`. */
export function duration(micros: number): string {
  let rest = micros
  let text = ''
  for (const [unit, size] of units) {
    const n = Math.floor(rest / size)
    if (n > 0) text += `${n}${unit}`
    rest -= n * size
  }
  return text || '0s'
}

const units = [
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['m', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
] as const

/** The one text that all instances have, or the key that says it for each. */
function byKey(texts: readonly string[], region: Region): string | undefined {
  return texts.every(text => text === texts[0]) ? texts[0] : keyOf(texts, region, text => text)
}

/** The key whose members are the texts, as far as `part` looks at both. */
function keyOf(texts: readonly string[], { keys, instances }: Region, part: (text: string) => string) {
  return keys.find((_, k) => texts.every((text, i) => part(text) === part(instances[i]![k]!)))
}

const baseOf = (symbol: string) => symbol.split('/')[0]!
const venueOf = (instrument: string) => instrument.split('[')[0]!

function several(texts: readonly string[], what: string): string {
  const different = [...new Set(texts)]
  return different.length > 3 ? `${different.length} ${what}` : different.join(' or ')
}

function eventName(node: number, { outputs, nodes }: Graph): string {
  const signal = outputs.find(output => output.kind === 'signal' && output.trigger.node === node)
  if (signal) return signal.name
  return names[nodes[node]!.op.op] ?? 'an event'
}

const names: Readonly<Partial<Record<Op['op'], string>>> = {
  changed: 'a change',
  later: 'a settled row',
  ahead: 'a settled row',
}
