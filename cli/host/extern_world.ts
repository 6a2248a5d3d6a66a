import { compileFunction, createContext, runInContext } from 'node:vm'

/** Thrown where a file imports. */
export class Imports extends Error {
  constructor(readonly specifier: string) {
    super(`imports ${specifier}`)
  }
}

/** What would make a run another run: time, chance, place, what other threads do, when memory is collected. */
const withheld = 'Date Intl Temporal WebAssembly Atomics SharedArrayBuffer WeakRef FinalizationRegistry console'

/** Of the language itself. As variables, because each look into the global object of another world takes long. */
const globals = (
  'Object Array Number Math Map Set Error RangeError TypeError Symbol JSON DataView ArrayBuffer ' +
  'Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array Uint16Array Uint32Array isNaN isFinite NaN Infinity'
).split(' ')

/**
 * What a file exports, run in a world of its own that has the language and nothing else. This keeps honest code a function
 * of its inputs; it is no prison for hostile code.
 * @param code As `withoutTypes` makes it.
 * @throws Whatever the file throws; `Imports`.
 */
export function exportsOf(path: string, code: string): Readonly<Record<string, unknown>> {
  const world = createContext({}, { codeGeneration: { strings: false, wasm: false } })
  for (const name of withheld.split(' ')) runInContext(`delete globalThis.${name}`, world)
  runInContext('delete Math.random', world)
  const own: unknown[] = globals.map(name => runInContext(name, world))
  const module = { exports: {} }
  const imports = (specifier: string) => {
    throw new Imports(specifier)
  }
  const run = compileFunction(code, ['module', 'exports', 'require', ...globals], {
    filename: path,
    parsingContext: world,
  })
  run(module, module.exports, imports, ...own)
  return module.exports
}
