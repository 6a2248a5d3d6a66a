import { colours } from './colours.ts'
import type { Box, Picture } from './picture.ts'

/** As a graph in the DOT language of Graphviz. */
export function dot({ title, boxes, edges, clusters }: Picture): string {
  const inside = (cluster: number | undefined) => boxes.filter(box => box.cluster === cluster).map(drawn)
  const lines = [
    `digraph ${quoted(title)} {`,
    '  rankdir=LR',
    '  node [shape=box style="rounded,filled" fontname="monospace" fontsize=11]',
    '  edge [color="#78909c" arrowsize=0.7]',
    ...inside(undefined).map(line => `  ${line}`),
    ...clusters.flatMap(({ id, title: text }, c) => [
      `  subgraph cluster_${id} {`,
      `    label=${quoted(text)} fontname="monospace" fontsize=11 style="rounded" color="#90a4ae"`,
      ...inside(c).map(line => `    ${line}`),
      '  }',
    ]),
    ...edges.map(({ from, to }) => `  ${from} -> ${to}`),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

function drawn({ id, kind, title, detail }: Box): string {
  const { fill, line } = colours[kind]
  return `${id} [label=${quoted(detail ? `${title}\n${detail}` : title)} fillcolor="${fill}" color="${line}"]`
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
