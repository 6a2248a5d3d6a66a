import type { Absence, Cause, Place } from '../../compiler/inspect/cause.ts'
import type { Obstacle } from '../../compiler/inspect/condition.ts'
import type { Inspection, Root } from '../../compiler/inspect/inspect.ts'
import type { ValueTree } from '../../compiler/inspect/tree.ts'
import { shortened } from '../summary/places.ts'
import { clock, count, counted, span } from '../terminal/figures.ts'
import type { Writing } from './writing.ts'

const quoted = (text: string) => `\`${shortened(text, 56)}\``

/** In one sentence: what it is, or why it is absent; of a signal whether it fired, and why not. */
export function sentence(root: Root, inspection: Inspection, writing: Writing): string {
  if (root.kind === 'signal') return signalSentence(root, inspection, writing)
  const { tree } = root
  if (tree.absence) return `absent because ${because(tree.absence, tree.place, inspection, writing)}`
  const age = ageText(tree, inspection.now)
  const ticked = age === 'now' ? ', ticked in this step' : age ? `, last ticked ${age}` : ''
  return `${writing.value(tree)}${ticked}`
}

function signalSentence(root: Root & { kind: 'signal' }, inspection: Inspection, writing: Writing): string {
  if (root.fired) return 'fired in this step'
  const last = Number.isNaN(root.lastFired)
    ? 'it has not fired yet'
    : `it last fired at ${clock(root.lastFired, false)}, ${span(inspection.now - root.lastFired)} before`
  return `did not fire in this step: ${whyNot(root, inspection, writing)}; ${last}`
}

function whyNot(
  { event, condition, obstacles }: Root & { kind: 'signal' },
  inspection: Inspection,
  writing: Writing,
): string {
  const [first] = obstacles
  if (first) return obstacleText(first, inspection, writing)
  if (event && event.ticked !== inspection.now) return `${quoted(writing.label(event))} did not happen in it`
  return condition ? 'its condition was true already' : 'its event did not happen in it'
}

function obstacleText({ place, is, time, need }: Obstacle, inspection: Inspection, writing: Writing): string {
  const tree = inspection.tree(place)
  const text = quoted(writing.label(tree))
  if (is === 'waiting')
    return `${quoted(writing.label(tree.inputs[0] ?? tree))} has been true for ${span(time!)} of ${span(need!)}`
  if (is === 'unknown') return `${text} is unknown because ${because(tree.absence!, place, inspection, writing)}`
  const { op } = tree.node
  const compares = op.op === 'pointwise' && ['lt', 'le', 'gt', 'ge', 'eq', 'ne'].includes(op.fn)
  const sides =
    compares && tree.inputs.length > 0 ? ` (${tree.inputs.map(t => writing.value(t)).join(' against ')})` : ''
  return `${text} is false${sides}`
}

/** The cause in words, with the value at which it lies where that is not the one asked for. */
function because({ cause, origin }: Absence, asked: Place, { tree }: Inspection, { label }: Writing): string {
  const subject = origin.node === asked.node && origin.instance === asked.instance ? 'it' : quoted(label(tree(origin)))
  return causeText(cause, subject)
}

function causeText(cause: Cause, it: string): string {
  switch (cause.what) {
    case 'ticks':
      return `${it} is warming: ${cause.have} of ${cause.need} ticks`
    case 'bars':
      return `${it} is warming: ${cause.have} of ${cause.need} bars`
    case 'live':
      return `${it} is warming: its sources are live for ${span(cause.have)} of ${span(cause.need)}`
    case 'unheard':
      return `${cause.venue} has not sent a message yet`
    case 'silent':
      return `${cause.venue} has been silent for ${span(cause.time)} (silent: ${span(cause.limit)})`
    case 'no_event':
      return `no ${cause.stream} of ${cause.venue} ${cause.symbol} has come yet`
    case 'no_field':
      return `the last ${cause.stream} of ${cause.venue} ${cause.symbol} has no ${cause.field}`
    case 'stale':
      return `${it} is ${span(cause.age)} old, and its limit is ${span(cause.limit)}`
    case 'not_finite':
      return notFinite(cause, it)
    case 'empty':
      return cause.span === null ? `${it} has no ticks since its event` : `${it} has no ticks in ${span(cause.span)}`
    case 'lost':
      return `${it} lost ${counted(cause.ticks, 'tick')}: more came than the venue's rate allows`
    case 'never':
      return `${it} has not happened yet`
    case 'absent_then':
      return `${it} took over a value that was absent, at ${clock(cause.time, false)}`
    case 'undeclared':
      return `${it} is not declared`
    case 'untold':
      return `${it} is told by what acts (${cause.by}), which is checked and not run`
    case 'unknown':
      return `${it} has no value yet`
  }
}

function notFinite({ fn, operands }: Cause & { readonly what: 'not_finite' }, it: string): string {
  const [a = Number.NaN, b = Number.NaN] = operands
  const text = (x: number) => (Number.isInteger(x) ? count(x).replace('-,', '-') : String(Number(x.toPrecision(6))))
  switch (fn) {
    case 'div':
      return `${it} is ${text(a)} / ${text(b)}`
    case 'sqrt':
      return `${it} is the root of ${text(a)}`
    case 'log':
      return `${it} is the logarithm of ${text(a)}`
    case 'window':
      return `${it} is not finite for the ticks that it holds`
    default:
      return `${it} is not finite: ${fn} of ${operands.map(text).join(', ')}`
  }
}

/** The cause in a few words, beside the value where it lies. */
export function shortCause(cause: Cause): string {
  switch (cause.what) {
    case 'ticks':
    case 'bars':
      return `warming: ${cause.have} of ${cause.need} ${cause.what}`
    case 'live':
      return `warming: ${span(cause.have)} of ${span(cause.need)}`
    case 'unheard':
      return 'no message yet'
    case 'silent':
      return `silent for ${span(cause.time)}`
    case 'no_event':
      return 'none yet'
    case 'no_field':
      return 'not in the last one'
    case 'stale':
      return `${span(cause.age)} old`
    case 'not_finite':
      return 'not finite'
    case 'empty':
      return cause.span === null ? 'no ticks' : `no ticks in ${span(cause.span)}`
    case 'lost':
      return 'ticks lost'
    case 'never':
      return 'not yet'
    case 'absent_then':
      return 'absent when taken'
    case 'undeclared':
      return 'not declared'
    case 'untold':
      return 'not run'
    case 'unknown':
      return 'no value yet'
  }
}

/** `now`, `3.2s ago`; empty of what never ticks. */
export function ageText({ ticked }: Pick<ValueTree, 'ticked'>, now: number): string {
  if (Number.isNaN(ticked)) return ''
  return ticked === now ? 'now' : `${span(now - ticked)} ago`
}
