import type { Extern } from 'hvt'

/** How excited the crowd is: each trade adds to it, the more the larger it is for this market, and it cools from trade to trade. */
interface Crowd {
  /** The part of the heat that one trade leaves. */
  readonly keep: number
  trades: number
  /** The usual volume of a trade. */
  usual: number
  heat: number
}

/** Trades before the usual volume means anything; as `warmup` in crowd.hvt. */
const warmup = 20

const heat: Extern<Crowd, [mood: number, volume: number]> = {
  setup: ({ keep = 0 }) => ({ keep, trades: 0, usual: 0, heat: 0 }),

  process(crowd, mood, volume) {
    crowd.trades++
    const weight = Math.max(1 / crowd.trades, 1 / warmup)
    crowd.usual += (volume - crowd.usual) * weight
    const excitement = mood * Math.log1p(volume / crowd.usual)
    crowd.heat = crowd.keep * crowd.heat + (1 - crowd.keep) * excitement
    return crowd.trades < warmup ? undefined : crowd.heat
  },

  save: ({ trades, usual, heat }) => new Uint8Array(Float64Array.of(trades, usual, heat).buffer),

  recover(bytes, { keep = 0 }) {
    const [trades = 0, usual = 0, heat = 0] = new Float64Array(bytes.buffer)
    return { keep, trades, usual, heat }
  },
}

export default heat
