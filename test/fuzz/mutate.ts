import { fork } from 'node:child_process'
import { Command, InvalidArgumentError } from 'commander'
import { mutants } from './tried.ts'

/**
 * A campaign of mutated inputs: strategies, excerpts of them, YAML and compiled strategies, each through everything that
 * reads it. Whatever comes, the answer is a graph or a message; nothing is thrown, and nothing hangs: a chunk runs in a
 * process of its own, which is ended when one input takes too long.
 */
const { count, seed, chunk, only, patience } = new Command('mutate')
  .option('--count <n>', 'how many inputs', positive, 20_000)
  .option('--seed <n>', 'of all of them', Number, 1)
  .option('--chunk <n>', 'inputs of one process', positive, 20_000)
  .option('--patience <s>', 'the longest that one input may take, in seconds', positive, 20)
  .option('--only <n>', 'print this one input and answer it')
  .addHelpText('after', '\nExample:\n  $ npm run mutate -- --count 100000 --seed 42')
  .parse()
  .opts<{ count: number; seed: number; chunk: number; patience: number; only?: string }>()

interface Figures {
  readonly answers: Readonly<Record<string, number>>
  readonly slowest: { readonly number: number; readonly ms: number; readonly kind: string }
}

const child = process.env.HVT_MUTATE_FROM
if (only !== undefined) one(Number(only))
else if (child === undefined) await campaign()
else work(Number(child), Number(process.env.HVT_MUTATE_TO))

function one(number: number): void {
  const { input, kind, answer } = mutants(compiler())(seed, number)
  console.log(input)
  console.log(kind, answer())
}

/** Answers inputs, and says before each which it is. */
function work(from: number, to: number): void {
  const mutantOf = mutants(compiler())
  const answers: Record<string, number> = {}
  let slowest = { number: from, ms: 0, kind: '' }
  for (let number = from; number < to; number++) {
    if (number % 50 === 0) process.send!({ at: number })
    try {
      const { kind, answer } = mutantOf(seed, number)
      const start = performance.now()
      const what = `${kind}: ${answer()}`
      const ms = performance.now() - start
      answers[what] = (answers[what] ?? 0) + 1
      if (ms > slowest.ms) slowest = { number, ms, kind }
    } catch (e) {
      process.send!({ crash: number, text: String((e as Error).stack ?? e) })
    }
  }
  process.send!({ done: { answers, slowest } satisfies Figures })
}

async function campaign(): Promise<void> {
  const answers: Record<string, number> = {}
  let slowest = { number: 0, ms: 0, kind: '' }
  let failed = false
  for (let from = 0; from < count; from += chunk) {
    const told = await run(from, Math.min(count, from + chunk))
    if (typeof told === 'string') {
      console.log(told)
      failed = true
      continue
    }
    for (const [what, n] of Object.entries(told.answers)) answers[what] = (answers[what] ?? 0) + n
    if (told.slowest.ms > slowest.ms) slowest = told.slowest
    const done = Object.values(answers).reduce((sum, n) => sum + n, 0)
    console.log(
      `${done} answered of ${count}, seed ${seed}; slowest ${slowest.number} (${slowest.kind}): ${slowest.ms.toFixed(0)} ms`,
    )
  }
  for (const [what, n] of Object.entries(answers).sort()) console.log(`${String(n).padStart(9)}  ${what}`)
  process.exitCode = failed ? 1 : 0
}

/** One chunk in a process of its own: its figures, or what went wrong. */
function run(from: number, to: number): Promise<Figures | string> {
  return new Promise(resolve => {
    const process_ = fork(process.argv[1]!, process.argv.slice(2), {
      env: { ...process.env, HVT_MUTATE_FROM: String(from), HVT_MUTATE_TO: String(to) },
    })
    let at = from
    const hung = () => {
      process_.kill('SIGKILL')
      resolve(`hangs at one of ${at} … ${at + 49}: npm run mutate -- --seed ${seed} --only ${at}`)
    }
    const crashes: string[] = []
    let timer = setTimeout(hung, 1000 * patience * 3)
    process_.on('message', (m: { at?: number; crash?: number; text?: string; done?: Figures }) => {
      clearTimeout(timer)
      if (m.at !== undefined) at = m.at
      if (m.crash !== undefined) console.log(`fails: npm run mutate -- --seed ${seed} --only ${m.crash}\n${m.text}`)
      if (m.crash !== undefined) crashes.push(String(m.crash))
      if (m.done) resolve(m.done)
      else timer = setTimeout(hung, 1000 * patience)
    })
    process_.on('exit', code => {
      clearTimeout(timer)
      if (code !== 0) resolve(`ends with ${code} at one of ${at} … ${at + 49}, seed ${seed}`)
    })
  })
}

/** Where the standard library stands: the campaign is started from the folder of the project. */
function compiler(): URL {
  return new URL(`file://${process.cwd()}/compiler/`)
}

function positive(text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new InvalidArgumentError('a number above 0')
}
