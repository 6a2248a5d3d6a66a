import { map } from '../program/keys.ts'
import type { Term, TermOp } from '../program/term.ts'
import type { Placed } from './builder.ts'
import type { Listed } from './listed.ts'
import type { Lowering } from './lowering.ts'

/**
 * What a test says in some instances, as operators that are there anyhow: `said ?? (if where then none else x)`. Where it
 * speaks x is never present, so it neither shows nor ticks; elsewhere it never speaks.
 */
export function overridden(
  t: Term,
  { given: { what, of, field }, where }: Extract<TermOp, { op: 'override' }>,
  listed: Listed,
  lowered: Lowering,
): Placed {
  const [x] = t.args as [Term]
  const stream = lowered.stream(t)
  const { span } = t
  const unit = 'plain'
  const add = lowered.builder.add.bind(lowered.builder)
  const said = add({
    unit,
    span,
    stream,
    inputs: [],
    keys: of.keys,
    op: all => ({ op: 'given', field, channels: all.map(at => listed.channel(what, of.at(at), field)) }),
  })
  const flags = map(where, Number)
  const here = add({
    unit,
    span,
    stream: 'constant',
    inputs: [],
    keys: flags.keys,
    op: all => ({ op: 'table', values: all.map(at => flags.at(at)) }),
  })
  const none = add({ unit, span, stream: 'constant', inputs: [], op: () => ({ op: 'constant', value: Number.NaN }) })
  const elsewhere = add({
    unit,
    span,
    stream,
    inputs: [here, none, lowered.term(x)],
    op: () => ({ op: 'pointwise', fn: 'if' }),
  })
  return lowered.node(t, { op: 'coalesce' }, [said, elsewhere])
}
