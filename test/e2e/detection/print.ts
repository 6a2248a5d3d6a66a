import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../architecture/tree.ts'
import { measure, measures, row, seeds } from './measures.ts'
import type { Score } from './score.ts'

/** `npm run detect`: writes the table of docs/data/sample.md, or with `--json` prints the same as one JSON object. */
const scores: Score[] = []
for (const one of Object.values(measures)) scores.push(...(await measure(one)))

if (process.argv.includes('--json')) {
  const minutes = Object.fromEntries(Object.entries(measures).map(([strategy, one]) => [strategy, one.minutes]))
  process.stdout.write(`${JSON.stringify({ version: 2, seeds, minutes, scores }, undefined, 2)}\n`)
} else {
  const page = join(root, 'docs/data/sample.md')
  const text = readFileSync(page, 'utf8')
  const rows = scores.map(row).join('\n')
  writeFileSync(
    page,
    text.replace(/(\| detector .*\n\|[-|]+\n)(\|.*\n)*/, (_, heading) => `${heading}${rows}\n`),
  )
  process.stdout.write(`${rows}\n`)
}
