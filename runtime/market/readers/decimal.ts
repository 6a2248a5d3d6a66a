/** From outside: a text or a number. Finite or NaN; prices mostly come as texts. */
export function decimal(value: unknown): number {
  const n =
    typeof value === 'string' && written.test(value) ? Number(value) : typeof value === 'number' ? value : Number.NaN
  return Number.isFinite(n) ? n : Number.NaN
}

/** `Number` alone would also take spaces, and `0x10` for 16. */
const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Reads digits out of a longer text without cutting it to pieces. */
export class DigitScan {
  /** Where the number ended that was read last. */
  end = 0

  /**
   * The number that begins at `at`, the same as `Number` makes of it; NaN where there is none or it has an exponent or a
   * sign. Fifteen digits are an integer that a float holds exactly, as it does powers of ten to 1e22: so their quotient is
   * rounded once, which is what correct means.
   */
  number(text: string, at: number): number {
    let whole = 0
    let digits = 0
    let point = -1
    let i = at
    for (; ; i++) {
      const digit = text.charCodeAt(i) - zero
      if (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit
        digits++
      } else if (digit === dot && point < 0) point = digits
      else break
    }
    this.end = i
    if (digits === 0) return Number.NaN
    if (digits > 15) return decimal(text.slice(at, i))
    return point < 0 ? whole : whole / powers[digits - point]!
  }
}

const zero = 48
const dot = -2
const powers = Array.from({ length: 16 }, (_, k) => Number(`1e${k}`))
