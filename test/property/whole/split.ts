import { parse } from '../../../grammar/parse.ts'

/** The strategy without its functions and constants, and the libraries where they stand now, one using the other. */
export function split(text: string): { readonly text: string; readonly files: Readonly<Record<string, string>> } {
  const { decls } = parse('split.hvt', text).file
  const moved = decls.filter(d => d.kind === 'fn' || d.kind === 'const')
  const names = moved.filter(d => d.kind === 'fn').map(d => d.name.name)
  const textOf = (d: (typeof moved)[number]) => text.slice(d.span.start, d.span.end)
  const calls = (d: (typeof moved)[number]) =>
    names.some(name => name !== d.name.name && new RegExp(`\\b${name}\\(`).test(textOf(d)))
  const [upper, lower] = [moved.filter(calls), moved.filter(d => !calls(d))]
  let rest = text
  for (const { span } of moved.toReversed()) rest = rest.slice(0, span.start) + rest.slice(span.end)
  const uses = `use "./upper.hvt"\nuse "./lower.hvt"\n`
  const [first, ...lines] = rest.split(/(?<=^strategy .*\n)/m)
  return {
    text: [first, uses, ...lines].join(''),
    files: {
      'upper.hvt': `library upper\nuse "./lower.hvt"\n${upper.map(textOf).join('\n')}\n`,
      'lower.hvt': `library lower\n${lower.map(textOf).join('\n')}\n`,
    },
  }
}
