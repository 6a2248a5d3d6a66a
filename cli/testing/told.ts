import type { Test } from '../../compiler/ir/testing.ts'
import { durationText } from '../../compiler/program/duration.ts'
import { Lines } from '../../grammar/source/lines.ts'
import type { Outcome, Part, Verdict } from '../../runtime/testing/run.ts'
import { writer } from '../terminal/values.ts'

/** One test that was run. */
export interface Tested extends Outcome {
  readonly test: Test
  readonly ok: boolean
}

/** A test in lines: whether it passed, and of each expectation that did not hold why. */
export function testLines(
  { test, ok, verdicts, ahead }: Tested,
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const head = ok ? `ok      ${test.title}` : `FAILED  ${test.title}`
  const place = placeIn(sources)
  return [
    head,
    ...verdicts.flatMap(verdict => failureLines(verdict, place)),
    ...ahead.map(({ text, span }) => `  ${place(span)}: \`${text}\` looks ahead: it changes with what happens later`),
  ]
}

function failureLines({ expectation, failure }: Verdict, place: (span: Span) => string): readonly string[] {
  if (!failure) return []
  const is = failure.unknown ? 'unknown' : 'false'
  const { text, span } = expectation
  return [
    `  ${place(span)}: \`${text}\` is ${is} at ${durationText(failure.time)}`,
    ...failure.parts.map(part => `    ${part.text} is ${valueText(part)}`),
  ]
}

/** A test as data: times are µs from its beginning, absent values null. */
export function testJson({ test, ok, verdicts, ahead }: Tested, sources: ReadonlyMap<string, string>) {
  return {
    title: test.title,
    ok,
    line: lineOf(test.span, sources),
    expectations: verdicts.map(({ expectation, failure }) => {
      const { text, span, hold, time } = expectation
      return {
        text,
        line: lineOf(span, sources),
        hold,
        time,
        ok: !failure,
        looksAhead: ahead.some(e => e.output === expectation.output),
        ...(failure && { failure }),
      }
    }),
  }
}

type Span = readonly [string, number, number]

function placeIn(sources: ReadonlyMap<string, string>): (span: Span) => string {
  return span => `${span[0]}:${lineOf(span, sources)}`
}

function lineOf([file, start]: Span, sources: ReadonlyMap<string, string>): number {
  return new Lines(sources.get(file) ?? '').at(start).line
}

/** `203 USD/BTC`, `true`, `moving`, `absent`; numbers to the last digit, because a test may fail by it. */
function valueText({ value, unit, show, choices }: Part): string {
  if (value === null) return 'absent'
  if (show !== 'number') return writer({ unit, show, ...(choices && { choices }), values: [value] }, false)(value)
  if (unit === 's') return `${value}s`
  return unit === 'plain' ? String(value) : `${value} ${unit}`
}
