import { oneOf, type PartOf } from './part.ts'

/** A label of every row, and models of it. */
const forward: PartOf = ({ ratio, choice }, n) => {
  const family = oneOf(choice[0]!, ['ridge', 'gbdt(depth: 5)', 'elastic_net(l1: 0.5)'])
  const per = oneOf(choice[1]!, ['', ' per c'])
  return {
    body: `  feature in${n} = ${ratio[0]}
  feature also${n} = { one: ${ratio[1]}, two: mid / first(mid, 2s) - 1 }
  label fwd${n} = { near: last(mid, next 10s) / mid@row - 1, far: max(mid, next 1m) / mid@row - 1 }
  model main${n} = ${family}${per} {
    predict fwd${n}.near from [in${n}, also${n}]
    rows every 1s at most 100 pending
    train every 1d on last 14d at least 50 rows
    validate walk_forward(folds: 5)
    promote when better
  }
  feature said${n} = main${n} + in${n}
`,
  }
}

/** A label of a signal's rows with its payload, a model of it, and what watches its error. */
const reward: PartOf = ({ condition, ratio }, n) => {
  return {
    body: `  let side${n} = sign(${ratio[0]})
  signal candidate${n}(side${n}) when ${condition[0]}
  feature clue${n} = ${ratio[1]}
  label reward${n} for candidate${n} = {
    let best = if side${n} > 0 then argmax(mid, next 20s) else argmin(mid, next 20s)
    return side${n} * (best.value / mid@row - 1)
  }
  model scorer${n} = gbdt(depth: 3) {
    predict reward${n} from [clue${n}]
    rows at candidate${n} at most 1_000 pending
    train every 7d on last 90d at least 100 rows
    promote when better by 5%
  }
  feature score${n} = scorer${n}
  record candidate${n} as candidates${n} { c, side: side${n}, score: scorer${n}, reward: reward${n} }
  alert "{c}: the model drifts" when mean(abs(error(scorer${n}, reward${n})), 7d by 1h) > 1% via [email]
`,
  }
}

/** A phase that goes forward only, and what it lets through. */
const phases: PartOf = ({ condition }, n) => {
  return {
    top: `phase mode${n} {
  rules until age${n} > 3
  scored
}
let age${n} = count(a[BTC/USD].trades.qty, 1m by 1s)
on mode${n} { alert "phase is now {mode${n}}" via [email] }
`,
    body: `  signal ready${n} when mode${n} == scored and (${condition[0]})
`,
  }
}

/** Columns of a record that are known later. */
const later: PartOf = ({ condition, price }, n) => {
  return {
    body: `  signal seen${n} when ${condition[0]}
  record seen${n} as later${n} { c, now: ${price[0]}, best: max(mid, next 5s), drop: last(mid, next 10s) / mid@row - 1 }
`,
  }
}

/** Members of a universe that are pairs while they move together. */
const pairs: PartOf = ({ price, condition }, n) => {
  return {
    body: `  let level${n} = ${price[0]}
  let ret${n} = (mid / prev(mid, 1) - 1 on every 1s)
  signal moved${n} when ${condition[0]}
`,
    after: `pair (l, r) in coins when abs(corr(ret${n}[l], ret${n}[r], 20)) > 80% keep 30m at most 5 by abs(corr(ret${n}[l], ret${n}[r], 20)) {
  let gap${n} = level${n}[l] / a[l/USD].quote.mid - level${n}[r] / a[r/USD].quote.mid
  signal parted${n} when abs(gap${n}) > 2
  record parted${n} as parted${n} { l, r, gap: gap${n} }
}
`,
  }
}

export const learning: readonly PartOf[] = [forward, reward, phases, later, pairs]
