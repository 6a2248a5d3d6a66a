import type { Graph } from '../../compiler/ir/graph.ts'

/** Of a venue so many are named. */
const most = 5

/** What a market does not have, a line for what is absent alike: `absent: bars of broker AAPL, MSFT; what needs them …`. */
export function absences(
  { instruments, venues }: Graph,
  absent: readonly { readonly instrument: number; readonly streams: readonly string[] }[],
): readonly string[] {
  const symbols = new Map<string, string[]>()
  for (const { instrument, streams } of absent) {
    const { venue, symbol } = instruments[instrument]!
    const alike = `${streams.join(', ')} of ${venues[venue]!.name}`
    symbols.set(alike, [...(symbols.get(alike) ?? []), symbol])
  }
  return [...symbols].map(([alike, all]) => {
    const rest = all.length > most + 1 ? ` and ${all.length - most} more` : ''
    // A venue itself, or a source without keys, has no symbol.
    const named = `${alike} ${all.slice(0, rest ? most : all.length).join(', ')}`.trimEnd()
    return `absent: ${named}${rest}; what needs them will stay quiet`
  })
}
