import { Command, InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { compiled, disagreement, interpreted } from '../compiler/emit/agreement.ts'
import { address, markets } from '../property/events.ts'
import { programs } from '../property/programs.ts'
import { graphOf, run } from '../property/run.ts'

/**
 * A campaign: random programs on random markets, both evaluators compared after every step (I1), and a run on a prefix
 * compared with the whole (I2). Ends with its time, or with the first failure, shrunk; the seed repeats it.
 */
const { minutes, seed, events } = new Command('fuzz')
  .option('--minutes <n>', 'how long', positive, 1)
  .option('--seed <n>', 'of the first batch; each batch has the next one', Number, 1)
  .option('--events <n>', 'of each market', positive, 100)
  .addHelpText('after', '\nExample:\n  $ npm run fuzz -- --minutes 10 --seed 42')
  .parse()
  .opts<{ minutes: number; seed: number; events: number }>()

const batch = 200
const end = performance.now() + minutes * 60_000
let done = 0
for (let at = seed; performance.now() < end; at++) {
  const result = fc.check(property(events), { seed: at, numRuns: batch })
  if (result.failed) {
    console.log(fc.defaultReportMessage(result))
    console.log(`failed: npm run fuzz -- --seed ${at} --events ${events}`)
    process.exit(1)
  }
  done += batch
  if (process.stderr.isTTY) process.stderr.write(`\r${done} programs, seed ${at}`)
}
console.log(`${done} programs of ${events} events, seeds from ${seed}: both evaluators agree, and none looks ahead`)

function property(length: number) {
  return fc.property(programs, markets(length), fc.integer({ min: 1, max: length - 1 }), (source, moves, cut) => {
    const graph = graphOf(source)
    const market = address(graph, moves)
    const found = disagreement(graph, market, compiled(graph), interpreted(graph))
    if (found) throw new Error(found)
    const whole = run(graph, market)
    const prefix = run(graph, market.slice(0, cut)).lines
    if (prefix.some((line, i) => line !== whole.lines[i]))
      throw new Error(`the first ${cut} events say more than they know`)
  })
}

function positive(text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new InvalidArgumentError('a number above 0')
}
