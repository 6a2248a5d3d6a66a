import type { Term } from '../program/term.ts'
import type { Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'

/**
 * Whether a time has come, with a timer that stands at it: what is fresh until then. A time that had passed when the run
 * began, or when it was first known, is never reached.
 */
export function reached(term: Term, lowering: Lowering): Placed {
  const derived = (op: Parameters<Lowering['derived']>[1], inputs: readonly Placed[]) =>
    lowering.derived(term, op, inputs)
  const time = lowering.term(term.args[0]!)
  const none = derived({ op: 'constant', value: 0 }, [])
  const ahead = derived({ op: 'present' }, [derived({ op: 'fresh' }, [derived({ op: 'started' }, []), time, none])])
  const wasAhead = derived({ op: 'present' }, [derived({ op: 'onset' }, [ahead])])
  const come = derived({ op: 'pointwise', fn: 'and' }, [derived({ op: 'pointwise', fn: 'not' }, [ahead]), wasAhead])
  const isKnown = derived({ op: 'pointwise', fn: 'eq' }, [time, time])
  return derived({ op: 'pointwise', fn: 'if' }, [isKnown, come, come])
}
