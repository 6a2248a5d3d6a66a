import fc from 'fast-check'

/** Each kind of declaration as a function of its number, so that names differ. */
type Declaration = (n: number) => string

/**
 * Labels of grids and of the rows of a model, told in records, counted, waited for by phases. Rows are few, so that the
 * state stays small: `ticking` has one clock atom, `price` is any level.
 */
export function labels(ticking: fc.Arbitrary<string>, price: fc.Arbitrary<string>): fc.Arbitrary<Declaration> {
  const span = fc.constantFrom('500ms', '1s', '2s', '3500ms')
  const single = fc.constantFrom('sum', 'mean', 'min', 'max', 'first', 'last')
  const window = fc.oneof(
    fc.tuple(single, fc.oneof(ticking, price), span).map(([f, x, d]) => `${f}(${x}, next ${d})`),
    fc.tuple(price, span).map(([x, d]) => `argmin(${x}, next ${d}).value`),
    fc
      .tuple(ticking, span, price)
      .map(([x, d, p]) => `(${p})@row * (count(${x}, next ${d}) + argmax(${x}, next ${d}).after / 1s)`),
  )
  const label = fc.oneof(
    window,
    fc.tuple(window, price).map(([w, p]) => `${w} - (${p})@row`),
    fc.tuple(window, window).map(([v, w]) => `${v} + ${w}`),
    fc.tuple(window, window, price).map(([v, w, p]) => `if ${v} > (${p})@row then ${w} else (${p})@row`),
  )
  const period = fc.constantFrom('700ms', '1s')
  return fc.oneof(
    fc.tuple(label, period, price, fc.integer({ min: 1, max: 4 })).map(
      ([is, p, q, k]): Declaration =>
        n =>
          `  let row${n} = every ${p}\n  label known${n} for row${n} = ${is}\n  record row${n} as rows${n} { s, price: ${q}, known: known${n}, both: { low: known${n}, sure: known${n} > ${q} } }\n  phase stage${n} { young${n} until labelled(row${n}) >= ${k} grown${n} until age >= 2s old${n} }\n  feature stages${n} = if stage${n} == grown${n} then 1 else labelled(row${n})`,
    ),
    fc.tuple(label, fc.constantFrom('x.trades', 'y.quote', 'every 700ms'), fc.integer({ min: 1, max: 5 }), price).map(
      ([is, rows, most, q]): Declaration =>
        n =>
          `  label later${n} = ${is}\n  let input${n} = ${q} / (${q} + ${q})\n  model m${n} = gbdt { predict later${n} from [input${n}] rows at ${rows} at most ${most} pending train every 7d }\n  record settled(later${n}) as told${n} { s, is: settled(later${n}), off: error(m${n}, later${n}) }`,
    ),
  )
}
