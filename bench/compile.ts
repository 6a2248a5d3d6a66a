import { emit } from '../compiler/emit/emit.ts'
import { compiledText, textOf } from './cases.ts'
import { medians } from './measure.ts'

export interface CompileTimes {
  readonly name: string
  /** ms from the text to the graph, and from the graph to the bytes of a module. */
  readonly graph: number
  readonly module: number
}

/** Of the texts of the project, and of 200 features of one quote. */
export function compileTimes(repetitions: number): readonly CompileTimes[] {
  const texts = [
    ['s3, 22 features', textOf('bench/strategies/s3.hvt')],
    ['spread_signals', textOf('examples/spread_signals.hvt')],
    ['pool_signals', textOf('examples/pool_signals.hvt')],
    ['200 features', features(200)],
  ] as const
  const ways = texts.flatMap(([name, text]) => {
    const graph = compiledText(text)
    return [
      [`${name} graph`, (): void => void compiledText(text)],
      [`${name} module`, (): void => void emit(graph)],
    ] as const
  })
  const times = medians(Object.fromEntries(ways), repetitions)
  return texts.map(([name]) => ({ name, graph: times[`${name} graph`]!, module: times[`${name} module`]! }))
}

function features(count: number): string {
  const all = Array.from({ length: count }, (_, k) => {
    const kinds = [
      `mean(mid, ${5 + k})`,
      `mid - prev(mid, ${1 + k})`,
      `std(mid, ${5 + k})`,
      `mid / max(mid, ${5 + k}) - 1`,
    ]
    return `feature f${k} = ${kinds[k % kinds.length]}`
  })
  return `strategy many in USDT
venue x = ccxt.x { prices_only: true, silent: 1m }
let mid = x[BTC/USDT].quote.mid
${all.join('\n')}
`
}
