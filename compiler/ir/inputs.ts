export interface Input {
  readonly node: number
  /** Index into `maps`, or -1: the same instance (same region, or both of equal size in the same order). */
  readonly map: number
}

/** The same data with other inputs: whatever has a node and a map is one. */
export function withInputs<T>(data: T, change: (input: Input) => Input): T {
  if (Array.isArray(data)) return data.map(item => withInputs(item, change)) as T
  if (typeof data !== 'object' || data === null) return data
  const { node, map } = data as { readonly node?: unknown; readonly map?: unknown }
  if (typeof node === 'number' && typeof map === 'number') return change({ node, map }) as T
  return Object.fromEntries(Object.entries(data).map(([name, part]) => [name, withInputs(part, change)])) as T
}

/** Every input that stands in data, in order. */
export function inputsIn(data: unknown): readonly Input[] {
  const found: Input[] = []
  withInputs(data, input => {
    found.push(input)
    return input
  })
  return found
}
