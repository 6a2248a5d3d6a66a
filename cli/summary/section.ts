/** A part of the summary for people. */
export interface Section {
  readonly title: string
  readonly lines: readonly string[]
}

/** The members that an instance stands for, in the order of its keys. */
export function keyText(key: Readonly<Record<string, string>>): string {
  return Object.values(key).join(', ')
}
