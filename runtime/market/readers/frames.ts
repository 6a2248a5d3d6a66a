import type { Progress } from '../market.ts'
import { merge } from '../merge.ts'
import { type Broken, type Frame, frameOf, isRead, linesOf, openingOf } from './frame_lines.ts'
import { costOf, inSlices } from './frame_slices.ts'
import type { FeedFile } from './reader.ts'

/** So much of a file is put in order in memory, about in bytes; up to twice as much is held. */
const usual = 32 * 1024 * 1024

/**
 * The frames of a file in order of receipt, in chunks. Recorders write each connection in its order, but often one connection
 * after another: then the file is read once for each, and the readings are merged, or, where that are fewer readings, once for
 * each slice of time that fits into memory. What was sent is left out. A line that is no frame stands where it was found.
 */
export async function* readFrames(
  file: FeedFile,
  progress: Pick<Progress, 'done'>,
  most = usual,
): AsyncGenerator<readonly (Frame | Broken)[]> {
  const { connections, inOrder, cost } = await survey(file)
  const slices = Math.ceil(cost / most)
  if (inOrder || connections.length < 2) yield* readPart(file, undefined, true, progress)
  else if (slices < connections.length) yield* inSlices(file, connections, most, share(progress, slices))
  else yield* merge(connections.map((part, i) => readPart(file, part, i === 0, share(progress, connections.length))))
}

/** The connections of a file, whether its lines are in order of receipt, and what it would cost to hold them. */
async function survey(file: FeedFile): Promise<{ connections: string[]; inOrder: boolean; cost: number }> {
  const connections = new Set<string>()
  let inOrder = true
  let latest = 0
  let cost = 0
  for await (const { text } of linesOf(file, { done: 0 })) {
    const found = openingOf(text)
    cost += costOf(text)
    if (!found || !isRead(text, found)) continue
    connections.add(found.connection)
    inOrder &&= found.received >= latest
    latest = found.received
  }
  return { connections: [...connections], inOrder, cost }
}

/** The frames of one connection, or of all; lines that are no frames are told by the first of several readings. */
async function* readPart(
  file: FeedFile,
  connection: string | undefined,
  first: boolean,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly (Frame | Broken)[]> {
  let received = 0
  let frames: (Frame | Broken)[] = []
  for await (const line of linesOf(file, progress)) {
    const found = openingOf(line.text)
    if (!isRead(line.text, found)) continue
    if (found ? connection !== undefined && found.connection !== connection : !first) continue
    received = found?.received ?? received
    frames.push(frameOf(line, found, received))
    if (frames.length < 1_000) continue
    yield frames
    frames = []
  }
  if (frames.length) yield frames
}

/** One of several readings of the same file. */
function share(progress: Pick<Progress, 'done'>, readings: number): Pick<Progress, 'done'> {
  let done = 0
  return {
    get done() {
      return done
    },
    set done(bytes) {
      progress.done += (bytes - done) / readings
      done = bytes
    },
  }
}
