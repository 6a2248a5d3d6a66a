import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../architecture/tree.ts'
import { shared } from '../../shared.ts'
import { reference } from './series.ts'
import { alone, cases, fading } from './skender_cases.ts'

/** What tests of this folder compare, by file, and what is given to them; `*` is anything. */
const compared: Readonly<Record<string, readonly string[]>> = {
  adf: ['cases.stat', 'cases.p', 'cases.usedlag', 'cases.nobs', 'cases.crit.*'],
  adwin_ph: ['out.*.detections', 'out.*.est_every50', 'out.*.width_every50', 'out.*.ph_*'],
  engle_granger: ['cases.stat', 'cases.p', 'cases.crit_1_5_10'],
  ewm: ['out.x_nan*ignore_na=True*', 'out.x|*', 'cov.adjustFalse_span20', 'cov.corr'],
  half_life: ['out.*'],
  hurst: ['out.*.rs', 'out.*.dfa'],
  johansen: ['cases.trace*', 'cases.maxeig*', 'cases.eig', 'cases.evec'],
  ols: [
    ...['params', 'bse', 't', 'r2', 'r2adj', 'F', 's2', 'llf', 'aic', 'bic', 'resid'].map(of => `out.${of}`),
    'predict',
  ],
  psi_ks: ['out.*.psi', 'out.*.ks', 'out.*.p_auto', 'out.*.wasserstein'],
  rolling: ['out.*'],
  rolling_ols: ['params', 'bse', 'r2'],
  rolling_stability: ['std1_20'],
  talib: ['out.*'],
  wls: ['out.params', 'out.bse', 'out.t'],
}
const given: Readonly<Record<string, readonly string[]>> = {
  adf: ['series.*', 'cases.series', 'cases.regression', 'cases.autolag', 'cases.maxlag'],
  adwin_ph: ['streams.*'],
  engle_granger: ['data.*', 'cases.pair', 'cases.trend', 'cases.autolag', 'cases.maxlag'],
  ewm: ['x', 'x_nan', 'cov.y'],
  half_life: ['series.*'],
  hurst: ['series.*'],
  johansen: ['data', 'cases.cols', 'cases.det_order', 'cases.k_ar_diff'],
  ols: ['X', 'y', 'predict_X'],
  psi_ks: ['ref', 'tests.*'],
  rolling: ['x', 'y', 'x_nan'],
  rolling_ols: ['X', 'y', 'window'],
  rolling_stability: ['x'],
  talib: ['open', 'high', 'low', 'close', 'volume'],
  wls: ['X', 'y', 'weights'],
}

type Excepted = readonly (readonly [file: string, field: string])[]

/** The exceptions that a section of the page has. */
function excepted(section: string): Excepted {
  const page = readFileSync(join(root, 'docs/std/exceptions.md'), 'utf8')
  const [rows] = page.split(`\n## ${section}\n`)[1]!.split('\n## ')
  const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
  return rows!.split('\n').flatMap(row => {
    const [, files = '', fields = ''] = row.split('|')
    return quoted(files).flatMap(file => quoted(fields).map(field => [file, field] as const))
  })
}

const fits = (pattern: string, path: string) => {
  const literal = pattern.split('*').map(part => part.replace(/[^\w ]/g, '\\$&'))
  return new RegExp(`^${literal.join('.*')}$`).test(path)
}

/** Where values stand: names of fields, those of a list once. A field without any value is none. */
function paths(value: unknown, at = ''): readonly string[] {
  if (value === null) return []
  if (Array.isArray(value)) return [...new Set(value.flatMap(one => paths(one, at)))]
  if (typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([name, of]) => paths(of, at === '' ? name : `${at}.${name}`))
}

describe.skipIf(!shared)('each field of the files is compared, or the page says why not', () => {
  /** A field of no list, of two, and what an exception is of that is not there. */
  function wrong(exceptions: Excepted, files: ReadonlyMap<string, readonly string[]>, lists: typeof compared) {
    const found: string[] = []
    for (const [file, fields] of files) {
      const ours = [...(lists[file] ?? []), ...exceptions.flatMap(([of, field]) => (of === file ? [field] : []))]
      for (const field of fields) {
        const by = ours.filter(pattern => fits(pattern, field))
        if (by.length !== 1) found.push(`${file} ${field}: ${by.length === 0 ? 'nothing' : by.join(' and ')}`)
      }
      for (const pattern of ours)
        if (!fields.some(field => fits(pattern, field))) found.push(`${file} has no ${pattern}`)
    }
    return [...found, ...exceptions.flatMap(([file]) => (files.has(file) ? [] : [`there is no ${file}`]))]
  }

  const fieldsOf = (folder: string, ending: string, but: (field: string) => boolean) =>
    new Map(
      readdirSync(`${shared}/data/${folder}`).map(name => {
        const fields = paths(reference(`${folder}/${name}`))
        return [name.slice(0, -ending.length), fields.filter(field => !but(field))] as const
      }),
    )

  test('Stock.Indicators', () => {
    const own = Object.entries(alone).flatMap(([file, fields]) => fields.map(field => ['', file, field] as const))
    const lists: Record<string, string[]> = {}
    for (const [, file, field] of [...cases, ...fading, ...own])
      lists[file] = [...new Set([...(lists[file] ?? []), field])]
    const files = fieldsOf('skender/results', '.standard.json', field => ['timestamp', 'date'].includes(field))
    expect(wrong(excepted('Stock.Indicators'), files, lists)).toEqual([])
    const page = readFileSync(join(root, 'docs/std/README.md'), 'utf8')
    expect(page).toContain(`each value of ${Object.values(lists).flat().length} columns`)
  })

  test('other programs', () => {
    const files = fieldsOf('oracles', '.json', field => /^(note|versions\.)/.test(field))
    const lists = Object.fromEntries(Object.entries(compared).map(([file, of]) => [file, [...of, ...given[file]!]]))
    expect(wrong(excepted('Other programs'), files, lists)).toEqual([])
  })

  test('what is said to be compared has a name in a test', () => {
    const folder = join(root, 'test/compiler/std')
    const tests = readdirSync(folder).filter(name => name.endsWith('.test.ts') && name !== 'fields.test.ts')
    const words = new Set(tests.flatMap(name => readFileSync(join(folder, name), 'utf8').match(/\w+/g) ?? []))
    const named = (field: string) => field.split('.').at(-1)!.replaceAll('%', '')
    const missing = Object.entries(compared).flatMap(([file, patterns]) =>
      paths(reference(`oracles/${file}.json`))
        .filter(field => patterns.some(pattern => fits(pattern, field)))
        .filter(field => !words.has(named(field)))
        .map(field => `${file} ${field}`),
    )
    expect(missing).toEqual([])
  })

  test('arbitragelab', () => {
    const { results } = reference<{ results: readonly Readonly<Record<string, unknown>>[] }>(
      'arbitragelab/reference_results.json',
    )
    const text = readFileSync(join(root, 'test/compiler/std/arbitragelab.test.ts'), 'utf8')
    const exceptions = excepted('arbitragelab').map(([, field]) => field)
    const missing = results.flatMap((row, i) =>
      Object.entries(row)
        .filter(([field]) => field !== 'tol' && !exceptions.includes(field))
        .flatMap(([field, value]) => [value].flat().map(one => [field, one] as const))
        .filter(([, value]) => typeof value === 'number' && !text.includes(String(Math.abs(value))))
        .map(([field, value]) => `${i + 1} ${field}: ${value}`),
    )
    expect(missing).toEqual([])
    expect(exceptions.filter(field => !results.some(row => field in row))).toEqual([])
  })
})
