import type { Span } from '../../grammar/ast/index.ts'
import { type Key, type KeyVar, memberText } from '../program/keys.ts'
import { type KeyMap, substituteKey } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'
import type { Report } from './report.ts'

/** One thing that ticks: a stream of one instrument, a period, a signal. `id` tells two apart. */
export interface ClockAtom {
  readonly id: (keys: KeyMap) => string
  readonly text: (keys: KeyMap) => string
}
export interface Clock {
  readonly stream: 'constant' | 'level' | 'event'
  /** By id. */
  readonly atoms: ReadonlyMap<string, ClockAtom>
  /** After a mistake that has been told: fits everywhere. */
  readonly unknown?: true
}
export interface Clocks {
  of(term: Term): Clock
}

const never: Clock = { stream: 'constant', atoms: new Map() }
const unknown: Clock = { stream: 'event', atoms: new Map(), unknown: true }

/** Says of every term whether it is a level or an event, and what it ticks with. */
export function inferClocks(report: Report, text: (span: Span) => string): Clocks {
  const known = new Map<Term, Clock>()

  function of(term: Term): Clock {
    const found = known.get(term)
    if (found) return found
    const clock = clockOf(term)
    known.set(term, clock)
    return clock
  }

  function clockOf(term: Term): Clock {
    const { op, args } = term
    const [x, c] = args
    switch (op.op) {
      case 'source': {
        const { keys, shape } = op.instrument
        return single(op.stream === 'trades' ? 'event' : 'level', atom(op.stream, keys, shape))
      }
      case 'every':
        return single('event', atom(`every ${op.period}`, [], ''))
      case 'rising':
      case 'filter':
        of(x!)
        if (op.op === 'filter' && of(x!).stream !== 'event') report('HVT2304', x!, { what: `signal \`${op.name}\`` })
        return single('event', own(term, op.name))
      case 'ref':
        return op.keys.size === 0 || of(x!).unknown ? of(x!) : substituted(of(x!), op.keys)
      case 'coalesce':
        return either(term, of(x!), of(c!))
      case 'pointwise':
      case 'fresh':
        return together(term, args.map(of), args)
      case 'sample':
        of(x!)
        return counted(term, c!, of(c!), '`on`') ? { ...of(c!), stream: 'level' } : unknown
      case 'prev':
        return counted(term, x!, of(x!), op.n === 0 ? 'the last value' : '`prev`')
          ? { ...of(x!), stream: op.n === 0 ? 'level' : of(x!).stream }
          : unknown
      case 'window':
        return counted(term, x!, of(x!), `\`${op.aggregate}\``) && one(term, of(x!))
          ? { ...of(x!), stream: 'level' }
          : unknown
      case 'next':
        return { ...of(x!), stream: 'level' }
      case 'present':
        of(x!)
        return { stream: 'level', atoms: new Map() }
      default:
        return never
    }
  }

  /** An event and levels tick with the event; levels with all of theirs; two different events never meet. */
  function together(term: Term, clocks: readonly Clock[], args: readonly Term[]): Clock {
    if (clocks.some(clock => clock.unknown)) return unknown
    const events = clocks.flatMap((clock, i) => (clock.stream === 'event' ? [{ clock, arg: args[i]! }] : []))
    const [first, ...others] = events
    if (first) {
      const other = others.find(({ clock }) => !sameAtoms(clock, first.clock))
      if (!other) return first.clock
      report('HVT2301', term, { left: clockText(first.clock), right: clockText(other.clock) })
      return unknown
    }
    const levels = clocks.filter(clock => clock.stream === 'level')
    if (levels.length === 0) return never
    return { stream: 'level', atoms: new Map(levels.flatMap(clock => [...clock.atoms])) }
  }

  /** `x ?? y` ticks with x, and with y while x is absent: both must be levels, or one event. */
  function either(term: Term, x: Clock, y: Clock): Clock {
    if (x.stream !== 'constant' && y.stream !== 'constant' && x.stream !== y.stream && !x.unknown && !y.unknown) {
      const event = text(term.args[x.stream === 'event' ? 0 : 1]!.span)
      report('HVT2309', term, { cure: `latest(${event})` })
      return unknown
    }
    return together(term, [x, y], term.args)
  }

  function counted(term: Term, x: Term, clock: Clock, what: string): boolean {
    if (x.op.op === 'error' || clock.unknown) return false
    if (clock.atoms.size === 0) report('HVT2303', term, { what })
    if (clock.atoms.size > 1 && term.op.op === 'prev') return one(term, clock)
    return clock.atoms.size > 0
  }

  function one(term: Term, clock: Clock): boolean {
    if (clock.atoms.size <= 1) return true
    const cure = onGrid(term.calls[0] ?? term.span, term.args[0]!.span)
    report('HVT2302', term, { clocks: clockText(clock), cure })
    return false
  }

  /** The text of a call with its counted argument put on a clock. */
  function onGrid(call: Span, x: Span): string {
    const inside = call.file === x.file && call.start <= x.start && x.end <= call.end
    if (!inside) return `(${text(x)} on every 1s)`
    const before = text({ ...call, end: x.start })
    return `${before}${text(x)} on every 1s${text({ ...call, start: x.end })}`
  }

  return { of }
}

export function clockText(clock: Clock): string {
  const none: KeyMap = new Map()
  return [...clock.atoms.values()].map(a => a.text(none)).join(', ')
}

function single(stream: Clock['stream'], one: ClockAtom): Clock {
  return { stream, atoms: new Map([[one.id(new Map()), one]]) }
}

function substituted(clock: Clock, keys: KeyMap): Clock {
  if (keys.size === 0) return clock
  const atoms = [...clock.atoms.values()].map((a): ClockAtom => {
    const compose = (outer: KeyMap): KeyMap => new Map([...keys].map(([from, to]) => [from, substituteKey(to, outer)]))
    return { id: outer => a.id(compose(outer)), text: outer => a.text(compose(outer)) }
  })
  return { ...clock, atoms: new Map(atoms.map(a => [a.id(new Map()), a])) }
}

function sameAtoms(a: Clock, b: Clock): boolean {
  return a.atoms.size === b.atoms.size && [...a.atoms.keys()].every(id => b.atoms.has(id))
}

function atom(what: string, keys: readonly Key[], shape: string): ClockAtom {
  return {
    id: map => [what, shape, ...keys.map(key => identity(substituteKey(key, map)))].join('|'),
    text: map => {
      const [venue, symbol] = keys.map(key => keyName(substituteKey(key, map)))
      return venue === undefined
        ? what.replace(/every (\d+)/, (_, us) => `every ${Number(us) / 1e6}s`)
        : `${venue}${symbol === undefined ? '' : `[${symbol}${shape}]`}.${what}`
    },
  }
}

/** The clock of a signal of its own: another for each of its keys. */
function own(term: Term, name: string): ClockAtom {
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
