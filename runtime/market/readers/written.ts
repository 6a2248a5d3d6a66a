import type { Written } from '../books/written_levels.ts'
import type { ToBase } from './contracts.ts'
import { decimal } from './decimal.ts'

/** Levels `[price, size, …]` in the exchange's digits; undefined where one of them is not so. A side that is not told is empty. */
export function writtenLevels(levels: unknown = []): Written[] | undefined {
  if (!Array.isArray(levels)) return undefined
  const written: Written[] = []
  for (const level of levels as unknown[]) {
    const [price, size] = Array.isArray(level) ? (level as unknown[]) : []
    if (typeof price !== 'string' || typeof size !== 'string') return undefined
    if (!(decimal(price) > 0 && decimal(size) >= 0)) return undefined
    written.push({ price, size })
  }
  return written
}

/** The same as parts of the fields of a `book` event, appended to them; false where one is not so. */
export function appendLevels(levels: unknown, side: 1 | -1, base: ToBase, into: number[]): boolean {
  const written = writtenLevels(levels)
  for (const { price, size } of written ?? []) into.push(side, Number(price), base(Number(size), Number(price)))
  return written !== undefined
}
