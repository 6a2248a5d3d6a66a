import { describe, expect, test } from 'vitest'
import { engleGranger } from '../../../compiler/statistics/engle_granger.ts'
import { product, products } from '../../../compiler/statistics/least_squares.ts'
import { rescaledRange } from '../../../compiler/statistics/rescaled_range.ts'

let seed = 1
const noise = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32 - 0.5
}
const walk = (length: number) => {
  let level = 100
  return Float64Array.from({ length }, () => (level += noise()))
}

describe('columns of statistics', () => {
  test('products that are summed in one pass are those of each two, to the last bit', () => {
    for (let count = 1; count <= 8; count++) {
      const columns = Array.from({ length: count }, () => walk(101))
      const plain = columns.map((column, i) => columns.slice(0, i + 1).map(other => product(other, column)))
      expect(products(columns).map(row => [...row])).toEqual(plain)
    }
  })

  test('what is worked in is no memory: lengths and series may change from call to call', () => {
    const [short, long] = [
      [walk(60), walk(60)],
      [walk(90), walk(90)],
    ] as const
    const compute = () =>
      [short, long].flatMap(([y, x]) => [engleGranger(y!, [x!], { trend: 0, lags: 2 })?.statistic, rescaledRange(y!)])
    const first = compute()
    expect(new Set(first).size).toBe(4)
    expect(compute().concat(compute().reverse())).toEqual([...first, ...first.toReversed()])
  })
})
