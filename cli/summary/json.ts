import type { JsonDiagnostic } from '../../grammar/diagnostics/render/json.ts'
import type { Finished } from '../backtest/run.ts'
import type { Source } from '../backtest/source.ts'
import { describe } from './strategy.ts'

/**
 * The summary for machines, a function of strategy and events alone. Times are µs since the epoch, durations µs, absent
 * values null.
 */
export function summaryJson(
  { about, graph }: Source,
  { market, result }: Finished,
  hvt: string,
  diagnostics: readonly JsonDiagnostic[],
) {
  return {
    version: 1,
    ok: true,
    hvt,
    strategy: describe(graph),
    market: about,
    diagnostics,
    ...result,
    feeds: market.stats,
  }
}
