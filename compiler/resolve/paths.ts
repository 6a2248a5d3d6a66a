import type { Use } from '../../grammar/ast/index.ts'

/** The file that a package offers to the file that uses it, or why there is none: `is not installed`. Nothing is executed. */
export type FindPackage = (name: string, from: string) => { readonly path: string } | { readonly problem: string }

/** Where a module may stand: the first of these paths that there is; or why nowhere. */
export type Candidates = { readonly paths: readonly string[] } | { readonly package: string; readonly problem: string }

/**
 * `std.stats` → `std/stats.hvt`; `"./crowd"` → `crowd.hvt` or `crowd.hvt.yaml`, relative to the file that uses it;
 * `"hvt-indicators"` → what the package of that name says.
 */
export function candidates({ path, quoted }: Use, from: string, packages: FindPackage | undefined): Candidates {
  const { name } = path
  if (name.startsWith('std.')) return { paths: [`${name.replaceAll('.', '/')}.hvt`] }
  const isFile = !quoted || /^\.{0,2}\//.test(name) || /\.(hvt|ya?ml)$/i.test(name)
  if (isFile) {
    const file = beside(name, from)
    return { paths: /\.(hvt|ya?ml)$/i.test(name) ? [file] : [`${file}.hvt`, `${file}.hvt.yaml`] }
  }
  const found = packages?.(name, from) ?? { problem: 'is not installed' }
  return 'path' in found ? { paths: [found.path] } : { package: name, problem: found.problem }
}

/** A path as seen from a file: its folders and those of the name, without `.` and `..`. */
export function beside(name: string, from: string): string {
  if (name.startsWith('/')) return name
  const parts = from.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
