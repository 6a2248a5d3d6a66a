/** A part of the summary for people. */
export interface Section {
  readonly title: string
  readonly lines: readonly string[]
}
