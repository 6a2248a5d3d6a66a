import { breaks, type Doc, type Fill, line } from './doc.ts'

/** A line of the result; a comment at its end is kept apart until it is known how far the lines around it reach. */
export interface Rendered {
  readonly code: string
  readonly comment?: string
}

/** Indentation, whether lines break, and what is to be written. */
type Task = readonly [indentation: number, broken: boolean, doc: Doc]

/** Columns. */
export const width = 120

/** Lays a doc out in lines that are not longer than `limit` where that is possible. */
export function render(doc: Doc, limit: number = width): Rendered[] {
  const lines: Rendered[] = []
  let code = ''
  let comment: string | undefined
  /** A comment was written: what follows goes to a new line. */
  let full = false
  const newline = (indentation: number) => {
    lines.push({ code: code.trimEnd(), ...(comment !== undefined && { comment }) })
    code = ' '.repeat(indentation)
    comment = undefined
    full = false
  }
  const tasks: Task[] = [[0, true, doc]]
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const [indentation, broken, one] = task
    if (typeof one === 'string') {
      if (full && one.trim() !== '') newline(indentation)
      if (!full) code += one
    } else if (isList(one)) for (let i = one.length - 1; i >= 0; i--) tasks.push([indentation, broken, one[i]!])
    else if (one.doc === 'line') {
      if (broken || one.flat === undefined) newline(indentation)
      else if (!full) code += one.flat
    } else if (one.doc === 'indent') tasks.push([indentation + 2, broken, one.of])
    else if (one.doc === 'group') {
      const flat = !one.broken && fits([[indentation, false, one.of]], tasks, limit - code.length)
      tasks.push([indentation, !flat, one.of])
    } else if (one.doc === 'fill') fillOne(one, indentation, tasks, limit - code.length)
    else {
      if (full || (!one.trailing && code.trim() !== '')) newline(indentation)
      if (code.trim() === '') code += one.text
      else comment = one.text
      full = true
    }
  }
  newline(0)
  return lines
}

/** Writes the next item, decides how the one after is set off, and leaves the rest for later. */
function fillOne(one: Fill, indentation: number, tasks: Task[], room: number): void {
  const { items, at } = one
  const [first, second] = [items[at], items[at + 1]]
  if (first === undefined) return
  const flat: Task = [indentation, false, first]
  const firstFits = !breaks(first) && fits([flat], second === undefined ? tasks : [], room)
  if (second !== undefined) {
    const after = at + 2 < items.length ? [] : tasks
    const both = [first, line, second]
    const bothFit = firstFits && !breaks(second) && fits([[indentation, false, both]], after, room)
    tasks.push([indentation, true, { ...one, at: at + 1 }], [indentation, !bothFit, line])
  }
  tasks.push(firstFits ? flat : [indentation, true, first])
}

/** Is there room for the tasks, and for what follows them up to the next line break? The last task is written first. */
function fits(tasks: readonly Task[], after: readonly Task[], space: number): boolean {
  let room = space
  let next = after.length
  const open = [...tasks]
  for (;;) {
    let task = open.pop()
    if (!task) {
      if (next === 0) return true
      task = after[--next]!
    }
    const [indentation, broken, one] = task
    if (typeof one === 'string') room -= one.length
    else if (isList(one)) for (let i = one.length - 1; i >= 0; i--) open.push([indentation, broken, one[i]!])
    else if (one.doc === 'line') {
      if (broken || one.flat === undefined) return true
      room -= one.flat.length
    } else if (one.doc === 'indent') open.push([indentation, broken, one.of])
    else if (one.doc === 'group') open.push([indentation, one.broken || broken, one.of])
    else if (one.doc === 'fill') {
      const [first, second] = [one.items[one.at], one.items[one.at + 1]]
      if (second !== undefined)
        open.push([indentation, broken, { ...one, at: one.at + 1 }], [indentation, broken, line])
      if (first !== undefined) open.push([indentation, broken, first])
    } else return true
    if (room < 0) return false
  }
}

const isList = (doc: Doc): doc is readonly Doc[] => Array.isArray(doc)
