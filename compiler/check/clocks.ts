import type { Span } from '../../grammar/ast/index.ts'
import { eventStreams } from '../ir/streams.ts'
import { type Term, unwrap } from '../program/term.ts'
import {
  atom,
  type Clock,
  channelAtom,
  clockText,
  delayed,
  never,
  own,
  sameAtoms,
  silent,
  single,
  substituted,
  unknown,
} from './clock.ts'
import type { Report } from './report.ts'
import { windowed } from './windows.ts'

export interface Clocks {
  of(term: Term): Clock
}

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
        return single(eventStreams.has(op.stream) ? 'event' : 'level', atom(op.stream, keys, shape))
      }
      case 'given': {
        const { what, of: whose, stream } = op.given
        return single(stream, channelAtom(what, whose.keys))
      }
      case 'every':
        return single('event', atom(`every ${op.period}${op.offset ? ` ${op.offset}` : ''}`, [], ''))
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
      case 'book':
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
      case 'quantile':
      case 'statistic':
        return windowed(term, { of, counted, one, happens }, report, text)
      case 'override':
        return of(x!).stream === 'constant' ? single('level', channelAtom(op.given.what, op.given.of.keys)) : of(x!)
      case 'at_row':
      case 'convert':
        return of(x!)
      case 'onset':
        of(x!)
        return silent
      case 'started':
        return silent
      case 'later':
      case 'ahead': {
        of(x!)
        const rows = of(c!)
        if (!counted(term, c!, rows, 'a label')) return unknown
        const delay = op.op === 'later' ? op.delay : op.span
        return {
          stream: 'event',
          atoms: new Map([...rows.atoms.values()].map(a => delayed(a, delay)).map(a => [a.id(new Map()), a])),
        }
      }
      case 'since':
        happens(x!, '`since`')
        return { stream: 'level', atoms: new Map() }
      case 'next':
        return { ...of(x!), stream: 'level' }
      case 'decay':
        return counted(term, x!, of(x!), '`ema`') ? { ...of(x!), stream: 'level' } : unknown
      case 'ema':
        return counted(term, x!, of(x!), '`ema`') && one(term, of(x!)) ? { ...of(x!), stream: 'level' } : unknown
      case 'scan':
        return stepping(term, args.slice(0, op.init.length), '`scan`')
      case 'extern':
        return op.is.memory > 0 ? stepping(term, args, `\`${op.is.name}\``) : together(term, args.map(of), args)
      case 'bars':
        return single('level', atom(`bars ${op.period} ${op.lateness}`, [], ''))
      case 'part':
        return of(x!)
      case 'changed':
        return counted(term, x!, of(x!), '`changed`') ? single('event', own(term, op.name)) : unknown
      case 'over': {
        const inner = of(x!)
        const atoms = op.key.universe.members.flatMap(member => [
          ...substituted(inner, new Map([[op.key, { member }]])).atoms,
        ])
        return atoms.length > 0 ? { stream: 'level', atoms: new Map(atoms) } : inner
      }
      case 'present':
      case 'held':
      case 'reached':
        for (const arg of args) of(arg)
        return silent
      case 'disconnected':
      case 'stale':
      case 'latency':
        return silent
      default:
        return never
    }
  }

  /** What has a state moves on with the one clock of what it reads. */
  function stepping(term: Term, reads: readonly Term[], what: string): Clock {
    const clock = together(term, reads.map(of), reads)
    if (clock === unknown) return unknown
    if (clock.atoms.size === 0) report('HVT2303', term, { what })
    if (clock.atoms.size > 1) report('HVT2302', term, { clocks: clockText(clock), cure: '(x on every 1s)' })
    return clock.atoms.size === 1 ? { ...clock, stream: 'level' } : unknown
  }

  function happens(e: Term, what: string): boolean {
    if (e.op.op === 'error' || of(e).unknown) return false
    if (of(e).stream === 'event' || isOpening(e)) return true
    report('HVT2304', e, { what })
    return false
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
    const cure = oneClock(term)
    report('HVT2302', term, { clocks: clockText(clock), cure })
    return false
  }

  /** What is counted, looked at once a second; of an operator that compares its arguments, each of them. */
  function oneClock({ span, args, calls }: Term): string {
    const [x] = args as [Term]
    if (text(span) === text(x.span) && x.args.length > 0)
      return x.args.map(part => `(${text(part.span)} on every 1s)`).join('`, `')
    return onGrid(calls[0] ?? span, x.span)
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

/** The open of a session, a level, is told as it comes: so it is an event, too. */
function isOpening(term: Term): boolean {
  const { op } = unwrap(term)
  return op.op === 'source' && op.stream === 'session' && op.field === 'open'
}
