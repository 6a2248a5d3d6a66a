/** What happened to the order book of one feed. */
export interface BookIntegrity {
  snapshots: number
  /** Batches of changes: applied + dropped + repeated + those that no snapshot came for. */
  deltas: number
  applied: number
  /** Waited for a snapshot and turned out to be older than it; or could not, where snapshots come within the stream. */
  dropped: number
  /** Came again after they had been applied, or after later ones had. */
  repeated: number
  /** Breaks of the sequence; each makes the book invalid until the next snapshot. */
  gaps: number
  /** Books that were not those of the exchange, by its checksum; each makes the book invalid until the next snapshot. */
  checksums: number
  /** Books whose best bid reached the best ask; each makes the book invalid until the next snapshot. */
  crossed: number
  /** µs without a valid book, between the first and the last message about it. */
  invalid: number
}

/** Empty counts. */
export const newIntegrity = (): BookIntegrity => ({
  snapshots: 0,
  deltas: 0,
  applied: 0,
  dropped: 0,
  repeated: 0,
  gaps: 0,
  checksums: 0,
  crossed: 0,
  invalid: 0,
})
