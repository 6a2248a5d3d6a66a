import { readFileSync } from 'node:fs'
import { run } from './program.ts'

/** Exit codes: 0, 1 the user's mistake, 2 a wrong call, 3 strategies that differ, 70 a bug of HVT, 130 interrupted. */
const BUG = 70

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `hvt explain | head -1` closes the pipe when it has read enough: nothing to tell anyone.
    if (error.code === 'EPIPE') process.exit()
    if (stream === process.stdout)
      process.stderr.write(`hvt: the output cannot be written: ${error.code ?? error.message}\n`)
    process.exit(1)
  })
}
process.on('uncaughtException', reportBug)

try {
  process.exitCode = await run(process.argv.slice(2), version())
} catch (error) {
  reportBug(error)
}

function reportBug(error: unknown): never {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const details = process.env.HVT_DEBUG === '1' ? `\n${stack}` : '; HVT_DEBUG=1 shows where'
  process.stderr.write(
    `hvt: this is a bug of HVT, not yours: ${message}${details}\n` +
      `hvt: please report it with what you ran, HVT ${version()}, Node ${process.versions.node}, ${process.platform}\n`,
  )
  process.exit(BUG)
}

/** The package's, which is beside `cli/` and beside `dist/`. */
function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
