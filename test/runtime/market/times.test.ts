import { describe, expect, test, vi } from 'vitest'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import type { Mapping } from '../../../runtime/market/mapping/mapping.ts'
import { isPattern, timeOf } from '../../../runtime/market/mapping/times.ts'
import { isZone, zoned } from '../../../runtime/market/mapping/zone.ts'
import { inFileOrder } from '../../../runtime/market/readers/sorted.ts'
import { all } from './fixture.ts'

/** A cell as a time; undefined where it is none. */
function read(text: string, as: string, zone = 'UTC'): string | undefined {
  const cells = { has: () => true, number: () => (text === '' ? Number.NaN : Number(text)), text: () => text }
  const micros = timeOf({ column: 0, as, zone })(cells)
  return micros === undefined ? undefined : `${new Date(micros / 1_000).toISOString().slice(0, -1)}${micros % 1_000}`
}

describe('times in tables', () => {
  test.each([
    ['1700000000', 's', '2023-11-14T22:13:20.0000'],
    ['1700000000.25', 's', '2023-11-14T22:13:20.2500'],
    ['1700000000123', 'ms', '2023-11-14T22:13:20.1230'],
    ['1700000000123456', 'us', '2023-11-14T22:13:20.123456'],
    ['1700000000123456789', 'ns', '2023-11-14T22:13:20.123456'],
    ['2021-12-31 23:01:00.000000', 'iso', '2021-12-31T23:01:00.0000'],
    ['2018-01-10T04:55:00Z', 'iso', '2018-01-10T04:55:00.0000'],
    ['2026-06-02 08:00:00+08:00', 'iso', '2026-06-02T00:00:00.0000'],
    ['2023-02-02 09:20:00.138250+00:00', 'iso', '2023-02-02T09:20:00.138250'],
    ['20130208', 'iso', '2013-02-08T00:00:00.0000'],
    ['1/2/2001', 'M/d/yyyy', '2001-01-02T00:00:00.0000'],
    ['02/01/1990', 'dd/MM/yyyy', '1990-01-02T00:00:00.0000'],
    ['31.12.99 23:59:59', 'dd.MM.yy HH:mm:ss', '1999-12-31T23:59:59.0000'],
    ['03/01/2024 12:05 AM', 'MM/dd/yyyy hh:mm a', '2024-03-01T00:05:00.0000'],
    ['3/1/2024 12:05:30 pm', 'M/d/yyyy h:mm:ss a', '2024-03-01T12:05:30.0000'],
    ['3/1/2024 1:05 PM', 'M/d/yyyy h:mm a', '2024-03-01T13:05:00.0000'],
    ['2024-03-01 10:00 UTC', 'yyyy-MM-dd HH:mm UTC', '2024-03-01T10:00:00.0000'],
    ['20221213 00:00:01.5', 'yyyyMMdd HH:mm:ss.S', '2022-12-13T00:00:01.5000'],
  ])('%s as %s', (text, as, wanted) => {
    expect(read(text, as)).toBe(wanted)
  })

  test.each([
    ['', 's'],
    ['-1', 'ms'],
    ['1700000000', 'ns'],
    ['2023-02-29', 'iso'],
    ['2023-02-28 24:00:00', 'iso'],
    ['2023-02-28 10:60', 'iso'],
    ['28.02.2023', 'iso'],
    ['0099-01-01', 'iso'],
    ['0000-01-01', 'iso'],
    ['01/01/0001', 'dd/MM/yyyy'],
    ['9999-12-31', 'iso'],
    ['9007199254740993', 'us'],
    ['2023-01-01T00:00+99:99', 'iso'],
    ['2023-01-01T00:00+15:00', 'iso'],
    ['2023-01-01T00:00-01:60', 'iso'],
    ['31/4/2001', 'd/M/yyyy'],
    ['4/31/2001', 'd/M/yyyy'],
    ['1-2-2001', 'd/M/yyyy'],
    ['3/1/2024 13:05 PM', 'M/d/yyyy h:mm a'],
    ['3/1/2024 0:05 AM', 'M/d/yyyy h:mm a'],
  ])('%s is no time as %s', (text, as) => {
    expect(read(text, as)).toBe(undefined)
  })

  test('of a zone are looked up once, also where the days of one symbol follow those of another', () => {
    const looked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts')
    const days = Array.from({ length: 100 }, (_, day) => Date.UTC(2019, 0, 1 + day))
    const first = days.map(zoned('Asia/Kolkata'))
    const { length } = looked.mock.calls
    expect(days.map(zoned('Asia/Kolkata'))).toEqual(first)
    expect([length > 0, looked.mock.calls.length]).toEqual([true, length])
    looked.mockRestore()
  })

  test('are those of their zone; an hour that comes twice is the first, one that is left out is after the change', () => {
    const local = (text: string) => read(text, 'iso', 'America/New_York')
    expect(local('2024-01-05 12:00')).toBe('2024-01-05T17:00:00.0000')
    expect(local('2024-07-05 12:00')).toBe('2024-07-05T16:00:00.0000')
    expect(local('2024-11-03 00:59')).toBe('2024-11-03T04:59:00.0000')
    expect(local('2024-11-03 01:30')).toBe('2024-11-03T05:30:00.0000')
    expect(local('2024-11-03 02:00')).toBe('2024-11-03T07:00:00.0000')
    expect(local('2024-03-10 01:59')).toBe('2024-03-10T06:59:00.0000')
    expect(local('2024-03-10 02:30')).toBe('2024-03-10T07:30:00.0000')
    expect(local('2024-03-10 03:00')).toBe('2024-03-10T07:00:00.0000')
    // What says its own zone is not of this one.
    expect(local('2024-07-05 12:00Z')).toBe('2024-07-05T12:00:00.0000')
  })

  test('zones of halves and quarters of an hour', () => {
    const noon = Date.UTC(2024, 0, 5, 12)
    expect(zoned('Asia/Kathmandu')(noon)).toBe(noon - 5.75 * 3_600_000)
    expect(zoned('Australia/Lord_Howe')(noon)).toBe(noon - 11 * 3_600_000)
    expect(['UTC', 'Asia/Tokyo', 'Mars', ''].map(isZone)).toEqual([true, true, false, false])
  })

  test('a pattern has no parts that other programs write, which no time would meet', () => {
    const patterns = [
      'YYYY-MM-DD',
      '%Y-%m-%d',
      'yyyy-MM-dd hh:mm',
      'yyyy-MM-dd HH:mm a',
      'd MMM yyyy',
      'yyyy-MM-ddTHH:mmZ',
    ]
    expect(patterns.map(isPattern)).toEqual([false, false, false, false, false, true])
  })

  test('a pattern has a year, a month and a day, each once', () => {
    const found = ['yyyy-MM-dd', 'M/d/yy HH:mm', 'yyyy-MM', 'HH:mm', 'yyyy-MM-dd dd', 'day'].map(isPattern)
    expect(found).toEqual([true, true, false, false, false, false])
  })
})

test('a file in no order is sorted while it is not too large', async () => {
  const at = (received: number): FeedEvent => ({ received, stamp: received, stream: 'mark', fields: [1, 1], line: 1 })
  async function* chunks() {
    yield [at(3), at(1)]
    yield [at(2)]
  }
  const file = (unsorted: boolean) => ({
    file: 'a.csv',
    span: { file: 'manifest.yaml', start: 0, end: 0 },
    map: { unsorted } as Mapping,
  })
  const times = async (unsorted: boolean, most?: number) =>
    (await all(inFileOrder(chunks(), file(unsorted), most))).map(({ received }) => received)
  expect(await times(true, 3)).toEqual([1, 2, 3])
  expect(await times(false, 1)).toEqual([3, 1, 2])
  await expect(times(true, 2)).rejects.toMatchObject({ diagnostic: { code: 'HVT4029' } })
})
