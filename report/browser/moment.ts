import { named, type SignalTrace, type Trace } from '../trace.ts'
import { start } from './plots.ts'

/** What is to be said of a bucket of time: of each signal, that it fired or what kept it from firing. */
export function told(trace: Trace, bucket: number, signals: readonly SignalTrace[]): string {
  const time = new Date(start(trace, bucket) * 1_000).toISOString().replace('T', ' ')
  const lines = signals.map(signal => {
    const name = named(signal)
    const fired = signal.firings[bucket] ?? 0
    if (fired > 0) return `${name} fired${fired > 1 ? ` ${fired} times` : ''}`
    const sample = nearest(trace, start(trace, bucket) * 1e6)
    const reason = sample < 0 ? undefined : trace.reasons[signal.why[sample]!]
    const compared = signal.compared[sample]
    return `${name} did not fire${reason ? `: ${reason}` : ''}${compared ? ` (${compared})` : ''}`
  })
  return [time, ...lines].join('\n')
}

/** The sample next to a time, within the share of the run that lies between two samples; -1 if there is none. */
function nearest({ samples, from, to }: Trace, micros: number): number {
  let best = -1
  for (const [k, time] of samples.entries()) {
    if (best < 0 || Math.abs(time - micros) < Math.abs(samples[best]! - micros)) best = k
  }
  const within = (2 * (to - from)) / Math.max(1, samples.length)
  return best >= 0 && Math.abs(samples[best]! - micros) <= within ? best : -1
}
