const head = `strategy large in USDT
venue x = ccxt.x { prices_only: true, silent: 1m }
let mid = x[BTC/USDT].quote.mid
`

/** Texts of so many characters that nobody writes, but machines and cats do; each as large as it may be. */
export const large: Readonly<Record<string, (characters: number) => string>> = {
  features: size => lines(size, k => `feature f${k} = mean(mid, ${5 + (k % 900)}) - mid * ${k + 2}`),
  pegs: size => lines(size, k => `peg A${k} = USDT within 50bps by x[A${k}/USDT]`),
  'a mistake a line': size => lines(size, k => `feature f${k} = mean(mid, ) - other_${k}`),
  'unknown names': size => lines(size, k => `feature f${k} = mean(middle_${k}, 5)`),
  'one line': size => `${head}let sum = mid${repeated(' + mid', size - head.length - 14)}\n`,
  nested: size => `${head}let deep = ${repeated('(', size - head.length - 15)}mid\n`,
  garbage: size => head + garbage(size - head.length),
}

function lines(size: number, line: (k: number) => string): string {
  const parts = [head]
  let left = size - head.length
  for (let k = 0; ; k++) {
    const part = `${line(k)}\n`
    left -= part.length
    if (left < 0) return parts.join('')
    parts.push(part)
  }
}

const repeated = (text: string, size: number) => text.repeat(Math.floor(size / text.length))

/** Printable characters and line ends without a meaning, always the same. */
function garbage(size: number): string {
  let seed = 1
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  return Array.from({ length: size }, () => (next() < 0.03 ? '\n' : String.fromCharCode(32 + 95 * next()))).join('')
}
