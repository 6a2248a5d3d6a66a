import { asChoice, type Cures, type Fix, remove, replace, type Site } from './fix.ts'

/** What a sound strategy can do without. */
export const rules: Cures = {
  HVT2502: (p, at) => (p.alone ? undefined : brought(at)),
  HVT2505: (p, at) => asChoice(replace(at, p.right)),
}

/** A name of a list goes with the comma beside it. */
function brought(at: Site): Fix | undefined {
  const { span, text } = at
  const [after] = /^\s*,\s*/.exec(text.slice(span.end)) ?? []
  if (after)
    return {
      ...remove(at, span.start, span.end + after.length),
      title: `remove \`${text.slice(span.start, span.end)}\``,
    }
  const [before] = /,\s*$/.exec(text.slice(0, span.start)) ?? []
  return before ? remove(at, span.start - before.length, span.end) : undefined
}
