/** Shortest cycles of a graph, one for each knot: `[a, b, a]`. Deterministic: nodes and edges are taken in text order. */
export function cycles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = []
  const reported = new Set<string>()
  for (const start of [...edges.keys()].sort()) {
    if (reported.has(start)) continue
    const cycle = shortestWayBack(start, edges)
    if (!cycle || cycle.some(node => reported.has(node))) continue
    found.push(cycle)
    for (const node of cycle) reported.add(node)
  }
  return found
}

function shortestWayBack(start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const node of queue) {
    for (const next of [...(edges.get(node) ?? [])].sort()) {
      if (next === start) return [...pathTo(node, cameFrom), start]
      if (cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}

function pathTo(node: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [node]
  for (let at = cameFrom.get(node); at !== undefined; at = cameFrom.get(at)) path.unshift(at)
  return path
}
