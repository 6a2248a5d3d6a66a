import { type Key, type KeyVar, memberText } from '../program/keys.ts'
import { type KeyMap, substituteKey } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'

/** One thing that ticks: a stream of one instrument, a period, a signal. `id` tells two apart. */
export interface ClockAtom {
  readonly id: (keys: KeyMap) => string
  readonly text: (keys: KeyMap) => string
  /** Of a delayed one: what it is delayed of, and by how many µs. */
  readonly delay?: { readonly of: ClockAtom; readonly by: number }
}
export interface Clock {
  readonly stream: 'constant' | 'level' | 'event'
  /** By id. */
  readonly atoms: ReadonlyMap<string, ClockAtom>
  /** After a mistake that has been told: fits everywhere. */
  readonly unknown?: true
}

export const never: Clock = { stream: 'constant', atoms: new Map() }
/** A level that never ticks. */
export const silent: Clock = { stream: 'level', atoms: new Map() }
export const unknown: Clock = { stream: 'event', atoms: new Map(), unknown: true }

export function clockText(clock: Clock): string {
  const none: KeyMap = new Map()
  return [...clock.atoms.values()].map(a => a.text(none)).join(', ')
}

export function single(stream: Clock['stream'], one: ClockAtom): Clock {
  return { stream, atoms: new Map([[one.id(new Map()), one]]) }
}

export function substituted(clock: Clock, keys: KeyMap): Clock {
  if (keys.size === 0) return clock
  const atoms = [...clock.atoms.values()].map((a): ClockAtom => {
    const compose = (outer: KeyMap): KeyMap => new Map([...keys].map(([from, to]) => [from, substituteKey(to, outer)]))
    return { id: outer => a.id(compose(outer)), text: outer => a.text(compose(outer)) }
  })
  return { ...clock, atoms: new Map(atoms.map(a => [a.id(new Map()), a])) }
}

export function sameAtoms(a: Clock, b: Clock): boolean {
  return a.atoms.size === b.atoms.size && [...a.atoms.keys()].every(id => b.atoms.has(id))
}

export function atom(what: string, keys: readonly Key[], shape: string): ClockAtom {
  return {
    id: map => [what, shape, ...keys.map(key => identity(substituteKey(key, map)))].join('|'),
    text: map => {
      const [venue, symbol] = keys.map(key => keyName(substituteKey(key, map)))
      return venue === undefined
        ? what.replace(/^(every|bars) (\d+).*/, (_, word, us) => `${word} ${Number(us) / 1e6}s`)
        : `${venue}${symbol === undefined ? '' : `[${symbol}${shape}]`}.${what}`
    },
  }
}

/** A clock whose ticks come so many µs later; twice delayed is delayed by both. */
export function delayed(of: ClockAtom, by: number): ClockAtom {
  const before = of.delay ?? { of, by: 0 }
  const delay = { of: before.of, by: before.by + by }
  return {
    delay,
    id: map => `${delay.of.id(map)} later ${delay.by}`,
    text: map => `${delay.of.text(map)}, ${delay.by / 1e6}s later`,
  }
}

/** What the engine says of something: another clock for each of its keys. */
export function channelAtom(what: string, of: readonly KeyVar[]): ClockAtom {
  return {
    id: map => [`given ${what}`, ...of.map(key => identity(substituteKey({ var: key }, map)))].join('|'),
    text: map =>
      of.length === 0 ? what : `${what}[${of.map(key => keyName(substituteKey({ var: key }, map))).join(', ')}]`,
  }
}

/** The clock of a signal of its own: another for each of its keys. */
export function own(term: Term, name: string): ClockAtom {
  const keys = keysOf(term)
  const id = `signal ${numberOf(term)}`
  return {
    id: map => [id, ...keys.map(key => identity(substituteKey({ var: key }, map)))].join('|'),
    text: map =>
      keys.length === 0 ? name : `${name}[${keys.map(key => keyName(substituteKey({ var: key }, map))).join(', ')}]`,
  }
}

const keysOfTerms = new WeakMap<Term, readonly KeyVar[]>()

/** The keys that a term depends on, in the order met. */
function keysOf(term: Term): readonly KeyVar[] {
  const known = keysOfTerms.get(term)
  if (known) return known
  const keys = findKeys(term)
  keysOfTerms.set(term, keys)
  return keys
}

function findKeys(term: Term): readonly KeyVar[] {
  const { op, args } = term
  const below = args.flatMap(keysOf)
  if (op.op === 'source') return [...new Set([...op.instrument.is.keys, ...below])]
  if (op.op === 'table') return op.value.keys
  if (op.op === 'given') return op.given.of.keys
  if (op.op === 'override') return [...new Set([...op.given.of.keys, ...below])]
  if (op.op === 'params') return op.params.keys
  if (op.op !== 'ref') return [...new Set(below)]
  const read = below.map(key => substituteKey({ var: key }, op.keys))
  return [...new Set(read.flatMap(key => ('var' in key ? [key.var] : [])))]
}

const keyName = (key: Key) => ('var' in key ? key.var.name + (key.part ? `.${key.part}` : '') : memberText(key.member))
const identity = (key: Key) => ('var' in key ? `#${numberOf(key.var)}.${key.part ?? ''}` : memberText(key.member))

const numbers = new WeakMap<object, number>()
let count = 0
/** Identity of a key or a term as a text; only ever compared. */
function numberOf(thing: object): number {
  if (!numbers.has(thing)) numbers.set(thing, count++)
  return numbers.get(thing)!
}
