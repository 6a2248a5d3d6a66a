import type { Fold } from './fold.ts'

/** A run of ticks by its count and its mean: anchor + offset. */
interface Mean {
  readonly count: number
  readonly anchor: number
  readonly offset: number
}

/** Merged as documented at `WindowOp`. The order of operations is part of the semantics: it decides the last bits. */
export const mean: Fold<Mean> = {
  single: y => ({ count: 1, anchor: y, offset: 0 }),
  merge: (older, newer) => {
    const count = older.count + newer.count
    const share = newer.count / count
    const delta = newer.anchor - older.anchor + (newer.offset - older.offset)
    return { count, anchor: older.anchor, offset: older.offset + delta * share }
  },
  load: (cells, index, count) => ({ count, anchor: cells[index]!, offset: cells[index + 1]! }),
  save: (memory, index, { anchor, offset }) => {
    memory.keep(index, anchor)
    memory.keep(index + 1, offset)
  },
  value: ({ anchor, offset }) => anchor + offset,
}

/** A run of ticks by its count, its mean (anchor + offset) and the sum of squared distances from the mean. */
interface Moments {
  readonly count: number
  readonly anchor: number
  readonly offset: number
  readonly m2: number
}

export function moments(value: (m2: number, count: number) => number): Fold<Moments> {
  return {
    single: y => ({ count: 1, anchor: y, offset: 0, m2: 0 }),
    merge: (older, newer) => {
      const count = older.count + newer.count
      const share = newer.count / count
      const delta = newer.anchor - older.anchor + (newer.offset - older.offset)
      return {
        count,
        anchor: older.anchor,
        offset: older.offset + delta * share,
        m2: older.m2 + newer.m2 + delta * delta * (older.count * share),
      }
    },
    load: (cells, index, count) => ({
      count,
      anchor: cells[index]!,
      offset: cells[index + 1]!,
      m2: cells[index + 2]!,
    }),
    save: (memory, index, { anchor, offset, m2 }) => {
      memory.keep(index, anchor)
      memory.keep(index + 1, offset)
      memory.keep(index + 2, m2)
    },
    value: ({ m2 }, count) => value(m2, count),
  }
}

/** The same of two inputs, and the sum of the products of their distances. */
interface Pairs {
  readonly count: number
  readonly anchorY: number
  readonly offsetY: number
  readonly anchorX: number
  readonly offsetX: number
  readonly m2y: number
  readonly m2x: number
  readonly c: number
}

export function pairs(value: (partial: Pairs, count: number) => number): Fold<Pairs> {
  return {
    single: (y, x) => ({ count: 1, anchorY: y, offsetY: 0, anchorX: x, offsetX: 0, m2y: 0, m2x: 0, c: 0 }),
    merge: (older, newer) => {
      const count = older.count + newer.count
      const dy = newer.anchorY - older.anchorY + (newer.offsetY - older.offsetY)
      const dx = newer.anchorX - older.anchorX + (newer.offsetX - older.offsetX)
      const share = newer.count / count
      const weight = older.count * share
      return {
        count,
        anchorY: older.anchorY,
        offsetY: older.offsetY + dy * share,
        anchorX: older.anchorX,
        offsetX: older.offsetX + dx * share,
        m2y: older.m2y + newer.m2y + dy * dy * weight,
        m2x: older.m2x + newer.m2x + dx * dx * weight,
        c: older.c + newer.c + dx * dy * weight,
      }
    },
    load: (cells, index, count) => ({
      count,
      anchorY: cells[index]!,
      offsetY: cells[index + 1]!,
      anchorX: cells[index + 2]!,
      offsetX: cells[index + 3]!,
      m2y: cells[index + 4]!,
      m2x: cells[index + 5]!,
      c: cells[index + 6]!,
    }),
    save: (memory, index, p) => {
      const slots = [p.anchorY, p.offsetY, p.anchorX, p.offsetX, p.m2y, p.m2x, p.c]
      for (let k = 0; k < slots.length; k++) memory.keep(index + k, slots[k]!)
    },
    value,
  }
}
