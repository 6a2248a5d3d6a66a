import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'

/** One feed in the merge: its present chunk and the place in it. */
interface Cursor {
  readonly order: number
  readonly rest: AsyncIterator<readonly SourceEvent[]>
  chunk: readonly SourceEvent[]
  at: number
}

/**
 * Merges feeds, each in order itself, by (receive time, order of the feeds, position in the feed), into chunks of `size`.
 * Holds one chunk of each. Waits only where a feed's chunk is used up.
 */
export async function* merge(
  feeds: readonly AsyncIterable<readonly SourceEvent[]>[],
  size = 4_096,
): AsyncGenerator<readonly SourceEvent[]> {
  const cursors = feeds.map((feed, order) => ({ order, rest: feed[Symbol.asyncIterator](), chunk: [], at: 0 }))
  try {
    const heap: Cursor[] = []
    for (const [i, more] of (await Promise.all(cursors.map(refill))).entries()) if (more) heap.push(cursors[i]!)
    for (let i = (heap.length >> 1) - 1; i >= 0; i--) settle(heap, i)
    let out: SourceEvent[] = []
    while (heap.length) {
      const first = heap[0]!
      out.push(first.chunk[first.at++]!)
      if (out.length === size) {
        yield out
        out = []
      }
      if (first.at === first.chunk.length && !(await refill(first))) {
        const last = heap.pop()!
        if (heap.length) heap[0] = last
      }
      settle(heap, 0)
    }
    if (out.length) yield out
  } finally {
    await Promise.all(cursors.map(({ rest }) => rest.return?.()))
  }
}

/** Takes the feed's next chunk that holds anything; false at its end. */
async function refill(cursor: Cursor): Promise<boolean> {
  for (;;) {
    const { done, value } = await cursor.rest.next()
    if (done) return false
    cursor.chunk = value
    cursor.at = 0
    if (value.length) return true
  }
}

/** Moves the cursor at i down to its place in the heap. */
function settle(heap: Cursor[], i: number): void {
  const moving = heap[i]
  if (!moving) return
  let at = i
  for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
    if (!before(heap[child]!, moving)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = moving
}

function before(a: Cursor, b: Cursor): boolean {
  const x = a.chunk[a.at]!.received
  const y = b.chunk[b.at]!.received
  return x < y || (x === y && a.order < b.order)
}
