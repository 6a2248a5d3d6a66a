import { prelude } from '../compiler/harness.ts'
import { limits, type Mistake, rated, trading } from './mistake.ts'

const mend = 'mend the comparison, or leave it out'
const useless = 'leave it out, or use it where it was meant'
const turn = 'let it ask for something that comes later, or for the opposite'
const arm = 'leave out the `??` or `present`, or choose a value that protects'
const present = 'give it a value, or leave it out'
const compare = 'give it a change, a ratio or a z-score: `mid / prev(mid, 60) - 1`'
const calm = 'say how often or how far: `requote 500ms`, `tolerance 2 * i.tick`'

const q = 'a[BTC/USD].quote'
const never = (what: string) => `${what} is never true`
const label = 'label fwd for up = last(mid, next 10s) / mid@row - 1\n'
const learns = 'rows at up   train every 7d'
const order = 'buy a[BTC/USD] size 1 BTC as market'

/** What is useless or unwise in a strategy that is otherwise right. */
export const ruleMistakes: readonly Mistake[] = [
  // Nothing uses it.
  ['a let that nothing uses', `${prelude}let «wide» = ${q}.ask - ${q}.bid`, 'HVT2501', 'nothing uses let `wide`', useless],
  ['a let of one number more than is used', `${prelude}each s in symbols {\n  let x = a[s].quote.bid   let «y» = a[s].quote.ask\n  feature f = x\n}`, 'HVT2501', 'nothing uses let `y`', useless],
  ['a param that nothing uses', `${prelude}param «most» = 5% in 1% .. 9%\nsignal up when ${q}.ask / ${q}.bid > 1.02`, 'HVT2501', 'nothing uses param `most`', useless],
  ['a const that nothing uses', `${prelude}const «rungs» = 20`, 'HVT2501', 'nothing uses const `rungs`', useless],
  ['a universe that nothing uses', `${prelude}universe «coins» = [SOL/USD]`, 'HVT2501', 'nothing uses universe `coins`', useless],
  ['a function that nothing calls', `${prelude}fn «half»(x) = x / 2`, 'HVT2501', 'nothing uses fn `half`', useless],
  ['a label that no model predicts', `${trading}label «fwd» for up = last(mid, next 10s) / mid@row - 1`, 'HVT2501', 'nothing uses label `fwd`', useless],
  ['a model that nothing reads', `${trading}${label}model «m» = gbdt { predict fwd from [move] ${learns} }`, 'HVT2501', 'nothing uses model `m`', useless],
  ['a let in a state that nothing uses', `${trading}cycle c { state idle { to busy when move > 2% } state busy { let «late» = move   to idle after 1h } }`, 'HVT2501', 'nothing uses let `late`', useless],
  ['an import that nothing uses', `strategy t in USD\nuse std.flow («speed»)`, 'HVT2502', 'nothing uses `speed`', 'leave it out'],
  // Never true, always true.
  ['a range that a param cannot leave', `${prelude}param most = 3 in 1 .. 5\nsignal up when ${q}.bid > 0[USD/BTC] and «most > 6»`, 'HVT2503', never('the condition of signal `up`'), mend],
  ['above and below at once', `${trading}signal odd when move > 2% and «move < -2%»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['at one end and not at it', `${trading}signal odd when move >= 2% and «move < 2%»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['two words at once', `${prelude}let mood = if ${q}.bid > b[BTC/USD].quote.ask then WILD else CALM\nsignal odd when mood == WILD and «mood == CALM»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['dearer and cheaper at once', `${prelude}let x = ${q}.bid   let y = b[BTC/USD].quote.ask\nsignal odd when x > y and «x < y»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['the same the other way round', `${prelude}let x = ${q}.bid   let y = b[BTC/USD].quote.ask\nsignal odd when x > y and «y >= x»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['an hour that no day has', `${prelude}signal noon when «hour(now on every 1m) == 24»`, 'HVT2503', never('the condition of signal `noon`'), mend],
  ['a size below nothing', `${prelude}signal dry when «${q}.bid_size < 0»`, 'HVT2503', never('the condition of signal `dry`'), mend],
  ['a distance below nothing', `${trading}signal odd when «abs(move) < -1%»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['a spread of the same', `${prelude}let x = ${q}.bid\nsignal odd when «max(abs(x / x - 1), 0) < 0»`, 'HVT2503', never('the condition of signal `odd`'), mend],
  ['a veto that never forbids', `${trading}risk { veto "down" when «drawdown < -5%» }`, 'HVT2503', never('the condition of a veto'), mend],
  ['a halt that never comes', `${trading}risk { halt when «gross < 0» }`, 'HVT2503', never('the condition of `halt`'), mend],
  ['an alert that is never sent', `${trading}alert "odd" when move > 3% and «move < 1%»`, 'HVT2503', never('the condition of an alert'), mend],
  ['an order that is never given', `${trading}${limits}on up when «hour(now) > 23» { ${order} exit { after 1h } }`, 'HVT2503', never('the condition of `on`'), mend],
  ['an exit that is never taken', `${trading}${limits}on up { ${order} exit { when move < -9% and «move > 9%»   after 1h } }`, 'HVT2503', never('the condition of an exit'), mend],
  ['a way that is never taken', `${trading}cycle c { state idle { to busy when move > 2% and «move < 1%» } state busy { to idle after 1h } }`, 'HVT2503', never('the condition of `to`'), mend],
  ['a count that is always enough', `${rated}signal busy when «count(a[BTC/USD].trades.qty, 1m) >= 0»`, 'HVT2504', 'the condition of signal `busy` is true whenever it is known', mend],
  ['a deviation that is always above zero', `${prelude}signal up when «std(${q}.mid, 20) > -1[USD/BTC]»`, 'HVT2504', 'the condition of signal `up` is true whenever it is known', mend],
  ['a minute of every hour', `${prelude}signal up when «minute(now on every 1m) < 60»`, 'HVT2504', 'the condition of signal `up` is true whenever it is known', mend],
  ['a veto on everything', `${trading}risk { veto "all" when «drawdown >= 0» }`, 'HVT2504', 'the condition of a veto is true whenever it is known', mend],
  // Limits, exits, quotes, alerts.
  ['a limit from below', `${prelude}risk { limit gross «>=» 10_000 USD }`, 'HVT2505', 'this limit wants `gross` to be large: it forbids what is small', 'write `<=`'],
  ['a rate of orders from below', `${prelude}risk { limit orders «>» 5 per 1s }`, 'HVT2505', 'this limit wants `orders` to be large: it forbids what is small', 'write `<`'],
  ['an exit at the entry', `${trading}${limits}on up { ${order} exit { when «move > 1%»   after 1h } }`, 'HVT2506', 'this is true already when a trade begins', turn],
  ['an exit that follows from the entry', `${trading}${limits}on up { ${order} exit { when «move > 0.5%»   after 1h } }`, 'HVT2506', 'this is true already when a trade begins', turn],
  ['a way out that is the way in', `${trading}cycle c { state idle { to busy when move > 2% } state busy { to idle when «move > 1%»   to idle after 1h } }`, 'HVT2506', 'this is true already when state `busy` is entered', turn],
  ['a quote that follows every tick', `${trading}${limits}quote bid on a[BTC/USD] at «mid * 99%» size 1 BTC as post_only`, 'HVT2509', 'this quote is moved with every tick of its price', calm],
  ['a quote of a state that follows every tick', `${trading}${limits}cycle c { state on_bid { quote bid on a[BTC/USD] at «mid» size 1 BTC   to off absent 1m } state off { to on_bid after 1h } }`, 'HVT2509', 'this quote is moved with every tick of its price', calm],
  ['an alert of nobody', `${prelude}each v in venues { «alert "a venue is down" when disconnected(v)» }`, 'HVT2510', 'this alert has the same text for each `v`', 'name it in the text: `"{v}: …"`'],
  // Models.
  ['a raw price into a model', `${trading}${label}model m = gbdt { predict fwd from [«mid»] ${learns} }\nsignal go when m > 1%`, 'HVT2507', 'model `m` learns from `mid`, a raw price', compare],
  ['a mean price into a model', `${trading}${label}let usual = mean(mid, 100)\nmodel m = gbdt { predict fwd from [move, «usual»] ${learns} }\nsignal go when m > 1%`, 'HVT2507', 'model `m` learns from `usual`, a raw price', compare],
  ['coins of each sort into one model', `${prelude}each s in symbols {\n  let mid = a[s].quote.mid   let depth = a[s].quote.bid_size\n  signal up when mid / prev(mid, 1) > 1.01\n  label fwd for up = last(mid, next 10s) / mid@row - 1\n  model m = gbdt { predict fwd from [«depth»] ${learns} }\n  signal go when m > 1%\n}`, 'HVT2508', '`depth` is in s.base, another unit for each `s`, and model `m` is one for all', 'give it a ratio or an amount in one asset, or write `model m = … per s`'],
  ['drift alone', `${trading}${label}model m = gbdt { predict fwd from [move] ${learns} }\nsignal go when m > 1%\nfn odd(x) = abs(x) > 5%\non «drift(error(m, fwd), by: odd())» { retrain m }`, 'HVT2511', 'drift alone retrains `m`', 'ask for a second evidence: `on drift(…) when mean(abs(error(m, l)), 7d by 1h) > 1% { … }`'],
  // Presence.
  ['a feature of nothing', `${prelude}feature f = «none»`, 'HVT3102', 'feature `f` never has a value', present],
  ['a share of nothing', `${prelude}feature f = «${q}.bid_size / 0 BTC»`, 'HVT3102', 'feature `f` never has a value', present],
  ['a signal on nothing', `${trading}let x = none + move\nsignal «odd» when x > 1`, 'HVT3102', 'signal `odd` never has a value', present],
  ['a column of nothing', `${trading}record up as rows { x: «none» }`, 'HVT3102', 'column `x` never has a value', present],
  ['a model that is never promoted', `${trading}${label}model m = gbdt { predict fwd from [move] ${learns}   promote when never }\nsignal «go» when m > 1%`, 'HVT3102', 'signal `go` never has a value', present],
  ['a veto that is blind', `${trading}risk { veto "wild" when («abs(move) ?? 0») > 5% }`, 'HVT3103', 'while this is absent, the condition of a veto is harmless: the protection is off when it is blind', arm],
  ['a halt that waits to be told', `${trading}risk { halt when «(move < -5%) ?? false» }`, 'HVT3103', 'while this is absent, the condition of `halt` is harmless: the protection is off when it is blind', arm],
  ['a veto on what is there only', `${trading}risk { veto "wild" when «present(move)» and move > 5% }`, 'HVT3103', 'while this is absent, the condition of a veto is harmless: the protection is off when it is blind', arm],
  ['a limit that holds while nothing is known', `${trading}risk { limit («gross ?? 0 USD») <= 10 USD }`, 'HVT3103', 'while this is absent, a limit is harmless: the protection is off when it is blind', arm],
] // biome-ignore format: a table
