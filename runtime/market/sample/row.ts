import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'

/** A message as it stands in a file: an event with its number in its stream. */
export interface Row extends Pick<SourceEvent, 'received' | 'origin' | 'stream' | 'fields'> {
  readonly number: number
}

/** As `hvt_events` reads it. */
export const rowText = ({ received, origin, stream, number, fields }: Row) =>
  `${received},${origin},${stream},${number},${fields.join(' ')}\n`

/** Rows of an instrument's events, one each. */
export function numbered(): (event: SourceEvent) => readonly Row[] {
  const numbers = new Map<string, number>()
  return event => {
    const number = (numbers.get(event.stream) ?? 0) + 1
    numbers.set(event.stream, number)
    return [{ ...event, number }]
  }
}
