import type { Span } from '../../grammar/ast/index.ts'
import type { Messages } from '../ir/messages.ts'

/** A venue as declared: what the compiler needs to know of it. */
export interface VenueMember {
  readonly kind: 'venue'
  readonly name: string
  readonly adapter: string
  /** µs without any message after which its values are absent. */
  readonly silent: number
  /** µs by which its rows may come late: bars wait for them. */
  readonly lateness: number
  readonly fees: { readonly maker: number; readonly taker: number }
  /** Nothing can be traded there. */
  readonly pricesOnly: boolean
  /** At most so many events of one stream of one instrument come in a second; undefined where it is not declared. */
  readonly rate: number | undefined
  /** Levels kept of each side of its order books; undefined: the usual number. */
  readonly levels: number | undefined
  /** `{ USD: USDT }`: where the venue lists USDT for what the strategy calls USD. */
  readonly means: ReadonlyMap<string, string>
  /** What only trading needs; undefined where it is not said. */
  readonly trading: {
    readonly margin: string | undefined
    readonly leverage: number | undefined
    readonly positions: string | undefined
    readonly calendar: string | undefined
    readonly prices: string | undefined
    /** Whose side a liquidation tells: that of the order, or of the position that it closes. */
    readonly liquidationSide: string | undefined
    /** What fees are taken from: what a trade receives, the base or the quote. */
    readonly feesIn: string | undefined
    /** A fee by the share, in the quote. */
    readonly perShare: number | undefined
  }
  readonly declared: Span
  /** Of a declared source, which is heard like a venue and trades nothing. */
  readonly messages?: Messages
}

export interface SymbolMember {
  readonly kind: 'symbol'
  readonly base: string
  readonly quote: string
  /** '', 'perp', 'inverse perp', or an expiry date. */
  readonly suffix: string
}
export interface AssetMember {
  readonly kind: 'asset'
  readonly name: string
}
export interface InstrumentMember {
  readonly kind: 'instrument'
  readonly venue: VenueMember
  readonly symbol: SymbolMember
}
/** `each n in 0..19`: a whole number. */
export interface NumberMember {
  readonly kind: 'number'
  readonly value: number
}
/** A round trip over three markets of one venue: from the start to the first asset, to the second, and back. */
export interface TriangleMember {
  readonly kind: 'triangle'
  readonly venue: VenueMember
  readonly start: string
  readonly first: string
  readonly second: string
}
export type Member = VenueMember | SymbolMember | AssetMember | InstrumentMember | NumberMember | TriangleMember
export type MemberKind = Member['kind']

/** A list of members that `each` runs over; its text identifies it. */
export interface Universe {
  readonly of: MemberKind
  readonly members: readonly Member[]
}

/** Members in the order of their texts: the order in which a universe was written changes nothing. */
export function canonical(members: readonly Member[]): Universe {
  const byText = (a: Member, b: Member) => (memberText(a) < memberText(b) ? -1 : 1)
  return { of: members[0]!.kind, members: [...members].sort(byText) }
}

/** A key bound by an `each`. */
export interface KeyVar {
  readonly name: string
  readonly universe: Universe
  readonly scope: KeyScope
}
/** One `each`: its keys and which tuples of them exist. */
export interface KeyScope {
  readonly parent: KeyScope | undefined
  readonly vars: readonly KeyVar[]
  /** All must hold for a tuple to exist. */
  readonly where: readonly Static<boolean>[]
  /** A universe of it is wrong, so keys are missing. */
  readonly isBroken?: true
}

/** What stands in a key's place: the key of an enclosing `each`, its base or quote asset, or one member. */
export type Key = { readonly var: KeyVar; readonly part?: 'base' | 'quote' } | { readonly member: Member }
/** Which member each key has in one instance. */
export type Assignment = (key: KeyVar) => Member

/** An asset that may depend on a key: `BTC`, `s.base`, `c`. */
export type AssetRef =
  | { readonly kind: 'asset'; readonly name: string }
  | { readonly kind: 'part'; readonly of: KeyVar; readonly part: 'base' | 'quote' | 'self' }

/** A value known before the run for every instance: a fee by venue, an instrument by venue and symbol, a text. */
export interface Static<T> {
  readonly keys: readonly KeyVar[]
  readonly at: (assignment: Assignment) => T
}

export const fixed = <T>(value: T): Static<T> => ({ keys: [], at: () => value })

export function ofKey<M extends Member>(key: Key): Static<M> {
  return 'var' in key ? { keys: [key.var], at: a => memberOf(key, a) as M } : fixed(key.member as M)
}

/** The member that a key is in one instance. */
export function memberOf(key: Key, assignment: Assignment): Member {
  if ('member' in key) return key.member
  const member = assignment(key.var)
  return key.part ? { kind: 'asset', name: partOf(member, key.part) } : member
}

export function partOf(member: Member, part: 'base' | 'quote' | 'self'): string {
  switch (member.kind) {
    case 'asset':
    case 'venue':
      return member.name
    case 'symbol':
      return part === 'base' ? member.base : member.quote
    case 'instrument':
      return partOf(member.symbol, part)
    case 'number':
      return String(member.value)
    case 'triangle':
      return part === 'base' ? member.first : member.second
  }
}

export function map<A, B>(a: Static<A>, f: (a: A) => B): Static<B> {
  return { keys: a.keys, at: assignment => f(a.at(assignment)) }
}

export function join<A, B, C>(a: Static<A>, b: Static<B>, f: (a: A, b: B) => C): Static<C> {
  return {
    keys: [...new Set([...a.keys, ...b.keys])],
    at: assignment => f(a.at(assignment), b.at(assignment)),
  }
}

/** As written in the language: canonical order of keys is the order of these texts. */
export function memberText(member: Member): string {
  switch (member.kind) {
    case 'venue':
    case 'asset':
      return member.name
    case 'symbol':
      return symbolText(member)
    case 'instrument':
      return `${member.venue.name}[${symbolText(member.symbol)}]`
    case 'number':
      return String(member.value)
    case 'triangle':
      return [member.start, member.first, member.second].join('>')
  }
}

/** Without a quote: what stands in a symbol's place where a source has keys, or nothing where a venue speaks of itself. */
export function symbolText({ base, quote, suffix }: { base: string; quote: string; suffix: string }): string {
  const pair = quote ? `${base}/${quote}` : base
  return suffix ? `${pair} ${suffix}` : pair
}

/** The symbol as a venue lists it: what it `means` by the quote is in the quote's place. */
export function listed(venue: VenueMember, symbol: SymbolMember): SymbolMember {
  return { ...symbol, quote: venue.means.get(symbol.quote) ?? symbol.quote }
}
