import { colours } from './colours.ts'
import type { Box, BoxKind, Picture } from './picture.ts'

/** As a Mermaid flowchart, as Markdown viewers draw it. */
export function mermaid({ boxes, edges, clusters }: Picture): string {
  const inside = (cluster: number | undefined) =>
    boxes.filter(box => box.cluster === cluster).map(box => `${drawn(box)}:::${classOf(box.kind)}`)
  const lines = [
    'flowchart LR',
    ...inside(undefined).map(line => `  ${line}`),
    ...clusters.flatMap(({ id, title }, c) => [
      `  subgraph ${id} ["${escaped(title)}"]`,
      ...inside(c).map(line => `    ${line}`),
      '  end',
      `  style ${id} fill:#f7f9fa,stroke:#b0bec5,color:#546e7a`,
    ]),
    ...edges.map(({ from, to }) => `  ${from} --> ${to}`),
    ...styles,
  ]
  return `${lines.join('\n')}\n`
}

const shapes = {
  input: ['([', '])'],
  param: ['[/', '/]'],
  clock: ['((', '))'],
  node: ['[', ']'],
  feature: ['[', ']'],
  signal: ['{{', '}}'],
  record: ['[(', ')]'],
  peg: ['[', ']'],
  order: ['[[', ']]'],
  model: ['[/', '\\\\]'],
  alert: ['>', ']'],
  risk: ['{', '}'],
} as const

const styles = Object.entries(colours).map(
  ([kind, { fill, line, text }]) => `  classDef ${classOf(kind as BoxKind)} fill:${fill},stroke:${line},color:${text}`,
)

function drawn({ id, kind, title, detail }: Box): string {
  const [open, close] = shapes[kind]
  const text = detail ? `${escaped(title)}<br/><small>${escaped(detail)}</small>` : escaped(title)
  return `${id}${open}"${text}"${close}`
}

/** `node` is a class that Mermaid gives to all. */
function classOf(kind: BoxKind): string {
  return kind === 'node' ? 'step' : kind
}

/** Mermaid reads its own entities, which begin with `#`. */
function escaped(text: string): string {
  return text.replace(/[#"<>&`]/g, letter => `#${letter.charCodeAt(0)};`)
}
