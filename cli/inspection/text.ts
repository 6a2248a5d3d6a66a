import type { Inspection, Root } from '../../compiler/inspect/inspect.ts'
import type { ValueTree } from '../../compiler/inspect/tree.ts'
import { shortened } from '../summary/places.ts'
import { counted, none } from '../terminal/figures.ts'
import { ageText, sentence, shortCause } from './words.ts'
import type { Writing } from './writing.ts'

/** More inputs of one value are counted, not shown: universes have hundreds of members. */
const most = 12

/** Letters of a text that are shown at least. */
const fewest = 12

/** Their texts tell their keys. */
const named: ReadonlySet<string> = new Set(['source', 'table'])

interface Row {
  readonly branch: string
  readonly label: string
  /** Its keys, where they are others than those of what reads it; whether its parts are shown, or above. */
  readonly suffix: string
  readonly value: string
  readonly note: string
}

/** An inspection for people: of each value a sentence, then its tree, in lines of at most `width` characters. */
export function inspectionLines(
  inspection: Inspection,
  writing: Writing,
  { depth, width }: { readonly depth: number; readonly width: number },
): string[] {
  const shown = new Set<ValueTree>()
  return inspection.roots.flatMap((root, r) => {
    const several = inspection.roots.length > 1 ? `${root.name}: ` : ''
    const rows = rowsOf(root, inspection, writing, depth, shown)
    return [
      ...(r > 0 ? [''] : []),
      ...wrapped(`${several}${sentence(root, inspection, writing)}`, width),
      '',
      ...aligned(rows, width),
    ]
  })
}

function rowsOf(root: Root, { now, key }: Inspection, writing: Writing, depth: number, shown: Set<ValueTree>): Row[] {
  const rows: Row[] = []
  const marks = new Map(
    root.kind === 'signal' ? root.obstacles.map(o => [`${o.place.node} ${o.place.instance}`, o.is]) : [],
  )

  const grow = (tree: ValueTree, lead: string, end: string, rest: string, keys: readonly string[], level: number) => {
    const isAbove = shown.has(tree) && tree.inputs.length > 0
    const isCut = !isAbove && level >= depth && tree.inputs.length > 0
    shown.add(tree)
    const mark = marks.get(`${tree.place.node} ${tree.place.instance}`)
    const same = tree.keys.length === 0 || tree.keys.join() === keys.join() || named.has(tree.node.op.op)
    const suffixes = [
      same ? '' : `[${tree.keys.join(', ')}]`,
      isAbove ? '(above)' : '',
      isCut ? `(${counted(tree.inputs.length, 'part')})` : '',
    ]
    rows.push({
      branch: lead + end,
      label: writing.label(tree),
      suffix: suffixes.map(text => text && ` ${text}`).join(''),
      value: tree.absence ? none : writing.value(tree),
      note: [noteOf(tree, now), mark && `← ${mark}`].filter(text => text).join('  '),
    })
    if (isAbove || isCut) return
    const inputs = tree.inputs.length > most ? absentFirst(tree.inputs).slice(0, most) : tree.inputs
    const left = tree.inputs.length - inputs.length
    inputs.forEach((input, i) => {
      const last = i === inputs.length - 1 && left === 0
      grow(input, lead + rest, last ? '└ ' : '├ ', last ? '  ' : '│ ', tree.keys.length ? tree.keys : keys, level + 1)
    })
    if (left) rows.push({ branch: `${lead}${rest}└ `, label: `… ${left} more`, suffix: '', value: '', note: '' })
  }

  const tops = root.kind === 'signal' ? [root.event, root.condition] : [root.tree]
  for (const top of tops) if (top) grow(top, '', '', '', Object.values(key), 0)
  return rows
}

/** Its age; of an absent value the cause where it lies, above that only of which kind it is. */
function noteOf(tree: ValueTree, now: number): string {
  if (!tree.absence) return ageText(tree, now)
  const { cause, origin } = tree.absence
  const isOrigin = origin.node === tree.place.node && origin.instance === tree.place.instance
  return isOrigin ? shortCause(cause) : cause.state
}

const absentFirst = (trees: readonly ValueTree[]) =>
  trees.toSorted((a, b) => Number(a.absence === undefined) - Number(b.absence === undefined))

/** Values end in one column, to the right; texts give way to them. */
function aligned(rows: readonly Row[], width: number): string[] {
  const size = (text: string) => [...text].length
  const notes = Math.max(0, ...rows.map(row => size(row.note)))
  const whole = Math.max(...rows.map(row => size(row.branch + row.label + row.suffix) + 2 + size(row.value)))
  const middle = Math.min(whole, width - notes - 2)
  return rows.map(({ branch, label, suffix, value, note }) => {
    const room = Math.max(fewest, middle - size(value) - 2 - size(branch))
    const text = branch + shortened(shortened(label, Math.max(fewest, room - size(suffix))) + suffix, room)
    return `${text}  ${value.padStart(middle - size(text) - 2)}  ${note}`.trimEnd()
  })
}

/** Lines broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
