/** What a text says; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A map of what comes from outside, each value of any kind; an empty one where it is no map. */
export type Json = Readonly<Record<string, unknown>>
export const mapOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
