import type { Progress } from '../market.ts'
import { type Broken, type Frame, frameOf, isRead, type Line, linesOf, openingOf } from './frame_lines.ts'
import type { FeedFile } from './reader.ts'

/** A line that waits for its turn. */
interface Held extends Line {
  /** µs: when it was received, or a line above it of the same connection, where that was later. */
  readonly at: number
  /** Its connection, by number. */
  readonly connection: number
}

/**
 * The frames of a file whose connections stand one after another, as a merge of the connections would have them: the file is read
 * as often as there are slices of time that cost at least `most`, and a slice is put in order in memory.
 */
export async function* inSlices(
  file: FeedFile,
  connections: readonly string[],
  most: number,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly (Frame | Broken)[]> {
  const numbers = new Map(connections.map((name, i) => [name, i]))
  for (let told: Held | undefined, more = true; more; ) {
    const slice = await nextSlice(file, numbers, told, most, progress)
    for (let from = 0; from < slice.held.length; from += chunk)
      yield slice.held.slice(from, from + chunk).map(one => frameOf(one, openingOf(one.text), one.at))
    told = slice.held.at(-1)
    more = slice.more
  }
}

const chunk = 1_000

/** What it costs to hold a line: its characters, and what is kept of it. */
export const costOf = (text: string): number => text.length + 150

/** The earliest lines after those that are told, in their order, and whether there are more. */
async function nextSlice(
  file: FeedFile,
  numbers: ReadonlyMap<string, number>,
  told: Held | undefined,
  most: number,
  progress: Pick<Progress, 'done'>,
): Promise<{ held: Held[]; more: boolean }> {
  const latest = [...numbers.values()].map(() => 0)
  const held: Held[] = []
  let last: Held | undefined
  let size = 0
  for await (const line of linesOf(file, progress)) {
    const found = openingOf(line.text)
    if (!isRead(line.text, found)) continue
    // A line that is no frame stands with the first connection.
    const connection = found ? numbers.get(found.connection)! : 0
    const at = Math.max(latest[connection]!, found?.received ?? 0)
    latest[connection] = at
    const one = { ...line, at, connection }
    if ((told && order(one, told) <= 0) || (last && order(one, last) > 0)) continue
    held.push({ ...one, text: apart(line.text) })
    size += costOf(line.text)
    if (size < 2 * most) continue
    size = keep(held, most)
    last = held.at(-1)
  }
  held.sort(order)
  return { held, more: last !== undefined }
}

/** Keeps the first of the lines, so many that they cost no less than `most`; says how much that is. */
function keep(held: Held[], most: number): number {
  held.sort(order)
  let [size, count] = [0, 0]
  while (size < most) size += costOf(held[count++]!.text)
  held.length = count
  return size
}

const order = (a: Held, b: Held) => a.at - b.at || a.connection - b.connection || a.line - b.line

/** A part of a text keeps all of it in memory. */
const apart = (text: string) => Buffer.from(text).toString()
