import { entry } from './entry.ts'

/** Statistics that need all their ticks at once. */
export const statistics = {
  HVT2165: entry<{ name: string; least: number; most: number; found: string }>({
    title: 'a statistic of a number of ticks that cannot be',
    message: p => `\`${p.name}\` is of ${p.least} to ${p.most.toLocaleString('en-US')} ticks, found ${p.found}`,
    why: () => 'of fewer it says nothing, and it is computed from all of them at every tick',
    help: p => `give a whole number from ${p.least} to ${p.most.toLocaleString('en-US')}`,
    page: `Statistics such as \`adf\`, \`johansen\` and \`hurst\` look at the last n ticks, all of them at every tick: n is a
whole number known before the run, no duration. A test for unit roots with so many lags needs 5 + 2 · (lags + trend)
ticks, \`johansen\` lags + 4 + series · (lags + 2), \`hurst\` 33, \`dfa\` 65; no statistic takes more than 10,000. For
a span of time, count the ticks of a clock.

  wrong    hurst(mid, 8h)
  right    hurst(mid on every 1m, 480)`,
  }),
}
