/** What is put in order: anything that was received. */
interface Item {
  /** µs since the epoch. */
  readonly received: number
}

/** One stream in the merge: its present chunk and the place in it. */
interface Cursor<T> {
  readonly order: number
  readonly rest: AsyncIterator<readonly T[]>
  chunk: readonly T[]
  at: number
}

/**
 * Merges streams, each in order itself, by (receive time, order of the streams, position in the stream), into chunks of
 * `size`. Holds one chunk of each. Waits only where a stream's chunk is used up.
 */
export async function* merge<T extends Item>(
  streams: readonly AsyncIterable<readonly T[]>[],
  size = 4_096,
): AsyncGenerator<readonly T[]> {
  const cursors = streams.map(
    (stream, order): Cursor<T> => ({ order, rest: stream[Symbol.asyncIterator](), chunk: [], at: 0 }),
  )
  try {
    const heap: Cursor<T>[] = []
    for (const [i, more] of (await Promise.all(cursors.map(refill))).entries()) if (more) heap.push(cursors[i]!)
    for (let i = (heap.length >> 1) - 1; i >= 0; i--) settle(heap, i)
    let out: T[] = []
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

/** Takes the stream's next chunk that holds anything; false at its end. */
async function refill<T>(cursor: Cursor<T>): Promise<boolean> {
  for (;;) {
    const { done, value } = await cursor.rest.next()
    if (done) return false
    cursor.chunk = value
    cursor.at = 0
    if (value.length) return true
  }
}

/** Moves the cursor at i down to its place in the heap. */
function settle<T extends Item>(heap: Cursor<T>[], i: number): void {
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

function before(a: Cursor<Item>, b: Cursor<Item>): boolean {
  const x = a.chunk[a.at]!.received
  const y = b.chunk[b.at]!.received
  return x < y || (x === y && a.order < b.order)
}
