import type { Documented, Library } from './library.ts'
import { type Seen, type Warmed, warmupWords } from './warmed.ts'

/** The page of a library: its functions in order, each with its comment and its plot, or a link to the plot that it is in. */
export function page({ name, about, functions }: Library, plots: readonly Seen[]): string {
  const sections = functions.map(fn => `## ${fn.name}\n\n\`${fn.call}\`\n\n${fn.says}\n${shown(name, fn, plots)}`)
  return [`# std.${name}\n`, `${about}\n`, ...sections].join('\n')
}

function shown(library: string, { name }: Documented, plots: readonly Seen[]): string {
  const own = plots.find(plot => plot.name === name)
  if (own) return `\n![${name}](plots/${library}/${name}.svg)\n\n${table(own.values)}`
  const other = plotOf(name, plots)
  return other ? `\nDrawn with [${other.name}](#${other.name}).\n` : ''
}

/** The first plot that calls a function. */
export const plotOf = (name: string, plots: readonly Seen[]) =>
  plots.find(({ values }) => values.some(({ call }) => new RegExp(`\\b${name}\\(`).test(call)))

function table(values: readonly Warmed[]): string {
  const rows = values.map(
    value => `| \`${value.call}\` | ${value.isTruth ? 'true or false' : value.unit} | ${warmupWords(value)} |`,
  )
  return `| drawn | unit | warm-up |\n|---|---|---|\n${rows.join('\n')}\n`
}
