import { readSource } from './source.ts'

type Files = ReadonlyMap<string, string>

const longest = 220
const usual = 150

/** Files that are too long, and too many that are long: at least four fifths stay within 150 lines. */
export function longFiles(files: Files): string[] {
  const lines = [...files].map(([path, text]) => ({ path, count: text.trimEnd().split('\n').length }))
  const long = lines.filter(({ count }) => count > usual).sort((a, b) => b.count - a.count)
  const tooMany = long.length * 5 > lines.length
  return [
    ...long.filter(({ count }) => count > longest).map(({ path, count }) => `${path} has ${count} lines`),
    ...(tooMany ? [`${long.length} of ${lines.length} files have over ${usual} lines: ${list(long)}`] : []),
  ]
}

const list = (files: readonly { path: string; count: number }[]) => files.map(f => `${f.path} ${f.count}`).join(', ')

const leftover = new RegExp(['\\bTO', 'DO\\b|\\bFIX', 'ME\\b'].join(''))

/** Notes of unfinished work. */
export function leftovers(files: Files): string[] {
  return [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, i) => (leftover.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
  )
}

/** Reads of the clock or of randomness: a run must be a function of its inputs. */
export function ambientReads(files: Files): string[] {
  return [...files].flatMap(([path, text]) =>
    readSource(path, text).ambient.map(({ name, line }) => `${path}:${line} reads ${name}`),
  )
}

const vague = /^(utils?|helpers?|managers?|common|misc)(\.|$)|[-_.](utils?|helpers?|manager)\./i

/** Paths with a folder or file whose name says nothing. */
export function vagueNames(paths: Iterable<string>): string[] {
  return [...paths].filter(path => path.split('/').some(part => vague.test(part)))
}

/** Strategies and libraries whose header has no `///` comment. */
export function undocumented(files: Files): string[] {
  const documented = /^\/\/\/ ?\S.*\n(\/\/\/.*\n)*(strategy|library) /m
  return [...files].filter(([, text]) => !documented.test(text)).map(([path]) => path)
}

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}
interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Locked packages that name the host they came from, or have no digest. */
export function hostsInLock(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, locked]) => {
    if (locked.resolved !== undefined) return [`${path} names a host`]
    return path !== '' && locked.integrity === undefined ? [`${path} has no digest`] : []
  })
}

/** Optional dependencies, which carry the binaries of each platform, that the lock file lost. */
export function lostBinaries(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).flatMap(name =>
      (lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`])
        ? []
        : [`${path}: ${name}`],
    ),
  )
}
