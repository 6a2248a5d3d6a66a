import { entry } from './entry.ts'

/** Operators declared in HVT and written in TypeScript. What goes wrong with their files when they run: `extern_files.ts`. */
export const externs = {
  HVT2150: entry<{ name: string; param: string | undefined }>({
    title: 'an `extern` that does not say what it takes',
    message: p =>
      p.param === undefined ? `\`${p.name}\` takes nothing` : `\`${p.param}\` of \`${p.name}\` has no type`,
    why: p =>
      p.param === undefined
        ? 'an operator is called at the ticks of what it takes'
        : 'nothing of the file is looked into, so its declaration says all that the compiler knows',
    help: p => (p.param === undefined ? 'give it a parameter: `x: number`' : `say what it is: \`${p.param}: number\``),
    page: `Whoever checks a strategy runs nothing of it. So the declaration of an operator that is written in TypeScript
says of each parameter, and of the result, what it is: number (no unit), duration, quantity[a], price[base, quote].

  wrong    extern fn heat(mood, volume): number from "./heat.ts"
  right    extern fn heat(mood: number, volume: quantity[a]): number from "./heat.ts"`,
  }),
  HVT2151: entry<{ path: string; lacks: 'path' | 'file' | 'content' | 'text' }>({
    title: 'no file for an `extern`',
    message: p => {
      if (p.lacks === 'path') return `\`${p.path}\` is no relative path of a TypeScript file`
      if (p.lacks === 'file') return `there is no file \`${p.path}\``
      return p.lacks === 'content' ? `\`${p.path}\` is empty` : `\`${p.path}\` is no text in UTF-8`
    },
    help: p => {
      if (p.lacks === 'path') return 'name a file beside this one: `"./heat.ts"`'
      if (p.lacks === 'file') return 'the path is relative to the file with the `extern`; see that both are spelt alike'
      return 'write the operator there, as TypeScript with a default export, or name the file that has it'
    },
    page: `An \`extern\` names one TypeScript file by a path that begins with ./ or ../ and ends with .ts, relative to the
file in which it is declared. Its text is part of the strategy's digest.

  wrong    extern fn heat(mood: number): number from "heat"
  right    extern fn heat(mood: number): number from "./heat.ts"`,
  }),
  HVT2152: entry<{ type: string; known: string }>({
    title: 'no type of an `extern`',
    message: p => `\`${p.type}\` is no type of a value`,
    help: p => `use one of: ${p.known}`,
    page: `Values are numbers with a unit. Lower-case names between brackets stand for any asset, each name for one asset
in one call: a price[b, q] times a quantity[b] is a quantity[q]. A name in capitals is that asset.

  wrong    extern fn impact(size: float, at: price): number from "./impact.ts"
  right    extern fn impact(size: quantity[b], at: price[b, q]): number from "./impact.ts"`,
  }),
  HVT2153: entry<{ setting: string }>({
    title: 'an `extern` with settings but no memory',
    message: p => `\`${p.setting}\` is for an \`extern\` that remembers, but this one has no \`memory\``,
    help: () => 'say how many bytes its state takes when it is saved: `memory: 64`',
    page: `An \`extern\` with \`memory\` has a state, which \`setup\` makes, and which is saved in at most so many bytes; it may
need some ticks (\`warmup\`) before it has a value. Without \`memory\` it is a function of its values alone.

  wrong    extern fn heat(mood: number): number from "./heat.ts" { setup: { keep: 0.9 } }
  right    extern fn heat(mood: number): number from "./heat.ts" { memory: 8, setup: { keep: 0.9 } }`,
  }),
  HVT2154: entry<{ name: string; key: string }>({
    title: 'a result of an unknown unit',
    message: p => `the result of \`${p.name}\` is in \`${p.key}\`, but none of its parameters is`,
    help: p => `name an asset (\`USD\`), or take a value whose type has \`${p.key}\``,
    page: `A lower-case name in the type of a result is the asset that a parameter of the same call has under that name.

  wrong    extern fn fair(mood: number): price[b, q] from "./fair.ts"
  right    extern fn fair(mood: number, mid: price[b, q]): price[b, q] from "./fair.ts"`,
  }),
}
