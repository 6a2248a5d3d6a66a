import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, Graph, Output } from '../../../compiler/ir/graph.ts'
import { csvHeader, csvRow as numberedRow } from '../../../runtime/backtest/tables/csv.ts'
import { FirstRows } from '../../../runtime/backtest/tables/first_rows.ts'
import { isoTime } from '../../../runtime/backtest/tables/iso_time.ts'
import { TableFault, TableFiles } from '../../../runtime/backtest/tables/table_files.ts'
import { type ParquetRow, parquetRows, Stamp } from '../../../runtime/market/readers/parquet_file.ts'
import { folder } from '../market/fixture.ts'

const column = (name: string, value: 'number' | 'bool' | 'time' | readonly string[]): Column => ({
  name,
  unit: 'plain',
  value: typeof value === 'string' ? { input: { node: 0, map: -1 }, show: value } : { texts: value },
})
const record = (name: string, ...columns: Column[]): Output => ({
  kind: 'record',
  name,
  region: 0,
  keys: [],
  on: 'tick',
  trigger: { node: 0, map: -1 },
  columns,
})
const graphOf = (...outputs: Output[]) => ({ outputs }) as unknown as Graph
const csvRow = (table: Output) => {
  const row = numberedRow(table)
  return (instance: number, values: readonly number[]) => row(instance, values, 0)
}
const { NaN: absent } = Number

describe('CSV', () => {
  const output = record('t', column('at', 'time'), column('k', ['a', 'b']), column('ok', 'bool'), column('x', 'number'))

  test('header and rows', () => {
    const row = csvRow(output)
    expect(csvHeader(output)).toBe('at,k,ok,x\n')
    expect(row(0, [1_723_161_254_087_891, absent, 1, 0.1])).toBe('2024-08-08T23:54:14.087891Z,a,true,0.1\n')
    expect(row(1, [absent, absent, 0, 1e-7])).toBe(',b,false,1e-7\n')
    expect(row(1, [0, absent, absent, absent])).toBe('1970-01-01T00:00:00.000000Z,b,,\n')
  })

  test('a number that stands for a word is the word', () => {
    const choices = ['CALM', 'a,b']
    const value = { input: { node: 0, map: -1 }, show: 'choice', choices } as const
    const row = csvRow(record('t', { name: 'mood', unit: 'plain', value }))
    expect([0, 1, absent].map(n => row(0, [n]))).toEqual(['CALM\n', '"a,b"\n', '\n'])
  })

  test('quotes what RFC 4180 asks for, and only that', () => {
    const odd = record('t', column('a,b', ['x y', 'say "x"', 'two\nlines', 'a,b', 'cr\r', '']))
    expect(csvHeader(odd)).toBe('"a,b"\n')
    expect([0, 1, 2, 3, 4, 5].map(i => csvRow(odd)(i, [absent]))).toEqual([
      'x y\n',
      '"say ""x"""\n',
      '"two\nlines"\n',
      '"a,b"\n',
      '"cr\r"\n',
      '\n',
    ])
  })

  test('numbers read back the same', () => {
    const row = csvRow(record('t', column('x', 'number')))
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), x => {
        expect(Number(row(0, [x])) + 0).toBe(x + 0)
      }),
    )
  })

  test('times have microseconds, and none beyond the calendar', () => {
    expect(isoTime(-1)).toBe('1969-12-31T23:59:59.999999Z')
    expect(isoTime(1_000_000)).toBe('1970-01-01T00:00:01.000000Z')
    expect(isoTime(1e300)).toBe('')
    expect(isoTime(1_000_001)).toBe('1970-01-01T00:00:01.000001Z')
  })
})

describe('Parquet', () => {
  const value = { input: { node: 0, map: -1 }, show: 'choice', choices: ['CALM', 'a,b'] } as const
  const output = record(
    't',
    column('at', 'time'),
    column('k', ['a', 'b', 'dürr "x"']),
    { name: 'mood', unit: 'plain', value },
    column('ok', 'bool'),
    column('x', 'number'),
    { name: 'row', unit: 'plain', value: { id: 'uuid' } },
    { name: 'gain', unit: 'plain', value: { after: 'outcome' } },
  )
  const rowOf = (i: number) => {
    const some = (x: number, every: number) => (i % every === 0 ? absent : x)
    return [some(i * 1e15 + 7, 5), absent, some(i % 2, 3), some(i % 2, 7), some(i / 7, 11), absent, absent]
  }

  async function written(rows: number): Promise<readonly ParquetRow[]> {
    const path = await folder({})
    const files = new TableFiles(graphOf(output), path, 'parquet')
    expect(files.paths).toEqual([join(path, 't.parquet')])
    for (let i = 0; i < rows; i++) files.row(output, i % 3, rowOf(i))
    files.keep()
    expect(readdirSync(path)).toEqual(['t.parquet'])
    const progress = { done: 0, total: 0 }
    const about = { file: 't', span: { file: 't', start: 0, end: 0 } }
    const all: ParquetRow[] = []
    for await (const group of parquetRows(join(path, 't.parquet'), about, known => known, progress)) all.push(...group)
    return all
  }

  test('a table without rows', async () => expect(await written(0)).toEqual([]))

  test.each([1, 8, 20_000, 150_000])('%d rows read back as those of CSV, cell by cell', async count => {
    const line = numberedRow(output)
    const text = (cell: unknown) => {
      if (cell === null || cell === undefined) return ''
      return cell instanceof Stamp ? isoTime(cell.micros) : String(cell)
    }
    const rows = await written(count)
    expect(rows).toHaveLength(count)
    for (const [i, row] of rows.entries()) {
      const cells = output.columns.map(({ name }) => text(row[name]))
      const quoted = cells.map(cell => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      // Whoever compares a hundred thousand times by `expect` waits.
      if (`${quoted.join(',')}\n` !== line(i % 3, rowOf(i), i)) expect(quoted.join(',')).toBe(line(i % 3, rowOf(i), i))
    }
    const typed = rows[1] ?? {}
    if (count > 1)
      expect([typeof typed.ok, typeof typed.x, typed.at instanceof Stamp]).toEqual(['boolean', 'number', true])
  })
})

describe('files', () => {
  const t = record('t', column('x', 'number'))

  test('a file a table, whole lines on the disk at any moment, little in memory', async () => {
    const path = join(await folder({}), 'a', 'b')
    const files = new TableFiles(graphOf(t, record('u', column('y', 'bool'))), path)
    expect(files.paths).toEqual([join(path, 't.csv'), join(path, 'u.csv')])
    expect(readFileSync(join(path, 'u.csv.part'), 'utf8')).toBe('y\n')
    for (let i = 0; i < 50_000; i++) {
      files.row(t, 0, [i])
      if (i % 10_000 === 0) expect(readFileSync(join(path, 't.csv.part'), 'utf8')).toMatch(/\n$/)
    }
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i}\n`).join('')
    expect(`x\n${rows}`.length - statSync(join(path, 't.csv.part')).size).toBeLessThan(64 * 1024)
    files.flush()
    expect(readFileSync(join(path, 't.csv.part'), 'utf8')).toBe(`x\n${rows}`)
    files.keep()
    expect(readFileSync(join(path, 't.csv'), 'utf8')).toBe(`x\n${rows}`)
    expect(readdirSync(path).sort()).toEqual(['t.csv', 'u.csv'])
  })

  test('what an earlier run left stays until the rows are kept, and if they are not', async () => {
    const path = await folder({ 't.csv': 'x\n7\n' })
    const files = new TableFiles(graphOf(t), path)
    files.row(t, 0, [8])
    files.flush()
    expect(readFileSync(join(path, 't.csv'), 'utf8')).toBe('x\n7\n')
    files.close()
    expect(readFileSync(join(path, 't.csv'), 'utf8')).toBe('x\n7\n')
    expect(readdirSync(path)).toEqual(['t.csv'])
  })

  test('tables of one name do not write into each other', async () => {
    const path = await folder({})
    const same = record('t', column('y', 'number'))
    const files = new TableFiles(graphOf(t, same), path)
    files.row(same, 0, [7])
    files.keep()
    expect(readFileSync(join(path, 't.csv'), 'utf8')).toBe('x\n')
    expect(readFileSync(join(path, 't-2.csv'), 'utf8')).toBe('y\n7\n')
  })

  test('what cannot be written is a fault with a diagnostic', async () => {
    const path = join(await folder({ file: '' }), 'file', 'sub')
    expect(() => new TableFiles(graphOf(t), path)).toThrow(TableFault)
    expect(() => new TableFiles(graphOf(t), path)).toThrow(`\`${path}\` cannot be written: ENOTDIR`)
    const table = join(await folder({}), 't.csv')
    mkdirSync(table)
    expect(() => new TableFiles(graphOf(record('s'), t), dirname(table))).toThrow(
      `\`${table}\` cannot be written: EISDIR`,
    )
    expect(readdirSync(dirname(table))).toEqual(['t.csv'])
  })
})

test('only the first rows are kept', () => {
  const output = record('t', column('k', ['a', 'b']), column('x', 'number'))
  const rows = new FirstRows(2)
  const lent = [absent, 0]
  for (let i = 0; i < 5; i++) {
    lent[1] = i
    rows.row(output, i % 2, lent)
  }
  expect(rows.of(output)).toEqual([
    ['a', 0],
    ['b', 1],
  ])
  expect(rows.of(record('other'))).toEqual([])
})
