import { type Path, step } from './path.ts'
import { random } from './random.ts'
import type { ShareTruth, Truth } from './truth.ts'

const minute = 60e6
const sectors = 6
/** Per point of a path: of a sector, and of what is a share's own. */
const volatility = { sector: 3.6e-5, own: 0.9e-5 }

/**
 * A share follows its sector, by more or less. Of what is its own a bound one forgets half within minutes, so that any two
 * bound ones of a sector are cointegrated; in a loose one it wanders off. Some that are bound become loose after hours.
 * All of it depends on names alone, not on which other shares there are.
 */
export function share(seed: string | number, asset: string, start: number, truth: Truth): Path {
  const character = random(seed, 'share', asset)
  const sector = Math.floor(sectors * character.uniform())
  const beta = character.between(0.6, 1.6)
  const bound = character.uniform() < 0.7
  const breaks = character.uniform() < 0.15
  const breaking = start + Math.round(character.between(60, 360) * minute)
  const halfLife = Math.round(random(seed, 'half life', sector).between(4, 12) * minute)
  const broken = bound && breaks ? breaking : null
  const told: ShareTruth = { asset, sector, beta, bound, halfLife, broken }
  truth.shares.push(told)

  // Each share of a sector makes the sector's path for itself, from the same chances.
  const common = random(seed, 'sector', sector)
  const chance = random(seed, 'own', asset)
  const forgets = (Math.LN2 * step) / halfLife
  let level = character.between(20, 400)
  let own = 0
  return {
    value(time) {
      level *= 1 + beta * volatility.sector * common.heavy()
      const isBound = bound && (broken === null || time < broken)
      own += (isBound ? -own * forgets : 0) + volatility.own * chance.heavy()
      return level * (1 + own)
    },
    moveAt: () => undefined,
  }
}
