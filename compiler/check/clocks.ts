import type { Span } from '../../grammar/ast/index.ts'
import { type Key, memberText } from '../program/keys.ts'
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
}
export interface Clocks {
  of(term: Term): Clock
}

const never: Clock = { stream: 'constant', atoms: new Map() }
/** After a mistake that has been told: fits everywhere. */
const unknown: Clock = { stream: 'event', atoms: new Map() }

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
        return op.op === 'filter' ? { ...of(x!), stream: 'event' } : single('event', own(term, op.name))
      case 'ref':
        return substituted(of(x!), op.keys)
      case 'pointwise':
      case 'coalesce':
      case 'fresh':
        return together(term, args.map(of), args)
      case 'sample':
        of(x!)
        return counted(term, c!, of(c!), '`on`') ? { ...of(c!), stream: 'level' } : unknown
      case 'prev':
        return counted(term, x!, of(x!), op.n === 0 ? '`latest`' : '`prev`')
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

  function counted(term: Term, x: Term, clock: Clock, what: string): boolean {
    if (x.op.op === 'error' || clock === unknown) return false
    if (clock.atoms.size === 0) report('HVT2303', term, { what })
    if (clock.atoms.size > 1 && term.op.op === 'prev') return one(term, clock)
    return clock.atoms.size > 0
  }

  function one(term: Term, clock: Clock): boolean {
    if (clock.atoms.size <= 1) return true
    const source = text(term.span)
    const x = text(term.args[0]!.span)
    const cure = source.includes(x) ? source.replace(x, `${x} on every 1s`) : `(${x} on every 1s)`
    report('HVT2302', term, { clocks: clockText(clock), cure })
    return false
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
  const name = (key: Key) => ('var' in key ? key.var.name : memberText(key.member))
  const identity = (key: Key) => ('var' in key ? `#${numberOf(key.var)}` : memberText(key.member))
  return {
    id: map => [what, shape, ...keys.map(key => identity(substituteKey(key, map)))].join('|'),
    text: map => {
      const [venue, symbol] = keys.map(key => name(substituteKey(key, map)))
      return venue === undefined
        ? what.replace(/every (\d+)/, (_, us) => `every ${Number(us) / 1e6}s`)
        : `${venue}${symbol === undefined ? '' : `[${symbol}${shape}]`}.${what}`
    },
  }
}

function own(term: Term, name: string): ClockAtom {
  const id = `signal ${numberOf(term)}`
  return { id: () => id, text: () => name }
}

const numbers = new WeakMap<object, number>()
let count = 0
/** Identity of a key or a term as a text; only ever compared. */
function numberOf(thing: object): number {
  if (!numbers.has(thing)) numbers.set(thing, count++)
  return numbers.get(thing)!
}
