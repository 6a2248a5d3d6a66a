import { entry } from './entry.ts'

/** Tests of the language, and `hvt test`. */
export const testing = {
  HVT2430: entry<{ what: string; found: string }>({
    title: 'what cannot be given',
    message: p => `\`${p.what}\` is ${p.found}: a test cannot give it`,
    help: () =>
      'give a stream: of a market, a `let`, a feature, a signal, a model, a cycle, a phase, a trade, or of the account',
    page: `\`given\` says what happens in a test: events of a market, or values of a stream of the strategy in place of its
own. A name that is no stream of values (an instrument, a function, a label) cannot be given; give what it is made of.

  wrong    given reward[SOL] = 3
  right    given cex[SOL/USDT perp].quote: [0s { bid: 100, ask: 100 }, 10s { bid: 97, ask: 97 }]`,
  }),
  HVT2431: entry<{ name: string; wanted: string; found: string }>({
    title: 'a given value of another unit',
    message: p => `\`${p.name}\` is in ${p.found}, and stands for a value in ${p.wanted}`,
    help: p => `give it in ${p.wanted}, or without a unit`,
    page: `What a test gives has the unit of what it stands for. A number without a unit takes that unit.

  wrong    given worth[ADA] = 2[USDT/ADA]
  right    given worth[ADA] = 2[EUR/ADA]       given worth[ADA] = 2`,
  }),
  HVT2432: entry<{ time: string; before: string }>({
    title: 'given events out of order',
    message: p => `${p.time} stands after ${p.before}`,
    help: () => 'write the events in the order of their times',
    page: `The events of one \`given\` stand in the order in which they happen.

  wrong    given mid: [10s 3, 5s 4]
  right    given mid: [5s 4, 10s 3]`,
  }),
  HVT2433: entry<{ text: string }>({
    title: 'an expectation that cannot fail or cannot hold',
    severity: 'warning',
    message: p => `\`${p.text}\` is known before anything happens`,
    help: () => 'expect something of a stream',
    page: `An expectation of literals and params alone says nothing about what the strategy does.

  wrong    expect min_profit > 0 at 1s
  right    expect profit[BTC/USD, kraken, bitstamp] > min_profit at 1s`,
  }),
  HVT2434: entry<{ text: string }>({
    title: 'an expectation of what is given',
    severity: 'warning',
    message: p => `\`${p.text}\` reads only what this test gives`,
    why: () => 'whatever the strategy computes, the result is the same',
    help: () => 'expect something that the strategy makes of what is given',
    page: `\`given\` takes the place of a stream, so an expectation of that stream alone tests the test.

  wrong    given profit[BTC/USD] = 1%   expect profit[BTC/USD] > 0 at 1s
  right    given profit[BTC/USD] = 1%   expect count(orders) == 2 at 1s`,
  }),
  HVT2435: entry<{ title: string }>({
    title: 'two tests of one title',
    message: p => `there is another test "${p.title}"`,
    help: () => 'give each test a title of its own',
    page: `A test is known by its title.

  wrong    test "no quote" { ... }   test "no quote" { ... }
  right    test "no quote" { ... }   test "no quote, no entry" { ... }`,
  }),
  HVT2436: entry<{ title: string }>({
    title: 'a test that expects nothing',
    message: p => `test "${p.title}" expects nothing`,
    help: () => 'add `expect c at 1s` or `expect c until 1s`',
    page: `A test says what must be true after what it gives.

  wrong    test "no order" { given mid = 3 }
  right    test "no order" { given mid = 3   expect count(orders) == 0 until 1m }`,
  }),
  HVT2437: entry<{ text: string }>({
    title: 'an expectation that is never false',
    severity: 'warning',
    message: p => `\`${p.text}\` is never false`,
    why: () => 'it is true whenever what it reads is known',
    help: () => 'expect what could be otherwise; `present(x)` where only that is meant',
    page: `A test that cannot fail says nothing about the strategy.

  wrong    expect count(orders) >= 0 at 1s
  right    expect count(orders) == 2 at 1s`,
  }),
  HVT2438: entry<{ time: string }>({
    title: 'a time before the test begins',
    message: p => `\`${p.time}\` is before the test begins`,
    help: () => 'write a time from 0s on',
    page: `The times of a test count from its beginning, 0s.

  wrong    expect present(mid) at -1s
  right    expect present(mid) at 0s`,
  }),
  HVT9090: entry<{ file: string; only: string; titles: readonly string[] }>({
    title: 'a strategy without tests',
    message: p => `${p.file} has no tests`,
    help: () => 'add `test "title" { given … expect … }` to it',
    page: `\`hvt test\` runs the \`test\` blocks of a strategy. A strategy without one has nothing to run.

  wrong    hvt test empty.hvt
  right    test "no quote, no order" { expect count(orders) == 0 until 1m }`,
  }),
  HVT9091: entry<{ file: string; only: string; titles: readonly string[] }>({
    title: 'no such test',
    message: p => `no test of ${p.file} has "${p.only}" in its title`,
    help: p => `its tests are ${p.titles.map(title => `"${title}"`).join(', ') || 'none'}`,
    page: `\`--only TEXT\` chooses the tests whose title contains the text, in small and large letters as written.

  wrong    hvt test strategies/venue_spreads.hvt --only 'Profit'
  right    hvt test strategies/venue_spreads.hvt --only 'profit'`,
  }),
  HVT9092: entry<{ file: string }>({
    title: 'tests of a compiled strategy',
    message: p => `${p.file} is compiled: it has no tests any more`,
    help: () => 'test the source, the .hvt file',
    page: `A compiled strategy is what runs. Its tests stay with its source.

  wrong    hvt test venue_spreads.hvtc
  right    hvt test venue_spreads.hvt`,
  }),
  HVT9093: entry<{ text: string }>({
    title: 'a test that looks ahead',
    message: p => `\`${p.text}\` comes out otherwise when only what happens after it is changed`,
    why: () => 'a value that depends on what is not known yet cannot be traded on',
    help: () =>
      'look for an `extern` that remembers something outside of its state; else this is a fault of HVT: report it',
    page: `Every test runs again on copies of its events: without what happens after an expectation, and with absurd
values there. Nothing up to the expectation may change. The language cannot look ahead; an operator in another file that
keeps something from one run to the next, or reads a clock, can change from run to run.

  wrong    let calls = 0                      // in the file of an \`extern\`: it goes on counting in the next run
  right    what it remembers is its state, which begins anew with each run`,
  }),
  HVT9094: entry<{ text: string }>({
    title: 'an expectation that nothing put to the test',
    severity: 'warning',
    message: p => `\`${p.text}\` holds because nothing asked for an order`,
    why: () => 'no signal fired, and no quote or target was wanted: the expectation could not fail',
    help: () => 'give what makes the strategy want to trade',
    page: `That there are no orders means something when the strategy would have sent some: when a signal fired, or the
condition of a quote or a target was true, and something else held it back.

  wrong    expect count(orders) == 0 until 10s
  right    given up[BTC/USDT]: [1s {}]   given halted = true   expect count(orders) == 0 until 10s`,
  }),
} as const
