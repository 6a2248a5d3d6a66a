/** `20m`, `1h30m`, `250ms`. */
export function durationText(micros: number): string {
  const units: [string, number][] = [
    ['d', 864e8],
    ['h', 36e8],
    ['m', 6e7],
    ['s', 1e6],
    ['ms', 1e3],
    ['us', 1],
  ]
  let rest = micros
  let text = ''
  for (const [name, size] of units) {
    const n = Math.floor(rest / size)
    if (n > 0) text += `${n}${name}`
    rest -= n * size
  }
  return text || '0s'
}
