/** What the value of a clause is; the last four are lists of such declarations. */
export type What =
  | 'name'
  /** A text of the language that is no expression by itself, such as `depth(b, levels = 5): number`. */
  | 'phrase'
  /** Any expression; a list or a map of YAML is a list or a record. */
  | 'value'
  /** An expression beside others: brackets are added where it binds less than its place demands. */
  | 'operand'
  /** The inside of a text, its quotes aside. */
  | 'text'
  | 'names'
  | 'nameless'
  | 'columns'
  | 'keys'
  | 'legs'
  | 'events'
  | 'flag'
  | Context
export type Context = 'declarations' | 'exits' | 'rules' | 'steps'

/** One key of a declaration, with the text of the language that stands around its value. */
export interface Clause {
  readonly key: string
  readonly what: What
  readonly before: string
  readonly after: string
  readonly optional: boolean
}

/** `key?` is optional. */
function clause(name: string, what: What, before?: string, after = ''): Clause {
  const key = name.replace('?', '')
  return { key, what, before: before ?? ` ${key} `, after, optional: name.endsWith('?') }
}
const is = (what: What = 'value') => clause('is', what, ' = ')
const settings = (name = 'with?') => clause(name, 'value', ' ')
const block = clause('body', 'declarations', ' {', '}')
const per = clause('per?', 'names')
const when = [clause('when', 'value'), clause('for?', 'operand')]
const whenever = [clause('when?', 'value'), clause('for?', 'operand')]
const exit = clause('exit?', 'exits', ' exit {', '}')

/** How an order is worked: clauses in the order in which they are written. */
export const terms: readonly Clause[] = [
  ...['at', 'size', 'slippage', 'requote', 'tolerance', 'ttl', 'stack', 'by', 'within'].map(w => clause(`${w}?`, 'operand')),
  clause('else?', 'name'),
  clause('as?', 'names'),
] // biome-ignore format: a table

/** A declaration: its first key is its kind, whose value is `head`; what follows stands in this order in the language. */
export interface Definition {
  readonly head: Clause
  readonly clauses: readonly Clause[]
}
const define = (what: What, ...clauses: readonly Clause[]) => ({ head: clause('', what, ' '), clauses })
const bare = (what: What) => ({ head: clause('', what, ' {', '}'), clauses: [] })

/** The whole of the YAML form: the reader and the JSON Schema are made of it. Where keys stand, by context. */
export const definitions: Readonly<Record<Context, Readonly<Record<string, Definition>>>> = {
  declarations: {
    strategy: define('name', clause('in?', 'name'), settings()),
    library: define('name', clause('in?', 'name'), settings()),
    use: define('phrase', clause('names?', 'names', ' (', ')')),
    venue: define('name', is('name'), settings('with')),
    source: define('name', is(), settings('with')),
    asset: define('name', settings()),
    peg: define('name', is('name'), clause('within', 'operand'), clause('by', 'operand')),
    universe: define('name', clause('of?', 'name', ': '), is()),
    param: define('name', is('operand'), clause('in?', 'operand'), per),
    require: define('value'),
    const: define('name', is()),
    fn: define('phrase', is()),
    extern: define('phrase', clause('from', 'text', ' from "', '"'), settings()),
    let: define('name', is()),
    feature: define('name', is()),
    label: define('name', clause('for?', 'name'), is()),
    signal: define('phrase', clause('is?', 'value', ' = '), ...whenever),
    phase: define('name', clause('steps', 'steps', ' {', '}')),
    model: define('name', is('phrase'), per, block),
    record: define('operand', clause('as', 'name'), clause('columns', 'columns', ' {', '}')),
    cycle: define('name', block),
    state: define('name', block),
    to: define('name', ...whenever, ...['after?', 'at?', 'absent?'].map(word => clause(word, 'operand'))),
    on: define('value', clause('when?', 'value'), block),
    quote: define('name', clause('on', 'operand'), ...terms, ...whenever),
    target: define('operand', is('operand'), ...terms, ...whenever),
    trade: define('nameless', clause('legs', 'legs', ' [', ']'), ...terms, exit),
    buy: define('operand', ...terms, exit),
    sell: define('operand', ...terms, exit),
    transfer: define('operand', clause('from', 'operand'), clause('to', 'operand'), clause('by?', 'operand')),
    retrain: define('name'),
    optimize: define('value', clause('on_last', 'operand', ' on last '), clause('objective', 'operand'), clause('promote?', 'value', ' promote when '), clause('better_by?', 'operand', ' by ')),
    portfolio: define('name', clause('over', 'name'), clause('in', 'operand'), clause('at', 'value'), clause('body', 'rules', ' {', '}')),
    risk: bare('declarations'),
    veto: { head: clause('', 'text', ' "', '"'), clauses: when },
    cooldown: define('operand', per),
    limit: define('value', clause('per?', 'names')),
    halt: define('flag', clause('flatten?', 'flag', ' and flatten'), ...when),
    alert: { head: clause('', 'text', ' "', '"'), clauses: [...whenever, clause('via?', 'value')] },
    test: { head: clause('', 'text', ' "', '"'), clauses: [block] },
    given: define('operand', clause('is?', 'value', ' = '), clause('events?', 'events', ': [', ']')),
    expect: define('value', clause('at?', 'operand'), clause('until?', 'operand')),
    predict: { head: clause('', 'value', ' ', ' from'), clauses: [clause('last?', 'operand', ' last ', ' of'), clause('from', 'value', ' '), clause('on?', 'value')] },
    rows: define('phrase', clause('at_most?', 'operand', ' at most ', ' pending')),
    train: define('phrase', clause('on_last?', 'operand', ' on last '), clause('at_least?', 'operand', ' at least ', ' rows')),
    validate: define('value'),
    promote: { head: clause('', 'value', ' when '), clauses: [clause('better_by?', 'operand', ' by ')] },
    fitted_until: define('value'),
    each: define('keys', clause('where?', 'value'), block),
    pair: { head: clause('', 'names', ' (', ')'), clauses: [clause('in', 'operand'), clause('when', 'value'), clause('keep?', 'operand'), clause('at_most?', 'operand', ' at most '), clause('by?', 'operand'), block] },
  },
  exits: {
    when: define('value', clause('for?', 'operand')),
    ...Object.fromEntries(['after', 'at', 'absent'].map(word => [word, define('operand')])),
    ...Object.fromEntries(['stop', 'take', 'trail'].map(word => [word, define('operand', clause('by?', 'name'), clause('resting?', 'flag', ' resting'))])),
  },
  rules: {
    ...Object.fromEntries(['long', 'short'].map(word => [word, define('phrase', clause('by', 'operand'))])),
    ...Object.fromEntries(['weight', 'target_vol', 'band'].map(word => [word, define('operand')])),
  },
  steps: { step: { head: clause('', 'name', ''), clauses: [clause('until?', 'value')] } },
} // biome-ignore format: a table
