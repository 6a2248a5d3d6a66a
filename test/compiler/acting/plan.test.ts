import { describe, expect, test } from 'vitest'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { GraphActing } from '../../../compiler/ir/acting.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import type { Input } from '../../../compiler/ir/inputs.ts'
import { graphOf } from '../../property/run.ts'
import { compileText } from '../harness.ts'

const head = `strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
universe symbols = [BTC/USD, ETH/USD]
param clip = 100 USD in 10 USD .. 1_000 USD
risk { limit gross <= 5_000 USD   limit orders <= 5 per 1s   halt and flatten when drawdown > 5% or disconnected(a) for 10s }
`
const compiled = (text: string) => {
  const graph = graphOf(head + text)
  if (!graph.acting) throw new Error('nothing acts')
  return { graph, acting: graph.acting }
}
const place = (graph: Graph, { region }: GraphActing['cycles'][number]['place']) => graph.regions[region]!.instances
const opOf = (graph: Graph, input: unknown) => graph.nodes[(input as Input).node]!.op.op

describe('the plan of what acts', () => {
  test('a strategy that only watches has none', () => {
    const graph = graphOf(`${head.split('\n').slice(0, 5).join('\n')}\nfeature f = a[BTC/USD].quote.mid`)
    expect(graph.acting).toBeUndefined()
  })

  test('rules of risk hold at once: their order and their blocks are not part of what a strategy is', () => {
    const rules = [
      'limit gross <= 5 USD',
      'limit orders <= 5 per 1s',
      'veto "no" when stale(a) > 5s',
      'halt when drawdown > 5%',
    ]
    const digest = (risk: string) => graphOf(`${head.replace(/\nrisk .*/, '')}\n${risk}`).digest
    const one = digest(`risk { ${rules.join('   ')} }`)
    expect(digest(`risk { ${rules.toReversed().join('   ')} }`)).toBe(one)
    expect(digest(rules.map(rule => `risk { ${rule} }`).join('\n'))).toBe(one)
    expect(digest(`risk { ${rules.join('   ').replace('5 USD', '6 USD')} }`)).not.toBe(one)
  })

  test('a cycle: states in order, ways by their kinds, one instance a key, channels that it is told by', () => {
    const { graph, acting } = compiled(`each s in symbols {
  let mid = a[s].quote.mid
  cycle carry {
    let held = owned(a, s.base)
    state idle { to making when mid > 0 for 2s }
    state making {
      quote bid on a[s] at mid * 99% size clip as post_only requote 500ms tolerance 1[s.quote/s.base] when mid > 0
      to moving when held * mid >= clip   to idle after 10m   to idle absent 30s
    }
    state moving { transfer held@entry from a to b   to idle when arrived   to stuck after 2h }
    state stuck { alert "{s} is stuck in {carry.from}" via [email, sms]   to back after 15m }
  }
}`)
    const [cycle] = acting.cycles
    expect(cycle!.name).toBe('carry')
    expect(place(graph, cycle!.place)).toEqual([['BTC/USD'], ['ETH/USD']])
    expect(cycle!.states.map(s => [s.name, s.actions.map(act => act.kind), s.exits.map(e => [e.kind, e.to])])).toEqual([
      ['idle', [], [['when', 1]]],
      ['making', ['quote'], [['when', 2], ['after', 0], ['absent', 0]]],
      ['moving', ['transfer'], [['when', 0], ['after', 3]]],
      ['stuck', ['alert'], [['after', -1]]],
    ]) // biome-ignore format: a table
    expect(graph.channels.map(({ what, of, fields }) => [what, of, fields]).sort()).toEqual([
      ['account', '', ['gross', 'drawdown']],
      ['orders', '1s', ['count']],
      ['cycle carry', 'BTC/USD', ['state', 'resumed', 'from']],
      ['cycle carry', 'ETH/USD', ['state', 'resumed', 'from']],
      ['owned by cycle carry', 'BTC/USD a BTC', ['amount']],
      ['owned by cycle carry', 'ETH/USD a ETH', ['amount']],
      ['tasks of cycle carry', 'BTC/USD', ['arrived']],
      ['tasks of cycle carry', 'ETH/USD', ['arrived']],
    ].sort()) // biome-ignore format: a table
  })

  test('units say what is counted: a quantity or a notional, and whose amount is moved', () => {
    const { graph, acting } = compiled(`let mid = a[BTC/USD].quote.mid
signal up when mid > 100[USD/BTC]
on up {
  trade t [a[BTC/USD]: clip, b[ETH/USD]: -1 ETH] as ioc, chained slippage 5bps within 1s else unwind
    exit { stop mid@entry * 99% by mark resting   take t.entry * 102%   when mid < 50[USD/BTC] for 5s   after 1h   absent 1m }
}
target position(b[BTC/USD]) = 1 BTC as ioc when mid > 0
cycle c { state idle { to busy when mid > 0 } state busy { transfer 5 ETH from a to b.spot to idle after 1h } }`)
    const [reaction] = acting.reactions
    const [trade] = reaction!.actions
    if (trade?.kind !== 'trade') throw new Error('no trade')
    expect(trade.legs.map(({ on, counts }) => [on.map(i => graph.instruments[i]!.symbol), counts])).toEqual([
      [['BTC/USD'], 'quote'],
      [['ETH/USD'], 'base'],
    ])
    expect(trade.terms.as).toEqual(['ioc', 'chained'])
    expect(trade.terms.within).toMatchObject({ else: 'unwind' })
    expect(trade.exit.map(rule => ('watched' in rule ? [rule.kind, rule.by, rule.resting] : [rule.kind]))).toEqual([
      ['stop', 'mark', true],
      ['take', undefined, false],
      ['when'],
      ['after'],
      ['absent'],
    ])
    expect(acting.standing.map(({ act }) => (act.kind === 'target' ? act.counts : ''))).toEqual(['base'])
    const transfer = acting.cycles[0]!.states[1]!.actions[0]
    expect(transfer).toMatchObject({ asset: ['ETH'], from: { venue: ['a'] }, to: { venue: ['b'], account: 'spot' } })
  })

  test('risk: every rule with its place, limits by rate and by key', () => {
    const { graph, acting } = compiled(`each s in symbols {
  risk { veto "{s} is silent" when stale(a) > 5s   cooldown 15m per s   limit position <= 500 USD per s }
}
signal up when a[BTC/USD].quote.mid > 0
on up { buy a[BTC/USD] size clip as market exit { after 1h } }`)
    expect(acting.risk.map(rule => [rule.kind, place(graph, rule.place).length])).toEqual([
      ['limit', 2],
      ['limit', 1],
      ['limit', 1],
      ['halt', 1],
      ['cooldown', 2],
      ['veto', 2],
    ])
    expect(acting.risk.flatMap(rule => (rule.kind === 'limit' ? [[rule.of, rule.per]] : []))).toEqual([
      ['position', ['s']],
      ['gross', []],
      ['orders', ['1s']],
    ])
    expect(acting.risk[5]).toMatchObject({ text: [{ text: ['BTC/USD', 'ETH/USD'] }, ' is silent'] })
  })

  test('a limit is of the keys that it names, and of all together without them', () => {
    const { graph } = compiled(`each s in symbols { let at_a = position(a[s]).notional }
each s in symbols, v in [a, b] {
  risk {
    limit abs(at_a[BTC/USD]) <= 500 USD
    limit position <= 500 USD per s   limit position <= 5_000 USD
    limit abs(sum(position(w[s]).notional) over w in [a, b]) <= 500 USD per s
  }
}`)
    const of = (channel: string) => graph.channels.filter(({ what }) => what === channel).map(c => c.of)
    expect(of('exposure')).toEqual(['BTC/USD', 'ETH/USD', ''])
    expect(of('position')).toHaveLength(4)
  })

  test('models: inputs by name and unit, rows, horizon; one for all keys unless `per`', () => {
    const { graph, acting } = compiled(`each s in symbols {
  let mid = a[s].quote.mid
  feature move = { s10: mid / first(mid, 10s) - 1, m1: mid / first(mid, 1m) - 1 }
  label fwd = last(mid, next 30s) / mid@row - 1
  model main = ridge {
    predict fwd from [move]   rows every 1s at most 1_000 pending   train every 1d on last 14d at least 500 rows
    validate walk_forward(folds: 5)   promote when better by 2%
  }
  model own = online_ols(half_life: 10m) per s { predict fwd from [move.s10]   rows every 1s }
  alert "off" when mean(abs(error(main, fwd)), 1h by 1s) > 1% via [email]
}
on every 7d { optimize [clip] on last 60d objective sharpe(equity) promote when better }`)
    const [main, own] = acting.models
    expect(main).toMatchObject({
      name: 'main',
      family: 'ridge',
      per: [],
      predicts: 'fwd',
      horizon: 30_000_000,
      pending: 31,
      steps: 1,
      train: { every: 86_400_000_000, last: 14 * 86_400_000_000, least: 500 },
      validate: { by: 'walk_forward', args: [{ name: 'folds', value: 5 }] },
      promote: { when: 'better', by: 0.02 },
    })
    expect(main!.inputs.map(({ name, unit }) => [name, unit])).toEqual([['move.s10', 'plain'], ['move.m1', 'plain']]) // biome-ignore format: a table
    expect([opOf(graph, main!.rows), opOf(graph, main!.settled)]).toEqual(['every', 'pointwise'])
    expect(own).toMatchObject({ per: ['s'], args: [{ name: 'half_life', value: 600 }] })
    expect(acting.reactions[0]!.actions).toMatchObject([{ kind: 'optimize', params: ['clip'], objective: { measure: 'sharpe' } }]) // biome-ignore format: a table
  })

  test('layout, comments and the order of declarations change nothing', () => {
    const parts = [
      'signal up when a[BTC/USD].quote.mid > 0',
      'on up { buy a[BTC/USD] size clip as market exit { after 1h } }',
      'cycle c { state idle { to busy when a[ETH/USD].quote.mid > 0 } state busy { to idle after 1h } }',
      'alert "up" when a[BTC/USD].quote.mid > 5[USD/BTC] via [email]',
    ]
    const { graph } = compiled(parts.join('\n'))
    const other = parts.toReversed().map(part => part.replaceAll(' { ', ' {\n  // here\n  ').replaceAll(' } ', '\n}\n'))
    expect(compiled(other.join('\n\n')).graph.digest).toBe(graph.digest)
  })
})

test('cycles that wait for each other may, where their ways out of rest exclude each other', () => {
  const cycles = (first: string, second: string) => `let edge = a[BTC/USD].quote.mid / b[BTC/USD].quote.mid - 1
cycle c { state idle { to busy when ${first} and d == idle for 2s } state busy { to idle after 1h } }
cycle d { state idle { to busy when ${second} and c == idle } state busy { to idle after 1h } }`
  const codes = (text: string) =>
    compileText(head + text)
      .diagnostics.map(d => d.code)
      .filter(code => code !== 'HVT2501')
  expect(codes(cycles('edge > 20bps', 'edge < 0'))).toEqual([])
  expect(codes(cycles('edge > 20bps', 'edge < 30bps'))).toEqual(['HVT2408'])
  expect(codes(cycles('edge > 20bps', 'not (edge > 20bps)'))).toEqual(['HVT2408'])
})

test('what is frozen for a trade does not move while it is open', () => {
  const text = `let mid = a[BTC/USD].quote.mid
signal up when mid > 100[USD/BTC]
on up { let held = mid@entry   trade t [a[BTC/USD]: clip] as market exit { stop held * 99%   after 1h } }`
  const { graph } = compiled(text)
  const engine = interpret(graph, () => {})
  const { instruments, venues } = graph
  const quote = (seconds: number, bid: number) => ({
    ...{ received: seconds * 1e6, origin: seconds * 1e6, stream: 'quote' as const, fields: [bid, 1, bid, 1] },
    ...{ venue: venues.findIndex(v => v.name === 'a'), instrument: instruments.findIndex(i => i.symbol === 'BTC/USD') },
  })
  const held = graph.nodes.findIndex(({ op, inputs }) => op.op === 'sample' && opOf(graph, inputs[1]) === 'filter')
  const trade = graph.channels.findIndex(({ what }) => what === 'trade t')
  const says = (open: number) => [
    { channel: trade, values: graph.channels[trade]!.fields.map(field => (field === 'open' ? open : Number.NaN)) },
  ]
  const after: number[] = []
  const step = (seconds: number, bid: number) => {
    engine.event(quote(seconds, bid))
    after.push(engine.value(held, 0))
  }
  step(1, 101)
  engine.give(1e6, says(1))
  step(2, 90)
  step(3, 105)
  engine.give(3e6, says(0))
  step(4, 90)
  step(4.5, 110)
  expect(after).toEqual([101, 101, 101, 101, 110])
})

test('targets of states that exclude each other, and of what each cycle owns itself', () => {
  const rest = 'to other when a[s].quote.mid > 0'
  const back = 'to idle after 1h'
  const { graph } = compiled(`each s in symbols {
  cycle c { state idle { target position(a[s]) = 0 ${rest} } state other { target position(a[s]) = 1[s.base] ${back} } }
  cycle d { state idle { target owned(b, USD) = 0 ${rest} } state other { target owned(b, USD) = 1 USD ${back} } }
  cycle e { state idle { target owned(b, USD) = 0 ${rest} } state other { ${back} } }
}`)
  expect(graph.acting!.cycles).toHaveLength(3)
})

test('of two things at odds both places are shown', () => {
  const text = `${head}each s in symbols { target position(a[s]) = 0 }
target position(a[BTC/USD]) = 1 BTC
let mid = a[BTC/USD].quote.mid
cycle c { state idle { to busy when mid > 1[USD/BTC] and d == idle } state busy { to idle after 1h } }
cycle d { state idle { to busy when mid > 2[USD/BTC] and c == idle } state busy { to idle after 1h } }`
  const shown = compileText(text).diagnostics.map(({ code, span, labels }) => {
    const places = [span!, ...labels.map(label => label.span)]
    return [code, ...places.map(({ start, end }) => text.slice(start, end))]
  })
  expect(shown).toEqual([
    ['HVT2405', 'target position(a[BTC/USD]) = 1 BTC', 'target position(a[s]) = 0'],
    ['HVT2408', 'd', 'c'],
  ])
})
