import { type FastMove, type Path, step } from './path.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

/** Fast moves of 1–4 % in 1–4 s, about `apart` seconds after the one before. */
export function fastMoves(asset: string, chance: Random, start: number, truth: Truth, apart: number) {
  let move: FastMove | undefined
  let earlier: FastMove | undefined
  let perStep = 0
  let due = start + Math.round((20 + 100 * chance.exponential()) * 1e6)
  /** What a move adds to the price at a point, as a part of it. */
  const at = (time: number): number => {
    if (time >= due) {
      const steps = Math.floor(chance.between(20, 80))
      const size = chance.between(0.01, 0.04)
      const direction = chance.uniform() < 0.5 ? -1 : 1
      perStep = (size / steps) * direction
      earlier = move
      move = { start: time, end: time + steps * step, direction, size }
      due = move.end + Math.round((60 + (apart - 60) * chance.exponential()) * 1e6)
      truth.moves.push({ asset, from: move.start, to: move.end, size: size * direction })
    }
    return move && time < move.end ? perStep : 0
  }
  const moveAt: Path['moveAt'] = time => (move && time >= move.start ? move : earlier)
  return { at, moveAt }
}
