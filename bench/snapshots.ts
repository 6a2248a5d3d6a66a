import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import { compiledText, quotes } from './cases.ts'
import { medians } from './measure.ts'

export interface Snapshots {
  readonly megabytes: number
  /** ms of a snapshot and of restoring it, and of copying as many bytes: into new memory, and into memory that is there. */
  readonly snapshot: number
  readonly restore: number
  readonly copyToNew: number
  readonly copy: number
}

/** Of a state of about 10 MB: long windows. */
export function snapshots(repetitions: number): Snapshots {
  const windows = Array.from({ length: 60 }, (_, k) => `feature f${k} = std(x[BTC/USDT].quote.mid, ${7_000 + k})`)
  const graph = compiledText(`strategy big in USDT
venue x = ccxt.x { prices_only: true, silent: 1h }
${windows.join('\n')}
`)
  const evaluator = instantiate(graph, emit(graph), () => {})
  evaluator.batch(quotes(graph, 10_000))
  const state = evaluator.snapshot()
  const [from, to] = [new Uint8Array(state), new Uint8Array(state.byteLength)]
  const times = medians(
    {
      snapshot: () => void evaluator.snapshot(),
      restore: () => evaluator.restore(state),
      copyToNew: () => void state.slice(0),
      copy: () => to.set(from),
    },
    repetitions,
  )
  return { megabytes: state.byteLength / 1e6, ...times }
}
