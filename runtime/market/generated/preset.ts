/**
 * What a generated market is like. `rich` has fat tails, regimes, trends, venues that lag more, planted dislocations, shares that
 * follow each other, and books that an outage loses.
 */
export const presets = ['usual', 'rich'] as const
export type Preset = (typeof presets)[number]
