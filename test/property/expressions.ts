import fc from 'fast-check'

export interface Texts {
  price: string
  ticking: string
  ratio: string
  condition: string
}
export type Expressions = { readonly [K in keyof Texts]: fc.Arbitrary<string> }

/** Over time (narrow ones overflow at the rates above), over panes, since an event. */
const windows = [
  '500ms',
  '2s',
  'age',
  '7s',
  '6s by 1s',
  '2s by 500ms',
  'since(x.trades)',
  'since(every 700ms)',
  '3',
  '5',
] as const

const clocks = ['every 1s', 'every 700ms', 'x.trades', 'y.quote', 'x.quote.bid', 'y.pool'] as const

/** Of every operator. Depth is bounded by fast-check; `ticking` has one clock atom, so that it can be counted. */
export function expressions(): Expressions {
  return fc.letrec<Texts>(tie => {
    const count = fc.integer({ min: 1, max: 7 })
    const aggregate = fc.constantFrom('mean', 'std', 'sum', 'first', 'last', 'var0')
    const field = fc.constantFrom('bid', 'ask', 'mid')
    const side = fc.constantFrom('x', 'y')
    const window = fc.constantFrom(...windows)
    const single = ['mean', 'std', 'sum', 'min', 'max', 'first', 'last', 'var0'] as const
    const anyAggregate = fc.constantFrom(...single, 'argmin', 'ols')
    const moving = fc.tuple(anyAggregate, tie('ticking'), window, count).map(([f, x, w, k]) => {
      if (f === 'var0') return `sqrt(var(${x}, ${w}))`
      if (f === 'argmin') return k > 3 ? `argmin(${x}, ${w}).value` : `argmax(${x}, ${w}).value`
      if (f === 'ols') return `ols(${x}, prev(${x}, ${k}), ${w}).intercept`
      return `${f}(${x}, ${w})`
    })
    const quantile = fc
      .tuple(tie('ticking'), fc.constantFrom('0', '30%', '0.5', '1'), fc.constantFrom('4', '3s', 'age'))
      .map(([x, q, w]) => `quantile(${x}, ${q}, ${w})`)
    const leaf = fc.tuple(side, field).map(([v, f]) => `${v}.quote.${f}`)
    const over = fc
      .tuple(aggregate, tie('ticking'), count)
      .map(([f, x, n]) => (f === 'var0' ? `sqrt(var(${x}, ${n}))` : `${f}(${x}, ${n})`))
    const ratios = [
      fc.nat(1e6).map(n => `(count(k${n}[s].quote.ask > x.quote.bid) over k${n} in venues)`),
      fc
        .tuple(fc.constantFrom('sum', 'mean', 'min', 'max', 'var', 'std', 'first', 'last'), fc.nat(1e6))
        .map(([f, n]) => `${f}(k${n}[s].quote.ask / k${n}[s].quote.bid) over k${n} in venues`),
      fc
        .tuple(fc.constantFrom('0', '30%', '1'), fc.nat(1e6))
        .map(([q, n]) => `quantile(k${n}[s].quote.ask / k${n}[s].quote.bid, ${q}) over k${n} in venues`),
      tie('ratio').map(r => `(rank(${r}) over symbols)`),
      fc
        .tuple(fc.constantFrom('argmin', 'argmax'), fc.nat(1e6))
        .map(
          ([f, n]) => `{ let best = ${f}(k${n}[s].quote.mid) over k${n} in venues return best.value / x.quote.mid }`,
        ),
      tie('ticking').map(
        x => `(scan({ n: 0, m: 1 }, k -> { n: k.n + 1, m: ${x} / (${x} + 1[USD/s.base]) * k.m / 2 + k.n }).m ?? 7)`,
      ),
      tie('ratio').map(r => `exp(-abs(${r}))`),
      tie('ratio').map(r => `log(abs(${r}))`),
      fc.tuple(tie('ratio'), tie('ratio')).map(([r, s]) => `pow(abs(${r}), ${s})`),
      fc.tuple(tie('price'), tie('price')).map(([p, q]) => `(${p} / ${q}) ^ (1 / 3)`),
      fc.constantFrom('(since(x.trades) / 1s)', '(since(y.trades) / 1s)'),
    ]
    const tickings = [
      fc
        .tuple(side, fc.constantFrom('1s', '700ms'), fc.constantFrom('open', 'high', 'low', 'close'))
        .map(([v, p, f]) => `${v}.bars(${p}).${f}`),
      fc.tuple(tie('ticking'), count).map(([x, n]) => `ema(${x}, ${n})`),
      tie('price').map(p => `(ema(${p}, half_life: 1500ms) on every 1s)`),
    ]
    const conditions = [
      fc.tuple(tie('ticking'), fc.constantFrom('1s', '2s', 'age')).map(([x, d]) => `covered(${x}, ${d})`),
      fc
        .tuple(tie('ratio'), fc.constantFrom('in -1 .. 0.5', 'not in [0, 1, 2]'))
        .map(([r, among]) => `((${r}) ${among})`),
      fc.tuple(count, tie('ratio')).map(([n, r]) => `(top(${n}, by: ${r}) over symbols)`),
      fc.tuple(tie('condition'), fc.constantFrom('1ms', '500ms', '2s', 'age')).map(([c, d]) => `(${c} for ${d})`),
      fc
        .tuple(tie('ticking'), fc.constantFrom('above', 'below'), fc.constantFrom('100[USD/s.base]', 'prev(@, 1)'))
        .map(([x, side, y]) => `crossed(ema(${x}, 2), ${side}: ${y.replace('@', () => `ema(${x}, 2)`)})`),
      fc.constantFrom(
        'disconnected(a)',
        'stale(b) > 1s',
        'stale(a) <= 500ms',
        'since(x.trades) > age',
        '2s >= since(y.trades)',
      ),
    ]
    return {
      ticking: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        side.map(v => `${v}.trades.price`),
        fc.tuple(tie('price'), fc.constantFrom(...clocks)).map(([x, c]) => `(${x} on ${c})`),
        fc.tuple(tie('ticking'), count).map(([x, n]) => `prev(${x}, ${n})`),
        over,
        moving,
        ...tickings,
        tie('ticking').map(x => `(${x} fresh age)`),
      ),
      price: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        side.map(v => `latest(${v}.trades.price)`),
        over,
        moving,
        quantile,
        fc.tuple(fc.constantFrom('min', 'max'), tie('price'), tie('price')).map(([f, p, q]) => `${f}(${p}, ${q})`),
        fc.tuple(tie('price'), fc.constantFrom('+', '-'), tie('price')).map(([p, op, q]) => `(${p} ${op} ${q})`),
        fc.tuple(tie('condition'), tie('price'), tie('price')).map(([c, p, q]) => `(if ${c} then ${p} else ${q})`),
        fc.tuple(tie('price'), tie('price')).map(([p, q]) => `((${p}) ?? (${q}))`),
        fc.tuple(tie('price'), fc.constantFrom('1ms', '500ms', '2s', 'age')).map(([p, d]) => `((${p}) fresh ${d})`),
        fc.tuple(tie('price'), tie('ratio')).map(([p, r]) => `(${p} * ${r})`),
      ),
      ratio: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(
          '1.5',
          '-2',
          '0.001',
          '30%',
          'p0.fees'.replace('p0.fees', 'x.fees.taker'),
          'hour(now)',
          'minute(now)',
        ),
        fc.tuple(tie('price'), tie('price')).map(([p, q]) => `(${p} / ${q} - 1)`),
        fc
          .tuple(tie('ratio'), fc.constantFrom('+', '-', '*', '/'), tie('ratio'))
          .map(([r, op, s]) => `(${r} ${op} ${s})`),
        tie('price').map(p => `sign(${p})`),
        tie('condition').map(
          c => `{ let mood = if ${c} then WILD else CALM return match mood { WILD -> 1.5, CALM -> -1 } }`,
        ),
        fc.tuple(side, aggregate, count).map(([v, f, n]) => {
          const liquidity = `${v}.pool.liquidity`
          return f === 'var0'
            ? `(${liquidity} / prev(${liquidity}, ${n}))`
            : `(${liquidity} / ${f}(${liquidity}, ${n}))`
        }),
        fc.tuple(tie('ticking'), window).map(([x, w]) => `count(${x}, ${w})`),
        fc.tuple(tie('ticking'), window).map(([x, w]) => `latest(zscore(${x}, ${w}))`),
        fc.tuple(tie('ticking'), window, count).map(([x, w, k]) => `corr(${x}, prev(${x}, ${k}), ${w})`),
        fc.tuple(tie('ticking'), window).map(([x, w]) => `(argmax(${x}, ${w}).age / 1s)`),
        ...ratios,
        tie('ratio').map(r => `sqrt(abs(${r}))`),
      ),
      condition: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc
          .tuple(tie('price'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('price'))
          .map(([p, op, q]) => `${p} ${op} ${q}`),
        fc
          .tuple(tie('ratio'), fc.constantFrom('<', '>'), fc.constantFrom('0', '0.5', '-1%'))
          .map(([r, op, n]) => `${r} ${op} ${n}`),
        fc
          .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
          .map(([c, op, d]) => `((${c}) ${op} (${d}))`),
        tie('condition').map(c => `not (${c})`),
        fc
          .tuple(fc.integer({ min: 1, max: 2 }), tie('condition'), tie('condition'))
          .map(([n, c, d]) => `at_least(${n}, [${c}, ${d}, ${c}])`),
        ...conditions,
        tie('price').map(p => `present(${p})`),
      ),
    }
  })
}
