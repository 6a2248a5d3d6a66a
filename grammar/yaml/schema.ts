import { type Context, definitions, type What } from './definition.ts'

type Schema = Readonly<Record<string, unknown>>

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` })
const scalar: Schema = { type: ['string', 'number', 'boolean'] }
const list = (items: Schema): Schema => ({ type: 'array', items })
const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })

/** What a clause's value may be. */
const values: Readonly<Record<Exclude<What, Context>, Schema>> = {
  name: { type: 'string' },
  phrase: scalar,
  value: ref('value'),
  operand: ref('value'),
  text: scalar,
  names: { anyOf: [{ type: 'string' }, list({ type: 'string' })] },
  nameless: { type: ['string', 'null'] },
  columns: map(ref('field')),
  keys: map(ref('value')),
  legs: map(ref('value')),
  events: list(scalar),
  flag: { type: 'boolean' },
}
const contexts = Object.keys(definitions) as Context[]
const isContext = (what: What): what is Context => contexts.includes(what as Context)
const schemaOf = (what: What): Schema => (isContext(what) ? list(ref(what)) : values[what])

/** The JSON Schema (draft 7) of strategies in YAML, for editors; it says what has which keys, not what expressions are. */
export function schema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A strategy of HVT in YAML',
    ...list(ref('declarations')),
    definitions: {
      value: { anyOf: [scalar, list(ref('value')), map(ref('field'))] },
      field: { anyOf: [{ type: 'null' }, ref('value')] },
      ...Object.fromEntries(contexts.map(context => [context, { anyOf: declarations(context) }])),
    },
  }
}

function declarations(context: Context): Schema[] {
  return Object.entries(definitions[context]).map(([kind, { head, clauses }]) => ({
    type: 'object',
    properties: {
      [kind]: schemaOf(head.what),
      ...(context === 'declarations' && { doc: scalar }),
      ...Object.fromEntries(clauses.map(({ key, what }) => [key, schemaOf(what)])),
    },
    required: [kind, ...clauses.filter(c => !c.optional).map(c => c.key)],
    additionalProperties: false,
  }))
}
