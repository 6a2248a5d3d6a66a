const texts = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } } as const
const numbers = { type: 'object', additionalProperties: { type: 'number' } } as const
const words = { type: 'array', items: { type: 'string', minLength: 1 } } as const

const time = (title: string) =>
  ({
    title,
    type: 'object',
    additionalProperties: false,
    required: ['column', 'as'],
    properties: {
      column: { type: 'string', minLength: 1 },
      as: { type: 'string' },
      zone: { type: 'string' },
      day: { type: 'string' },
    },
  }) as const

/** What a feed may say of the columns of its file. */
export const mappingSchema = {
  title: '`map`',
  type: 'object',
  additionalProperties: false,
  required: ['stream', 'time'],
  properties: {
    stream: { type: 'string' },
    time: time('`time`'),
    received: time('`received`'),
    columns: texts,
    values: numbers,
    scale: { type: 'object', additionalProperties: { type: 'number', exclusiveMinimum: 0 } },
    symbol: { type: 'string', minLength: 1 },
    symbols: texts,
    wide: texts,
    sides: {
      title: '`sides`',
      type: 'object',
      additionalProperties: false,
      properties: { buy: words, sell: words },
    },
    every: { type: 'string' },
    at: { enum: ['start', 'end'] },
    closes: { type: 'string' },
    splits: {
      type: 'array',
      items: {
        title: 'a split',
        type: 'object',
        additionalProperties: false,
        required: ['from', 'ratio'],
        properties: {
          from: { type: 'string' },
          symbol: { type: 'string', minLength: 1 },
          ratio: { type: 'number', exclusiveMinimum: 0 },
        },
      },
    },
    order: { enum: ['time', 'any'] },
    delimiter: { enum: [',', ';', '\t', '|'] },
    decimal: { enum: ['.', ','] },
    heading: { type: 'boolean' },
  },
} as const

type Texts = Readonly<Record<string, string>>
type Numbers = Readonly<Record<string, number>>

/** What the schema admits. */
export interface RawMapping {
  readonly stream: string
  readonly time: RawTime
  readonly received?: RawTime
  readonly columns?: Texts
  readonly values?: Numbers
  readonly scale?: Numbers
  readonly symbol?: string
  readonly symbols?: Texts
  readonly wide?: Texts
  readonly sides?: { readonly buy?: readonly string[]; readonly sell?: readonly string[] }
  readonly every?: string
  readonly at?: 'start' | 'end'
  readonly closes?: string
  readonly splits?: readonly { readonly from: string; readonly symbol?: string; readonly ratio: number }[]
  readonly order?: 'time' | 'any'
  readonly delimiter?: string
  readonly decimal?: '.' | ','
  readonly heading?: boolean
}

export interface RawTime {
  readonly column: string
  readonly as: string
  readonly zone?: string
  readonly day?: string
}
