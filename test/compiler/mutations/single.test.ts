import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { parse } from '../../../grammar/parse.ts'
import { Lines } from '../../../grammar/source/lines.ts'
import { apply, mutation, random } from '../../grammar/mutations.ts'
import { compiles, ours } from './files.ts'

const errors = (all: readonly Diagnostic[]) => all.filter(d => d.severity === 'error')

test('2,000 changes of one token: one message within one line for those that do not parse, rarely more than three', () => {
  const next = random(2_000)
  const texts = ours.filter(of => of.text.length < 40_000)
  let [near, unread, many] = [0, 0, 0]
  const others: string[] = []
  for (let i = 0; i < 2_000; i++) {
    const { path, text } = texts[i % texts.length]!
    const m = mutation(text, next)
    const changed = apply(text, m)
    const read = errors(parse(path, changed).diagnostics)
    // All stages: nothing is thrown, and what is wrong is said.
    const { graph, diagnostics } = compiles({ path, text: changed })
    expect(graph === undefined).toBe(errors(diagnostics).length > 0)
    if (read.length === 0) continue
    unread++
    const lines = new Lines(changed)
    const at = lines.at(m.start).line
    if (read.length === 1 && Math.abs(lines.at(read[0]!.span!.start).line - at) <= 1) near++
    else
      others.push(`${path} ${m.what} at line ${at}: ${JSON.stringify(m.text)}: ${read.map(d => d.message).join('; ')}`)
    if (errors(diagnostics).length > 3) many++
  }
  console.log(
    `${unread} of 2,000 do not parse: ${near} with one message within one line, ${many} with over three in all`,
  )
  expect(unread).toBeGreaterThan(1_500)
  expect(near / unread, others.join('\n')).toBeGreaterThanOrEqual(0.95)
  expect(many / unread).toBeLessThanOrEqual(0.01)
})
