import { describe, expect, test } from 'vitest'
import { diff } from '../../../compiler/diff/diff.ts'
import { graphOf } from '../../property/run.ts'

const source = `/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
universe symbols = [BTC/USD, ETH/USD]
param clip = 50 USD in 10 USD .. 10_000 USD
param bound = 2 in 1 .. 5
let mid = a[BTC/USD].quote.mid
target position(a[BTC/USD]) = 50 USD as ioc when mid > 0
each s in symbols {
  quote bid on a[s] at a[s].quote.bid size clip / a[s].quote.mid as post_only requote 500ms when mid > 0
  quote ask on a[s] at a[s].quote.ask size 1 USD / a[s].quote.mid as post_only requote 500ms when mid > 0
}
signal up when mid > 100[USD/BTC]
on up { trade ride [a[BTC/USD]: 1 USD / mid] as ioc slippage 5bps within 1s else unwind exit { after 1h } }
on every 7d { optimize [bound] on last 60d objective sharpe(equity) promote when better by 5% }
cycle carry {
  state idle { to busy when mid > 10[USD/BTC] }
  state busy { target position(a[ETH/USD]) = 5 USD as ioc slippage 5bps   to idle after 10m }
}
alert "low" when mid < bound * 1[USD/BTC] via [email]
risk {
  limit gross <= 5_000 USD   limit orders <= 5 per 1s
  veto "odd" when mid < 1[USD/BTC]   veto "even" when mid < 2[USD/BTC]
  halt when drawdown > 5%
}
`
const before = graphOf(source)

function edited(...edits: readonly [from: string, to: string][]) {
  const text = edits.reduce((so, [from, to]) => {
    expect(so).toContain(from)
    return so.replace(from, to)
  }, source)
  const { same, plan } = diff(before, graphOf(text))
  return {
    same,
    plan: plan.filter(({ is }) => is !== 'same').map(({ kind, name, is }) => `${kind} ${name} ${is}`),
    mayTrade: plan.filter(entry => entry.mayTrade).map(({ name }) => name),
    refused: plan.filter(entry => entry.refusedWhileLive).map(({ name }) => name),
  }
}
const nothing = { same: true, plan: [], mayTrade: [], refused: [] }

describe('what a redeploy does to what acts', () => {
  test('nothing, whatever is written otherwise', () => {
    expect(edited(['let mid', '// The same.\nlet mid'], ['50 USD as ioc', '5e1 USD as ioc'])).toEqual(nothing)
  })

  test('every declaration is there, by its name', () => {
    expect(diff(before, before).plan.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'quote ask per s',
      'quote bid per s',
      'target position a[BTC/USD]',
      'cycle carry',
      'reaction on up',
      'trade ride',
      'reaction on every',
      'risk limit gross',
      'risk limit orders',
      'risk halt',
      'risk veto "even"',
      'risk veto "odd"',
      'alert "low"',
    ])
  })

  test('words without a node count', () => {
    expect(edited(['50 USD as ioc', '50 USD as market'], ['halt when', 'halt and flatten when'])).toEqual({
      same: false,
      plan: ['target position a[BTC/USD] changed', 'risk halt changed'],
      mayTrade: ['position a[BTC/USD]', 'halt'],
      refused: [],
    })
  })

  test('another amount or guard, and a rule that is gone, may trade at once', () => {
    const amount = edited(['= 50 USD as', '= 5_000 USD as'])
    expect(amount).toEqual({
      same: false,
      plan: ['target position a[BTC/USD] changed'],
      mayTrade: ['position a[BTC/USD]'],
      refused: [],
    })
    expect(edited(['mid > 10[', 'mid < 10['])).toMatchObject({ plan: ['cycle carry changed'], mayTrade: ['carry'] })
    expect(edited(['veto "odd" when mid < 1[USD/BTC]', ''])).toMatchObject({
      plan: ['risk veto "odd" gone'],
      mayTrade: ['veto "odd"'],
    })
  })

  test('a param counts where it is read, though nothing changes', () => {
    expect(edited(['clip = 50', 'clip = 70'])).toEqual({
      ...nothing,
      same: false,
      mayTrade: ['bid per s'],
    })
  })

  test('a reaction acts at once if its signal fires, not if only its trade is another', () => {
    expect(edited(['mid > 100[', 'mid > 99['])).toMatchObject({ plan: ['reaction on up changed'], mayTrade: ['on up'] })
    expect(edited(['[a[BTC/USD]: 1 USD', '[a[BTC/USD]: 2 USD'])).toEqual({
      same: false,
      plan: ['reaction on up changed', 'trade ride changed'],
      mayTrade: [],
      refused: [],
    })
  })

  test('what has a past under its name cannot go while it lives', () => {
    expect(edited(['cycle carry', 'cycle carries'])).toMatchObject({
      plan: ['cycle carries new', 'cycle carry gone'],
      mayTrade: ['carries'],
      refused: ['carry'],
    })
    expect(edited(['trade ride', 'trade rode'])).toMatchObject({
      plan: ['reaction on up changed', 'trade rode new', 'trade ride gone'],
      refused: ['ride'],
    })
  })

  test('nor can a state of a cycle', () => {
    const { plan } = diff(before, graphOf(source.replace('state busy', 'state work').replace('to busy', 'to work')))
    expect(plan.find(({ kind }) => kind === 'cycle')).toMatchObject({
      is: 'changed',
      refusedWhileLive: true,
      statesGone: ['busy'],
    })
    expect(edited(['state idle', 'state rest'], ['to idle', 'to rest'])).toMatchObject({
      plan: ['cycle carry changed'],
      refused: [],
    })
  })

  test('nor what it does for a key', () => {
    expect(edited(['[BTC/USD, ETH/USD]', '[BTC/USD]'])).toEqual({
      same: false,
      plan: ['quote ask per s keys', 'quote bid per s keys'],
      mayTrade: [],
      refused: ['ask per s', 'bid per s'],
    })
  })

  test('more keys are more to trade', () => {
    expect(edited(['[BTC/USD, ETH/USD]', '[BTC/USD, ETH/USD, SOL/USD]'])).toEqual({
      same: false,
      plan: ['quote ask per s keys', 'quote bid per s keys'],
      mayTrade: ['ask per s', 'bid per s'],
      refused: [],
    })
  })
})
