import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'

/** `name` or `@scope/name`, as npm has them. */
const packageName = /^(@[\w.-]+\/)?[\w-][\w.-]*$/

/**
 * The file that a package in `node_modules` offers: in the folder of the file that uses it, or in one above. Its
 * `package.json` names it in `hvt`, or in `main` if that ends in `.hvt`. Read, never executed.
 */
export function findPackage(name: string, from: string): { readonly path: string } | { readonly problem: string } {
  if (!packageName.test(name)) return { problem: 'is no name of a package' }
  let folder = dirname(from)
  for (;;) {
    const home = join(folder, 'node_modules', name)
    if (existsSync(join(home, 'package.json'))) return fileOf(home)
    const above = join(folder, '..')
    if (resolve(above) === resolve(folder)) return { problem: 'is not installed' }
    folder = above
  }
}

function fileOf(home: string): { readonly path: string } | { readonly problem: string } {
  const { hvt, main } = aboutPackage(join(home, 'package.json'))
  const file = [hvt, main].find((text): text is string => typeof text === 'string' && /\.hvt(\.ya?ml)?$/i.test(text))
  if (!file) return { problem: 'offers no file of HVT: its `package.json` names none in `hvt`' }
  // A package offers what is in it.
  const inside = normalize(file)
  return /^(\.\.|\/)/.test(inside) ? { problem: 'names a file outside of itself' } : { path: join(home, inside) }
}

function aboutPackage(path: string): Readonly<Record<string, unknown>> {
  try {
    const about: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof about === 'object' && about !== null ? (about as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
