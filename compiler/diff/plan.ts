import { type Likeness, likeness } from './contents.ts'
import { type Entry, type EntryKind, entriesOf } from './entries.ts'
import type { Known } from './known.ts'

/** What becomes of something that acts. */
export interface PlanDifference {
  readonly kind: EntryKind
  readonly name: string
  readonly is: Likeness | 'new' | 'gone'
  readonly keys: { readonly before: number; readonly after: number }
  /** In the new text; in the old one if it is gone. */
  readonly span: Entry['span']
  /** It acts, or lets others act, as soon as it can, because something of it is not as it was. */
  readonly mayTrade: boolean
  /** It, some of its keys or some of its states have a past that nothing takes over: they must be at rest to go. */
  readonly refusedWhileLive: boolean
  /** Of a cycle or a phase: states that are no more. */
  readonly statesGone: readonly string[]
}

/** What of the new graph's nodes is not as it was. */
export interface Moved {
  /** By node: it reads a param that has another value. */
  readonly params: readonly boolean[]
  /** By node: an event that may come because of the redeploy alone. */
  readonly fires: readonly boolean[]
}

/** Compares what acts: by name, or where the name says little by what it is made of. */
export function planOf(old: Known, young: Known, moved: Moved): PlanDifference[] {
  const left = new Set(entriesOf(old))
  const after = entriesOf(young)
  const pairs = new Map<Entry, Entry>()
  for (const fits of [equal, partly, called]) {
    for (const now of after) {
      const was = pairs.has(now) ? undefined : [...left].find(entry => entry.kind === now.kind && fits(entry, now))
      if (!was) continue
      pairs.set(now, was)
      left.delete(was)
    }
  }
  return [
    ...after.map(now => compared(pairs.get(now), now, moved)),
    ...[...left].map(({ kind, name, span, contents }) => ({
      kind,
      name,
      is: 'gone' as const,
      keys: { before: contents.size, after: 0 },
      span,
      mayTrade: kind === 'risk',
      refusedWhileLive: durable.has(kind),
      statesGone: [],
    })),
  ]
}

/** What has a past goes on under its name only; of the rest, what is the same may be called otherwise. */
const equal = (was: Entry, now: Entry) => (was.name === now.name || !named.has(now.kind)) && of(was, now) === 'same'
const called = (was: Entry, now: Entry) => was.name === now.name
/** Of several with one name: the one that does the same somewhere. */
const partly = (was: Entry, now: Entry) => called(was, now) && of(was, now) === 'keys'

const of = (was: Entry, now: Entry) => likeness(was.contents, now.contents)

function compared(was: Entry | undefined, now: Entry, moved: Moved): PlanDifference {
  const { kind, name, span, contents, inputs, event } = now
  const is = was ? of(was, now) : 'new'
  const [past, states] = [[...(was?.contents.keys() ?? [])], new Set(now.states)]
  const other = is === 'keys' ? contents.size > past.filter(key => contents.has(key)).length : is !== 'same'
  const moves = other || inputs.some(({ node }) => moved.params[node])
  const statesGone = (was?.states ?? []).filter(state => !states.has(state))
  return {
    kind,
    name,
    is,
    keys: { before: past.length, after: contents.size },
    span,
    mayTrade: event ? moved.fires[event.node]! : moves && atOnce.has(kind),
    refusedWhileLive: durable.has(kind) && (statesGone.length > 0 || past.some(key => !contents.has(key))),
    statesGone,
  }
}

const named: ReadonlySet<EntryKind> = new Set(['cycle', 'phase', 'trade', 'portfolio', 'label', 'model'])
const durable: ReadonlySet<EntryKind> = new Set(['cycle', 'phase', 'trade', 'quote'])
/** What acts on what is now, not at an event; a rule of risk holds others back, or halts. */
const atOnce: ReadonlySet<EntryKind> = new Set(['quote', 'target', 'portfolio', 'cycle', 'risk'])
