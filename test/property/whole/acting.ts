import { oneOf, type PartOf } from './part.ts'

/** Trades of two legs with every kind of exit, and a record of how they ended. */
const trades: PartOf = ({ price, condition, ratio }, n) => {
  return {
    body: `  let lean${n} = sign(${ratio[0]})
  signal go${n}(lean${n}) when ${condition[0]}
  on go${n} when ${condition[1]} {
    let size = clip / mid
    trade ride${n} [x: lean${n} * size, i: -lean${n} * size] as ioc slippage 5bps within 2s else unwind
      exit {
        stop trade.entry - 2 * abs(${price[0]} - mid)@entry by mark resting
        take trade.entry * (1 + 2%)
        trail 3 * (x.quote.ask - x.quote.bid)
        when ${condition[2]}
        after 20m
        absent 2m
      }
  }
  record go${n} as rides${n} { c, lean: lean${n}, size: clip / mid, paid: ride${n}.entry, profit: ride${n}.profit }
`,
  }
}

/** Single orders, on an edge, worked over time. */
const orders: PartOf = ({ condition, choice }, n) => {
  const by = oneOf(choice[0]!, [
    'by twap(1h, participation: 10%) within 1h else cancel',
    'as market stack 2 exit { after 30d }',
  ])
  return {
    body: `  signal cheap${n} when ${condition[0]}
  signal dear${n} when ${condition[1]} for 1s
  on cheap${n} { buy y size clip / y.quote.ask ${by} }
  on dear${n} { sell y size equity * 1% / y.quote.bid as ioc slippage 20bps exit { after 1h absent 5m } }
`,
  }
}

/** A durable machine of quotes, targets and transfers. */
const cycles: PartOf = ({ price, condition, choice }, n) => {
  const until = oneOf(choice[0]!, ['when filled', `when ${condition[1]} for 10s`])
  return {
    body: `  cycle carry${n} {
    let held = owned(a, c)
    state idle { to making when ${condition[0]} }
    state making {
      quote bid on x at min(${price[0]}, x.quote.ask - x.tick) size clip / mid as post_only requote 500ms tolerance 2 * x.tick when ${condition[2]}
      to moving ${until}
      to idle after 10m
      to idle absent 30s
    }
    state moving {
      transfer held@entry from a to b
      alert "{c} is on its way" via [email]
      to closing when arrived
      to stuck after 2h
    }
    state closing { target owned(b, c) = 0 as ioc slippage 15bps   to idle when owned(b, c) * mid < 10 USD   to stuck after 30m }
    state stuck { to back when arrived   to idle after 1d }
  }
  record carry${n}.done as carried${n} { c, profit: carry${n}.profit, fees: carry${n}.fees, spent: carry${n}.time_in(making) }
`,
  }
}

/** What is wanted always: a hedge of what is held. */
const targets: PartOf = ({ condition }, n) => {
  return {
    body: `  feature open${n} = position(i).notional / clip
  target position(i) = -holdings(c) as ioc slippage 10bps when ${condition[0]}
`,
  }
}

/** Rules of a coin, and a halt. */
const rules: PartOf = ({ condition, ratio }, n) => {
  return {
    body: `  risk {
    veto "does not pay" when ${condition[0]}
    veto "{c} is silent" when stale(a) > 5s for 1s
    cooldown 15m per c
    limit abs(position(i).notional) <= 5_000 USD per c
    limit holdings(c) * mid * (1 + abs(${ratio[0]})) <= 20_000 USD per c
  }
`,
    after: `risk { halt and flatten when drawdown > 20%   require age > 1ms   cooldown ${n + 1}s }\n`,
  }
}

/** Alerts with values in their texts. */
const alerts: PartOf = ({ condition, ratio }, n) => {
  return {
    body: `  let part${n} = ${ratio[0]}
  alert "{c}: {pct(part${n})} at {mid}" when ${condition[0]} via [email, sms]
`,
    after: `alert "social is silent" when disconnected(social) for 10m via [email]\n`,
  }
}

/** Ranks and weighs coins once a week. */
const portfolio: PartOf = ({ ratio, choice }, n) => {
  const at = oneOf(choice[0]!, ['weekly(mon, 00:10)', 'every 7d'])
  return {
    body: `  let strength${n} = ${ratio[0]}
`,
    after: `each i in f[perps] { let vol${n} = std(i.quote.mid / prev(i.quote.mid, 1) - 1, 5)   let rank${n} = strength${n}[i.base] + vol${n} }
portfolio book${n} over i in f[perps] at ${at} {
  long top 1 by rank${n}[i]
  short bottom 1 by rank${n}[i]
  weight 1 / vol${n}[i]
  target_vol 20%
  band 10%
}
`,
  }
}

/** Looks for better params from time to time. */
export const upkeep: PartOf = ({ ratio }, n) => {
  return {
    top: `param bound${n} = 1.5 in 1 .. 5\non every 7d { optimize [bound${n}, age] on last 60d objective sharpe(equity) promote when better by 5% }\n`,
    body: `  signal beyond${n} when ${ratio[0]} > bound${n}\n`,
  }
}

export const acting: readonly PartOf[] = [trades, orders, cycles, targets, rules, alerts, portfolio, upkeep]
