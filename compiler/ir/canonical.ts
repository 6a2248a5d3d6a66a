/** Plain data as JSON in its one form: keys in order, no spaces, -0 told from 0. What is undefined is left out. */
export function canonicalJson(data: unknown): string {
  if (typeof data === 'number' && data !== 0) return Number.isFinite(data) ? `${data}` : 'null'
  if (typeof data !== 'object' || data === null) return Object.is(data, -0) ? '-0' : JSON.stringify(data)
  // Graphs have thousands of numbers: appending to one text is several times faster than joining many.
  let text = ''
  if (Array.isArray(data)) {
    for (const item of data) text += `${text && ','}${canonicalJson(item)}`
    return `[${text}]`
  }
  const fields = data as Readonly<Record<string, unknown>>
  for (const key of Object.keys(data).sort()) {
    if (fields[key] !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(fields[key])}`
  }
  return `{${text}}`
}
