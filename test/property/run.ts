import { readFileSync } from 'node:fs'
import { compile } from '../../compiler/compile.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { Emit, Evaluator, SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'

const std = new URL('../../compiler/', import.meta.url)

/** Compiles a source text that must be right, with its libraries; otherwise the messages are the error. */
export function graphOf(text: string, files: Readonly<Record<string, string>> = {}): Graph {
  const host = { read: (path: string) => files[path] ?? readFileSync(new URL(path, std), 'utf8') }
  const { graph, diagnostics } = compile({ path: 'random.hvt', text }, host)
  if (graph) return graph
  throw new Error(`${diagnostics.map(d => `${d.code} ${d.message}`).join('\n')}\n${text}`)
}

/** Every report of a run, one line each, with the bits of each value; `counts[i]` reports came up to and with event i. */
export interface Reports {
  readonly lines: readonly string[]
  readonly counts: readonly number[]
}

export type EvaluatorOf = (graph: Graph, emit: Emit) => Evaluator

export function run(graph: Graph, events: readonly SourceEvent[], evaluator: EvaluatorOf = interpret): Reports {
  const lines: string[] = []
  const counts: number[] = []
  const engine = evaluator(graph, (output, instance, now, ticked, values) => {
    lines.push(`${now} ${output}/${instance} ${ticked ? 'tick' : 'wake'} ${[...values].map(bits).join(' ')}`)
  })
  for (const event of events) {
    engine.advance(event.received)
    engine.event(event)
    counts.push(lines.length)
  }
  return { lines, counts }
}

const scratch = new DataView(new ArrayBuffer(8))

/** The value's bits in hex; all absent values are one. */
function bits(value: number): string {
  if (Number.isNaN(value)) return 'absent'
  scratch.setFloat64(0, value)
  return scratch.getBigUint64(0).toString(16)
}
