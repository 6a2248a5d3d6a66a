import { mappingSchema, type RawMapping } from './mapping_schema.ts'

const token = {
  title: 'a token',
  type: 'object',
  additionalProperties: false,
  required: ['asset', 'decimals'],
  properties: { asset: { type: 'string', minLength: 1 }, decimals: { type: 'integer' } },
} as const

/** The structure of a manifest, as JSON Schema. What its texts mean is read afterwards. */
export const schema = {
  title: 'the manifest',
  type: 'object',
  additionalProperties: false,
  required: ['market', 'feeds'],
  properties: {
    market: { type: 'string', minLength: 1 },
    feeds: {
      type: 'array',
      minItems: 1,
      items: {
        title: 'a feed',
        type: 'object',
        additionalProperties: false,
        required: ['venue', 'instrument', 'reader', 'file'],
        properties: {
          venue: { type: 'string', minLength: 1 },
          instrument: { type: 'string' },
          reader: { type: 'string' },
          file: { type: 'string', minLength: 1 },
          contract: { type: 'string' },
          symbol: { type: 'string', minLength: 1 },
          invert: { type: 'boolean' },
          latency: { type: 'string' },
          map: mappingSchema,
          streams: { type: 'array', items: { type: 'string' } },
          pool: {
            title: '`pool`',
            type: 'object',
            additionalProperties: false,
            required: ['token0', 'token1', 'base', 'fee'],
            properties: { token0: token, token1: token, base: { type: 'string' }, fee: { type: 'integer' } },
          },
        },
      },
    },
    clock: {
      title: '`clock`',
      type: 'object',
      additionalProperties: false,
      properties: { skew: { type: ['string', 'object'], additionalProperties: { type: 'string' } } },
    },
    rate: {
      title: '`rate`',
      type: 'object',
      additionalProperties: false,
      properties: { book: { type: 'string' }, trades: { type: 'string' }, quote: { type: 'string' } },
    },
    lateness: { type: 'string' },
    assume: { title: '`assume`', type: 'object', additionalProperties: { type: 'number', exclusiveMinimum: 0 } },
  },
} as const

/** What the schema admits. */
export interface RawManifest {
  readonly market: string
  readonly feeds: readonly RawFeed[]
  readonly clock?: { readonly skew?: string | Readonly<Record<string, string>> }
  readonly rate?: Readonly<Partial<Record<'book' | 'trades' | 'quote', string>>>
  readonly lateness?: string
  readonly assume?: Readonly<Record<string, number>>
}

export interface RawFeed {
  readonly venue: string
  readonly instrument: string
  readonly reader: string
  readonly file: string
  readonly contract?: string
  readonly symbol?: string
  readonly invert?: boolean
  readonly latency?: string
  readonly pool?: RawPool
  readonly map?: RawMapping
  readonly streams?: readonly string[]
}

export interface RawPool {
  readonly token0: { readonly asset: string; readonly decimals: number }
  readonly token1: { readonly asset: string; readonly decimals: number }
  readonly base: string
  readonly fee: number
}
