import type { Documented } from './library.ts'
import type { Warmed } from './warmed.ts'

/**
 * With which bar a function begins, by its comment: `Warm-up: 2n - 1.` is that many ticks, n as in the call. Undefined where the
 * comment says more than a sum of numbers and arguments.
 */
export function promised({ call, says }: Documented, { call: drawn }: Warmed): number | undefined {
  const [, sum] = /Warm-up: ([^.,;]*?)(?: ticks?| bars?)?[.,;]/.exec(`${says}.`) ?? []
  if (sum === undefined) return undefined
  const given = argumentsOf(drawn)
  const values = new Map<string, number>([['one', 1]])
  for (const [i, param] of argumentsOf(call).entries()) {
    const [name, byDefault] = param.split(' = ')
    const named = given.find(argument => argument.startsWith(`${name}: `))?.slice(name!.length + 2)
    values.set(name!, Number(named ?? given[i] ?? byDefault))
  }
  return /^\d*[a-z]*( [+-] \d*[a-z]*)*$/.test(sum) ? total(sum, values) : undefined
}

function total(sum: string, values: ReadonlyMap<string, number>): number | undefined {
  const terms = [...sum.matchAll(/(- )?(\d+)?([a-z]+)?/g)].filter(([, , factor, name]) => factor ?? name)
  const parts = terms.map(([, minus, factor, name]) => {
    return (minus ? -1 : 1) * Number(factor ?? 1) * (name ? (values.get(name) ?? Number.NaN) : 1)
  })
  const all = parts.reduce((sum, part) => sum + part, 0)
  return Number.isNaN(all) ? undefined : all
}

/** `b.close` and `20` of `sma(b.close, 20).x`. */
function argumentsOf(call: string): string[] {
  const found = ['']
  let depth = 0
  for (const char of call.slice(call.indexOf('(') + 1)) {
    if (char === ')' && depth === 0) break
    if ('([{'.includes(char)) depth++
    if (')]}'.includes(char)) depth--
    if (char === ',' && depth === 0) found.push('')
    else found.push(found.pop()! + char)
  }
  return found.map(argument => argument.trim())
}
