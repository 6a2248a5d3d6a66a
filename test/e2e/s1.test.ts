import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatedFile } from '../../bench/generated.ts'
import { wasm } from '../../compiler/emit/wasm.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { type EvaluatorOf, graphOf } from '../property/run.ts'
import { shared } from '../shared.ts'

const file = generatedFile('d3.csv')
if (!file) console.log('S1 on a year of bars is skipped: HVT_WORKLOADS names no folder with d3.csv')

const text = `strategy s1 in USD
use std.indicators (ema, rsi)
source b = csv("bars") { columns: { close: USD/BTC }, silent: 1d, rate: 1/1s }
feature ema20_last = ema(b.close, 20)
feature ema100_last = ema(b.close, 100)
feature rsi14_last = rsi(b.close, 14)
`

const evaluators: readonly (readonly [string, EvaluatorOf])[] = [
  ['the interpreter', interpret],
  ['the compiled evaluator', wasm],
]

/** `ts,open,high,low,close,volume`: bars by their opening, in seconds, told a minute later. */
function closes(path: string): SourceEvent[] {
  const [, ...lines] = readFileSync(path, 'latin1').trimEnd().split('\n')
  return lines.map(line => {
    const [ts, , , , close] = line.split(',').map(Number)
    const received = (ts! + 60) * 1e6
    return { received, origin: received, venue: 0, instrument: 0, stream: 'message', fields: [close!] }
  })
}

describe.each(evaluators)('the indicators of S1 by %s', (_, evaluator) => {
  test.runIf(file && shared)(
    'a year of bars ends with the values of the reference',
    () => {
      const graph = graphOf(text)
      const last: Record<string, number> = {}
      const events = closes(file!)
      const engine = evaluator(graph, (output, _instance, _now, _ticked, [value]) => {
        last[graph.outputs[output]!.name] = value!
      })
      engine.batch(events)
      expect(events).toHaveLength(525_600)
      const reference = JSON.parse(readFileSync(join(shared!, 'peers/expected/s1.json'), 'utf8')).A_next_open
      const names = ['ema20_last', 'ema100_last', 'rsi14_last']
      expect(Object.keys(last).toSorted()).toEqual(names.toSorted())
      for (const name of names) expect(Math.abs(last[name]! / reference[name] - 1), name).toBeLessThan(1e-13)
    },
    600_000,
  )
})
