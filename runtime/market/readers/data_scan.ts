import { DigitScan } from './decimal.ts'

/**
 * Looks at the data of a message, `…"data":{"s":"BTCUSDT","b":"61800.20",…}}`, without making anything of what nobody
 * reads. Knows the form that Binance sends: no spaces, texts without escapes, whole numbers, truth values; what is
 * otherwise in any way is for JSON to read. Of a key that comes twice the last counts, as it does in JSON.
 */
export class DataScan {
  readonly digits = new DigitScan()
  private text = ''
  /** Where the values are, by the character codes of their keys, 0 for none. */
  private readonly values = new Int32Array(128)

  /**
   * Looks through the message from `from` to `end`; false where it is not of the form. With `levels`, only as far as the
   * first list, which has to be that of `b`.
   */
  read(text: string, from: number, end: number, levels: boolean): boolean {
    if (text.charCodeAt(from) !== openBrace) return false
    this.text = text
    let inside = false
    for (let at = from + 1; at < end; at++) {
      if (text.charCodeAt(at) !== quote) return false
      const close = afterText(text, at) - 1
      if (text.charCodeAt(close + 1) !== colon) return false
      const value = close + 2
      const first = text.charCodeAt(value)
      if (first === openBrace) {
        if (inside || !text.startsWith('"data"', at)) return false
        inside = true
        this.values.fill(0)
        at = value
        continue
      }
      const key = keyOf(text, at + 1, close)
      this.values[key] = value
      if (first === openBracket) return inside && levels && key === letterB
      at = afterValue(text, value, first)
      const next = text.charCodeAt(at)
      if (next === closeBrace) return inside && !levels && at === end - 2 && text.charCodeAt(at + 1) === closeBrace
      if (next !== comma) return false
    }
    return false
  }

  /** Where the value of a key begins, 0 for none. */
  place(key: string): number {
    return this.values[keyOf(key, 0, key.length)]!
  }

  /** The whole number of a key, NaN for another value, undefined where there is none. */
  whole(key: string): number | undefined {
    const at = this.place(key)
    return at === 0 ? undefined : this.digits.number(this.text, at)
  }

  /** What stands in quotes, as a number; NaN where that would not be digits with or without a point. */
  quoted(key: string): number {
    const at = this.place(key)
    if (at === 0 || this.text.charCodeAt(at) !== quote) return Number.NaN
    const n = this.digits.number(this.text, at + 1)
    return this.text.charCodeAt(this.digits.end) === quote ? n : Number.NaN
  }

  /** Undefined where it is not a truth value. */
  truth(key: string): boolean | undefined {
    const first = this.text.charCodeAt(this.place(key))
    return first === letterT ? true : first === letterF ? false : undefined
  }
}

/** The character code for keys of one letter, another small number for `pu`, 0 for those that nobody reads. */
function keyOf(text: string, from: number, end: number): number {
  const code = text.charCodeAt(from)
  if (end === from + 1) return code < 128 ? code : 0
  return end === from + 2 && text.startsWith('pu', from) ? 1 : 0
}

/** The index after the quote that closes the text whose quote stands at `at`; -1 where it has an escape or no end. */
function afterText(text: string, at: number): number {
  for (let i = at + 1; ; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) return i + 1
    if (!(code >= space) || code === backslash) return -1
  }
}

/** The index after a text, a whole number or a truth value that begins with `first`; -1 for another value. */
function afterValue(text: string, at: number, first: number): number {
  if (first === quote) return afterText(text, at)
  if (first === letterT) return text.startsWith('true', at) ? at + 4 : -1
  if (first === letterF) return text.startsWith('false', at) ? at + 5 : -1
  let i = at
  while (isDigit(text.charCodeAt(i))) i++
  // JSON has no number that begins with 0 but 0 itself.
  return i === at || (first === zero && i > at + 1) ? -1 : i
}

const isDigit = (code: number) => code >= zero && code <= zero + 9

const space = 32
const quote = 34
const comma = 44
const zero = 48
const colon = 58
const openBracket = 91
const backslash = 92
const letterB = 98
const letterF = 102
const letterT = 116
const openBrace = 123
const closeBrace = 125
