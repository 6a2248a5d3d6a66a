import { generatedStart } from '../../../runtime/market/generated/generate.ts'
import type { Truth } from '../../../runtime/market/generated/truth.ts'

export const second = 1e6
export const minute = 60 * second

export const baseOf = (symbol: string) => symbol.split('/')[0]!
/** So many minutes after the beginning. */
export const after = (minutes: number) => generatedStart + minutes * minute

export type Dislocation = Truth['dislocations'][number]
/** A fast move parts venues that are late by more or less, by too little for each to be told. */
export type Moving = Truth['moves'][number] & { readonly kind: 'move' }

export const movesOf = (truth: Truth): Moving[] => truth.moves.map(move => ({ ...move, kind: 'move' as const }))

/** Nothing can be heard of it. */
export const isSilent = (truth: Truth, { venue, from, to }: Dislocation) =>
  truth.outages.some(o => o.venue === venue && o.from < to && o.to > from)
