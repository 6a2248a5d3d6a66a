import { prelude } from '../compiler/harness.ts'

/** [what is wrong, the text with «the place», code, message, cure]; exactly one message each. */
export type Mistake = readonly [title: string, source: string, code: string, message: string, help: string]

export const rated = prelude.replaceAll('silent: 5s', 'silent: 5s, rate: 1_000/1s')

/** What orders need around them. */
export const trading = `${prelude}let mid = a[BTC/USD].quote.mid
let move = mid / prev(mid, 60) - 1
signal up when move > 1%
`
export const limits = 'risk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }\n'

/** Cases that stand behind one head; the text says what is wrong. */
export function after(head: string, rows: readonly (readonly [string, string, string, string])[]): readonly Mistake[] {
  return rows.map(([text, ...told]) => [text.replace(/[«»]/g, ''), head + text, ...told])
}
