import { entry } from './entry.ts'

const duty = 'an operator gets numbers and its own state: no clock, no randomness, no network, no other files'

/** Files of operators, when they are loaded and when they run. */
export const externFiles = {
  HVT4046: entry<{ path: string; reason: string }>({
    title: 'the file of an `extern` is not there',
    message: p => `\`${p.path}\`, which the strategy calls, cannot be read: ${p.reason}`,
    help: () => 'put the file where it stood, from the strategy or its compiled form, when it was compiled',
    page: `A compiled strategy names the files of its operators, as they stood from its source, and does not contain
them. They go with it, in the same places.

  wrong    cp heat.hvtc /srv/strategies
  right    cp heat.hvtc heat.ts /srv/strategies`,
  }),
  HVT4047: entry<{ path: string; name: string }>({
    title: 'another file than the one compiled',
    message: p => `\`${p.path}\` is not the file that \`${p.name}\` was compiled with`,
    why: () => 'what was tested is what runs: the digest of the file is part of the digest of the strategy',
    help: () => 'compile the strategy again, or put the old file back',
    page: `A strategy is known by its digest, and the text of each operator's file is part of it. A file that was
changed makes another strategy.

  wrong    edit heat.ts, then hvt backtest old.hvtc
  right    edit heat.ts, then hvt compile strategy.hvt`,
  }),
  HVT9041: entry<{ path: string; problem: string }>({
    title: 'a file that is no TypeScript',
    message: p => `\`${p.path}\` is no TypeScript: ${p.problem}`,
    help: () => 'mend the file; `npx tsc --noEmit` tells more',
    page: `The types are taken out of an operator's file before it runs; they are not checked. To that it must at
least be TypeScript.

  wrong    export default (mood: number => mood
  right    export default (mood: number) => mood`,
  }),
  HVT9042: entry<{ path: string; specifier: string }>({
    title: 'an operator that imports',
    message: p => `\`${p.path}\` imports \`${p.specifier}\``,
    why: () => 'its digest names all that runs, so the file must be all that runs',
    help: () => 'put what it needs into the file; `import type` is fine',
    page: `An operator is one file. It may import types, which are gone when it runs, and nothing else: no packages,
nothing of Node, no other file.

  wrong    import { mean } from './mean.ts'
  right    import type { Extern } from 'hvt'`,
  }),
  HVT9043: entry<{ path: string; problem: string }>({
    title: 'an operator that does not load',
    message: p => `\`${p.path}\` does not load: ${p.problem}`,
    help: () => duty,
    page: `What stands outside of functions in an operator's file runs once, when the file is loaded. It runs in a world
of its own, which has the JavaScript language but no clock (Date), no randomness (Math.random) and nothing of Node.

  wrong    const start = Date.now()
  right    const halfLife = 600`,
  }),
  HVT9044: entry<{ path: string; name: string; wanted: string; found: string }>({
    title: 'a file without its operator',
    message: p => `\`${p.name}\` wants ${p.wanted} as the default export of \`${p.path}\`, found ${p.found}`,
    help: p =>
      `export it: \`export default ${p.wanted.startsWith('a function') ? '(x: number) => x * x' : '{ setup, process, save, recover }'}\``,
    page: `An \`extern\` with \`memory\` is an object with the functions setup, process, save and recover; without, it is a
function of its values. Either is what the file exports by default.

  wrong    export function process(mood: number) { return mood }
  right    export default (mood: number) => mood`,
  }),
  HVT9045: entry<{ path: string; of: string; problem: string }>({
    title: 'an operator that throws',
    message: p => `\`${p.of}\` of \`${p.path}\` throws: ${p.problem}`,
    why: () => 'after that its state, and all that is made of it, would mean nothing',
    help: () => `mend it; where it has no value it returns undefined; ${duty}`,
    page: `A run ends with the first error that an operator throws. To say that there is no value, return undefined.

  wrong    if (volume === 0) throw new Error('no volume')
  right    if (volume === 0) return undefined`,
  }),
  HVT9046: entry<{ path: string; of: string; wanted: string; found: string }>({
    title: 'an operator that returns something else',
    message: p => `\`${p.of}\` of \`${p.path}\` wants to return ${p.wanted}, found ${p.found}`,
    help: p => `let it return ${p.wanted}`,
    page: `process returns a number, or undefined where there is no value; save returns a Uint8Array. Nothing waits for a
promise: a value is known at its step or not at all.

  wrong    process: async (state, x) => x
  right    process: (state, x) => x`,
  }),
  HVT9047: entry<{ path: string; name: string; bytes: number; memory: number }>({
    title: 'an operator that remembers more than it said',
    message: p => `\`${p.name}\` of \`${p.path}\` saves ${p.bytes} bytes, but declares \`memory: ${p.memory}\``,
    why: () => 'memory is known before a strategy runs: the place for the state is laid out and cannot grow',
    help: p => `declare \`memory: ${p.bytes}\`, if its state never gets larger`,
    page: `\`memory\` is the most that \`save\` ever returns. A state that grows with the run has no such number.

  wrong    save: state => new Uint8Array(new Float64Array(state.all).buffer)
  right    save: state => new Uint8Array(new Float64Array([state.sum, state.count]).buffer)`,
  }),
  HVT9048: entry<{ path: string; name: string }>({
    title: 'a state that does not survive',
    severity: 'warning',
    message: p => `\`${p.name}\` of \`${p.path}\` does not save all of its state: recovered, it saves other bytes`,
    why: () => 'after a restart the strategy would go on differently',
    help: () => 'let `recover(save(state))` be the same state',
    page: `At the end of a run each state is saved, recovered and saved again: both must be the same bytes. So a state
that is lost in a restart shows before there is one.

  wrong    save: s => new Uint8Array(new Float32Array([s.heat]).buffer), recover: () => ({ heat: 0 })
  right    save: s => new Uint8Array(new Float64Array([s.heat]).buffer),
           recover: b => ({ heat: new Float64Array(b.buffer)[0] })`,
  }),
  HVT9049: entry<{ reason: string }>({
    title: 'no TypeScript here',
    message: p => `operators cannot be loaded: ${p.reason}`,
    help: () => 'install HVT with its packages: `npm install`',
    page: `The package esbuild takes the types out of operators' files. It has a program for each platform, which npm
installs with HVT.

  wrong    copy dist/hvt.js to another machine
  right    npm install`,
  }),
}
