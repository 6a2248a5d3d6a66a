/** What a Uniswap v3 pool wrote to the chain, in the smallest parts of its tokens. */
export type PoolLog =
  | {
      readonly kind: 'swap'
      /** What the pool received of its two tokens; negative: paid out. */
      readonly amounts: readonly [bigint, bigint]
      /** After the swap: the root of the price of token 0 in token 1, times 2^96. */
      readonly sqrtPriceX96: bigint
      /** After the swap: what is in range. */
      readonly liquidity: bigint
      readonly tick: number
    }
  /** `liquidity` was added (a burn: taken, negative) from tick `lower` to below `upper`. */
  | { readonly kind: 'position'; readonly liquidity: bigint; readonly lower: number; readonly upper: number }
  /** Fees collected, flash loans: they change neither price nor liquidity. */
  | { readonly kind: 'other' }

/** Columns of a file by their names. */
export type Columns = ReadonlyMap<string, number>

/** A row that was decoded by others. Undefined where a cell of it is not what it should be. */
export function decodedLog(row: readonly string[], columns: Columns): PoolLog | undefined {
  const cell = (name: string) => row[columns.get(name)!] ?? ''
  const kind = cell('tx_type')
  if (kind === 'COLLECT' || kind === 'FLASH') return { kind: 'other' }
  if (kind === 'SWAP') {
    const [amount0, amount1] = [integer(cell('amount0')), integer(cell('amount1'))]
    const [root, liquidity] = [integer(cell('sqrtPriceX96')), integer(cell('total_liquidity'))]
    const tick = tickOf(cell('current_tick'))
    if (amount0 === undefined || amount1 === undefined || tick === undefined) return undefined
    return swap([amount0, amount1], root, liquidity, tick)
  }
  if (kind !== 'MINT' && kind !== 'BURN') return undefined
  const amount = integer(cell('liquidity'))
  const [lower, upper] = [tickOf(cell('tick_lower')), tickOf(cell('tick_upper'))]
  if (amount === undefined || lower === undefined || upper === undefined) return undefined
  return { kind: 'position', liquidity: kind === 'MINT' ? amount : -amount, lower, upper }
}

const signatures = {
  swap: '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67',
  mint: '0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde',
  burn: '0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c',
} as const

/**
 * A row as the chain has it: `topics` is `['0x…', '0x…']`, the event's signature and its indexed arguments, `data` the
 * others, 32 bytes each. Undefined where they are not what the signature promises.
 */
export function rawLog(row: readonly string[], columns: Columns): PoolLog | undefined {
  const list = row[columns.get('topics')!] ?? ''
  if (!/^\[(['"]0x[0-9a-f]{64}['"](, ?|(?=\])))+\]$/i.test(list)) return undefined
  const topics = list.match(/0x[0-9a-f]{64}/gi) ?? []
  const data = row[columns.get('data')!] ?? ''
  const [signature, , lower, upper] = topics
  if (!signature || !/^0x([0-9a-f]{64})*$/i.test(data)) return undefined
  const words = Array.from({ length: (data.length - 2) / 64 }, (_, i) => data.slice(2 + 64 * i, 66 + 64 * i))
  switch (signature.toLowerCase()) {
    case signatures.swap:
      if (words.length !== 5) return undefined
      return swap([signed(words[0]!), signed(words[1]!)], word(words[2]!), word(words[3]!), Number(signed(words[4]!)))
    case signatures.mint:
    case signatures.burn: {
      const mint = signature.toLowerCase() === signatures.mint
      if (!lower || !upper || words.length !== (mint ? 4 : 3)) return undefined
      const amount = word(words[mint ? 1 : 0]!)
      const range = { lower: Number(signed(lower.slice(2))), upper: Number(signed(upper.slice(2))) }
      return { kind: 'position', liquidity: mint ? amount : -amount, ...range }
    }
    default:
      return { kind: 'other' }
  }
}

/** Which columns the rows have, by the heading. */
export const columnsOf = (heading: readonly string[]): Columns => new Map(heading.map((name, i) => [name.trim(), i]))

function swap(
  amounts: readonly [bigint, bigint],
  sqrtPriceX96: bigint | undefined,
  liquidity: bigint | undefined,
  tick: number,
): PoolLog | undefined {
  if (!sqrtPriceX96 || sqrtPriceX96 < 0n || liquidity === undefined || liquidity < 0n) return undefined
  return { kind: 'swap', amounts, sqrtPriceX96, liquidity, tick }
}

const word = (hex: string) => BigInt(`0x${hex}`)
const signed = (hex: string) => BigInt.asIntN(256, word(hex))
const integer = (text: string) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined)
/** Some write ticks as `199045.0`. */
const tickOf = (text: string) => (/^-?\d+(\.0)?$/.test(text) ? Number(text) : undefined)
