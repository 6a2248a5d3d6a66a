import { describe, expect, test } from 'vitest'
import { strangers } from '../../../runtime/backtest/memberships.ts'

const day = 86_400_000_000

/** Of a run over days 10 to 20 that hears A/USD throughout, B/USD on days 12 to 14, and C/USD never. */
function found(...members: readonly (readonly [string, number | null, number | null])[]): string[] {
  const graph = {
    memberships: [
      {
        universe: 'u',
        members: members.map(([member, from, to]) => ({
          member,
          from: from === null ? null : from * day,
          to: to === null ? null : to * day,
        })),
      },
    ],
  }
  const heard = (symbol: string, first: number | null, last: number | null) => ({
    ...{ venue: 'k', symbol, events: {} },
    first: first === null ? null : first * day,
    last: last === null ? null : last * day,
  })
  const instruments = [heard('A/USD', 10, 20), heard('B/USD', 12, 14), heard('C/USD', null, null)]
  return strangers(graph as unknown as Parameters<typeof strangers>[0], {
    span: { first: 10 * day, last: 20 * day },
    instruments,
  }).map(({ member }) => member)
}

describe('members outside their dates', () => {
  test('a member is seen where its instruments are heard', () => {
    expect(found(['A/USD', 10, 21], ['B/USD', 12, 15])).toEqual([])
    expect(found(['A/USD', 11, null], ['B/USD', 13, null])).toEqual(['A/USD', 'B/USD'])
    expect(found(['A/USD', null, 20], ['B/USD', null, 14])).toEqual(['A/USD', 'B/USD'])
    expect(found(['C/USD', 30, null])).toEqual([])
  })

  test('it may leave and come back, in any order of the rows', () => {
    expect(found(['A/USD', 15, null], ['A/USD', null, 15])).toEqual([])
    expect(found(['A/USD', 16, null], ['A/USD', null, 15])).toEqual(['A/USD'])
    expect(found(['B/USD', 16, null], ['B/USD', null, 15])).toEqual([])
  })

  test('an asset is seen throughout the run', () => {
    expect(found(['BTC', null, 20], ['ETH', 5, 21])).toEqual(['BTC'])
  })
})
