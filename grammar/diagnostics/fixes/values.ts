import { asChoice, type Cures, type Fix, remove, replace, type Site, textOf } from './fix.ts'

/** Units, clocks and presence. */
export const values: Cures = {
  HVT2202: (p, at) => (textOf(at) === p.number && /^[\d._]+$/.test(p.number) ? replace(at, p.example) : undefined),
  HVT2302: (p, at) => asChoice(isCallOf(p.cure, textOf(at)) ? replace(at, p.cure) : undefined),
  HVT2305: (p, at) => asChoice(p.cure.startsWith(textOf(at).slice(0, -1)) ? replace(at, p.cure) : undefined),
  HVT2307: (p, at) => asChoice(paired(at, p.name)),
  HVT2309: (p, at) => latest(at, p.cure),
  HVT2310: (_, at) => asChoice(looked(at)),
  HVT3101: (_, at) => unguarded(at),
}

/** Whether a cure is the call as it stands with its first argument on a clock, not an example of one. */
function isCallOf(cure: string, call: string): boolean {
  const before = cure.split(' on every ', 1)[0]!
  return /^\w+\(/.test(before) && call.startsWith(before) && !cure.includes('`')
}

/** Both inputs of a call, each a simple text, on one clock. */
function paired(at: Site, name: string): Fix | undefined {
  const input = '[\\w.[\\]/]+'
  const [, open, x, comma, y, rest] =
    new RegExp(`^(${name}\\(\\s*)(${input})(\\s*,\\s*)(${input})(\\s*,.*\\))$`, 's').exec(textOf(at)) ?? []
  return open === undefined ? undefined : replace(at, `${open}${x} on every 1s${comma}${y} on every 1s${rest}`)
}

/** A condition of `now`, named once, is looked at each minute. */
function looked(at: Site): Fix | undefined {
  const [before, after, more] = textOf(at).split(/\bnow\b/)
  if (before === undefined || after === undefined || more !== undefined) return undefined
  const alone = before.endsWith('(') && after.startsWith(')')
  return replace(at, `${before}${alone ? 'now on every 1m' : '(now on every 1m)'}${after}`)
}

/** `latest(…)` takes the place of what stands in it, at one end of the expression. */
function latest(at: Site, cure: string): Fix | undefined {
  const event = cure.slice('latest('.length, -1)
  const found = textOf(at)
  const start = found.startsWith(event) ? 0 : found.endsWith(event) ? found.length - event.length : undefined
  if (start === undefined) return undefined
  const from = at.span.start + start
  return replace({ ...at, span: { ...at.span, start: from, end: from + event.length } }, cure)
}

/** `x ?? y` is x; `present(x) and c` is c. */
function unguarded(at: Site): Fix | undefined {
  const { span, text, whole } = at
  if (whole.start !== span.start || whole.end !== span.end) {
    const guard = text.slice(span.end, whole.end).indexOf('??')
    const left = text.slice(span.end, span.end + guard).trimEnd().length
    return guard < 0 ? undefined : remove(at, span.end + left, whole.end)
  }
  if (!/^present\([^()]*\)$/.test(textOf(at))) return undefined
  const [after] = /^\s+and\s+/.exec(text.slice(span.end)) ?? []
  if (after) return remove(at, span.start, span.end + after.length)
  const [before] = /\s+and\s+$/.exec(text.slice(0, span.start)) ?? []
  return before ? remove(at, span.start - before.length, span.end) : undefined
}
