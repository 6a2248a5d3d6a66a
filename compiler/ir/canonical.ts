/** Plain data as JSON in its one form: keys in order, no spaces, -0 told from 0. What is undefined is left out. */
export function canonicalJson(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(item => canonicalJson(item)).join(',')}]`
  if (typeof data !== 'object' || data === null) return Object.is(data, -0) ? '-0' : JSON.stringify(data)
  const entries = Object.entries(data).filter(([, value]) => value !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`).join(',')}}`
}
