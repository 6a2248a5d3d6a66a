import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { root } from '../../architecture/tree.ts'
import { hvt } from '../../cli/hvt.ts'

/** The rows of a table, its times in ms, a cell by the name of its column: true and false are 1 and 0, NaN is absent. */
export type Row = ReadonlyMap<string, number>

/** Runs the strategies of `docs/std/plots` as a reader may, when it is first asked for them: most over the bars that `market.hvt` records. */
export class Market {
  readonly folder = mkdtempSync(join(tmpdir(), 'hvt-plots-'))
  private readonly done = new Set<string>()

  constructor() {
    cpSync(join(root, 'docs/std/plots'), this.folder, { recursive: true })
  }

  /** A table of a library's strategy. */
  rows(library: string, table: string): readonly Row[] {
    const generated = { book: '1m40s', flow: '30m', time: '15h20m' }[library]
    if (!generated) this.once('market', ['--seed', '7', '--duration', '15h20m', '--out', '.'])
    this.once(library, [...(generated ? ['--seed', '7', '--duration', generated] : ['--data', '.']), '--out', library])
    return rows(readFileSync(join(this.folder, library, `${table}.csv`), 'utf8'))
  }

  private once(strategy: string, options: readonly string[]): void {
    if (this.done.has(strategy)) return
    const { code, err } = hvt(['backtest', `${strategy}.hvt`, ...options, '--rows', '0'], { cwd: this.folder })
    if (code !== 0) expect(err).toBe('')
    this.done.add(strategy)
  }
}

function rows(csv: string): Row[] {
  const [head, ...lines] = csv.trimEnd().split('\n')
  const names = head!.split(',')
  return lines.map(line => new Map(line.split(',').map((cell, i) => [names[i]!, cellValue(names[i]!, cell)])))
}

function cellValue(name: string, cell: string): number {
  if (name === 'time') return Date.parse(cell)
  if (cell === 'true' || cell === 'false') return Number(cell === 'true')
  return cell === '' ? Number.NaN : Number(cell)
}
