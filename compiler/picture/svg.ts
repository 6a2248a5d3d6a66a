import { Graph as Layout, layout } from '@dagrejs/dagre'
import { colours } from './colours.ts'
import type { Box, Picture } from './picture.ts'

/** Pixels. Letters of a monospaced font are 0.6 of its size wide. */
const font = { title: 12, detail: 10, keys: 11 }
const letter = 0.61
const padding = 10
const margin = 28
/** Room for the name of a frame. */
const heading = 14
/** Between boxes and what reads them; frames take half of it at each side. */
const apart = 46

/** Drawn: boxes from inputs at the left to outputs at the right, a frame around what has the same keys. */
export function svg(picture: Picture): string {
  const laid = arrange(picture)
  // Where nothing is drawn the layout has no size.
  const [width, height] = picture.boxes.length > 0 ? sizeOf(laid.graph()) : [2 * margin, 2 * margin]
  const frames = picture.clusters.map(({ id, title }) => {
    const { x, y, width: w, height: h } = laid.node(id)
    const [left, top] = [x - w / 2, y - h / 2 - heading]
    return (
      `<rect class="keys" x="${px(left)}" y="${px(top)}" width="${px(w)}" height="${px(h + heading)}" rx="8"/>` +
      `<text class="keys" x="${px(left + padding)}" y="${px(top + 15)}">${escaped(title)}</text>`
    )
  })
  const lines = picture.edges.map(({ from, to }) => {
    const [start, end] = [laid.node(from), laid.node(to)]
    const between = laid.edge(from, to).points.slice(1, -1)
    const points = [{ x: start.x + start.width / 2, y: start.y }, ...between, { x: end.x - end.width / 2, y: end.y }]
    return `<path class="edge" d="${curve(points)}"/>`
  })
  const boxes = picture.boxes.map(box => drawn(box, laid.node(box.id)))
  const content = [...frames, ...lines, ...boxes].join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" role="img">
<title>${escaped(picture.title)}</title>
<style>${style}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="#78909c"/></marker></defs>
<rect width="100%" height="100%" fill="#ffffff"/>
${content}
</svg>
`
}

const style = [
  `text{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;font-size:${font.title}px}`,
  `text.detail{font-size:${font.detail}px;opacity:.8}`,
  'rect.keys{fill:#f7f9fa;stroke:#b0bec5}',
  `text.keys{fill:#546e7a;font-size:${font.keys}px}`,
  '.edge{fill:none;stroke:#78909c;stroke-width:1.2;marker-end:url(#arrow)}',
  ...Object.entries(colours).flatMap(([kind, { fill, line, text }]) => [
    `.${kind} rect{fill:${fill};stroke:${line}}`,
    `.${kind} text{fill:${text}}`,
  ]),
  '.signal text,.record text,.feature text,.order text,.model text{font-weight:600}',
  'text.detail,.signal text.detail,.record text.detail,.feature text.detail,.order text.detail,.model text.detail{font-weight:400}',
].join('')

function sizeOf({ width = 0, height = 0 }: { readonly width?: number; readonly height?: number }) {
  return [width, height] as const
}

function arrange({ boxes, edges, clusters }: Picture) {
  const laid = new Layout({ compound: true })
  laid.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: apart, marginx: margin, marginy: margin })
  laid.setDefaultEdgeLabel(() => ({}))
  for (const { id } of clusters) laid.setNode(id, {})
  for (const box of boxes) {
    const frame = box.cluster === undefined ? undefined : clusters[box.cluster]!
    const least = frame ? [...frame.title].length * font.keys * letter + 2 * padding - apart : 0
    laid.setNode(box.id, { width: Math.max(widthOf(box), Math.ceil(least)), height: box.detail ? 40 : 26 })
    if (frame) laid.setParent(box.id, frame.id)
  }
  for (const { from, to } of edges) laid.setEdge(from, to)
  layout(laid)
  return laid
}

function widthOf({ title, detail }: Box): number {
  const widest = Math.max([...title].length * font.title, [...detail].length * font.detail)
  return Math.ceil(widest * letter) + 2 * padding
}

interface Point {
  readonly x: number
  readonly y: number
}

function drawn({ kind, title, detail }: Box, at: Point & { width: number; height: number }): string {
  const [left, top] = [at.x - at.width / 2, at.y - at.height / 2]
  const round = kind === 'input' || kind === 'clock' ? at.height / 2 : 5
  const text = (cls: string, y: number, content: string) =>
    `<text${cls} x="${px(at.x)}" y="${px(y)}" text-anchor="middle">${escaped(content)}</text>`
  return (
    `<g class="${kind}"><rect x="${px(left)}" y="${px(top)}" width="${px(at.width)}" height="${px(at.height)}" rx="${px(round)}"/>` +
    `${text('', top + 17, title)}${detail ? text(' class="detail"', top + 32, detail) : ''}</g>`
  )
}

/** Through the points of an edge, level where it leaves and arrives. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]]
  let before = first
  const steps = rest.map(point => {
    const middle = (before.x + point.x) / 2
    const step = `C${px(middle)} ${px(before.y)} ${px(middle)} ${px(point.y)} ${px(point.x)} ${px(point.y)}`
    before = point
    return step
  })
  return `M${px(first.x)} ${px(first.y)}${steps.join('')}`
}

/** The same digits everywhere: a picture is a function of the graph. */
const px = (x: number) => String(Math.round(x * 10) / 10)

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}
