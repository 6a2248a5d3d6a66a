/** Numbers of which the least is taken first: a binary heap. */
export class Numbers {
  private readonly heap: number[] = []

  add(n: number): void {
    const { heap } = this
    let at = heap.push(n) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (heap[above]! <= n) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = n
  }

  /** The least, which is removed; undefined if there is none. */
  take(): number | undefined {
    const { heap } = this
    const least = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return least
    let at = 0
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if (below + 1 < heap.length && heap[below + 1]! < heap[below]!) below++
      if (heap[below]! >= last) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
    return least
  }
}
