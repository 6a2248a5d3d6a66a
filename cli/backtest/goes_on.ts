import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { SavedRun } from '../../runtime/backtest/saved_run.ts'
import { TableFault } from '../../runtime/backtest/tables/table_files.ts'
import { counted } from '../terminal/figures.ts'
import {
  type Checkpoint,
  difference,
  digestOf,
  type Identity,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts'
import type { RunOptions } from './run_options.ts'
import type { Source } from './source.ts'

/** µs between checkpoints, if nobody says; and how many times longer than writing one that is at least. */
const usual = 10_000_000
const patience = 20

/** What a run must have in common with the one that it goes on with: everything that its output depends on. */
export function identityOf(source: Source, { version, format = 'csv', rows }: RunOptions): Identity {
  return {
    HVT: version,
    strategy: digestOf(JSON.stringify(source.graph)),
    market: digestOf(JSON.stringify([source.about, source.fingerprint()])),
    options: digestOf(JSON.stringify([format, rows])),
  }
}

/** Where a run begins: at a checkpoint, at the beginning with a word why, or not at all. */
export interface Beginning {
  readonly from?: Checkpoint
  readonly note?: string
  readonly problem?: Diagnostic
}

/** A run that was interrupted goes on if it is the same. `insist`: begin no other. */
export function beginningOf(folder: string, identity: Identity, insist: boolean): Beginning {
  const found = readCheckpoint(folder)
  if (!found) return insist ? { note: `no interrupted run in ${folder}: from the beginning` } : {}
  if (found !== 'damaged') {
    const part = difference(identity, found.identity)
    const events = counted(found.run.events, 'event')
    if (!part) return { from: found, note: `goes on after ${events}, where it was interrupted` }
    if (insist) return { problem: diagnostic('HVT9037', { where: folder }, { folder, part }) }
  } else if (insist) return { problem: diagnostic('HVT9038', { where: folder }, { folder }) }
  removeCheckpoint(folder)
  return { note: `an interrupted run in ${folder} cannot go on with this one: from the beginning` }
}

/** Writes checkpoints of a run now and then. One that cannot be written ends no run: it is told, and there are no more. */
export class Checkpoints {
  private due = performance.now()
  private failed = false

  /** @param written Whether there is one already that the run went on from. */
  constructor(
    private readonly folder: string,
    private readonly identity: Identity,
    private readonly rest: () => Pick<Checkpoint, 'tables' | 'shown'>,
    private readonly warn: (failure: Diagnostic) => void,
    public written: boolean,
    /** µs. */
    private readonly every = usual,
  ) {
    this.wait(0)
  }

  /** If it is time. */
  pass(save: () => SavedRun): void {
    if (performance.now() >= this.due) this.write(save)
  }

  write(save: () => SavedRun): void {
    if (this.failed) return
    const start = performance.now()
    try {
      writeCheckpoint(this.folder, { identity: this.identity, run: save(), ...this.rest() })
      this.written = true
      this.wait(performance.now() - start)
    } catch (error) {
      if (!(error instanceof TableFault)) throw error
      this.failed = true
      const { path, reason } = error
      this.warn(diagnostic('HVT9039', { where: path }, { path, reason, earlier: this.written }))
    }
  }

  private wait(cost: number): void {
    this.due = performance.now() + Math.max(this.every / 1_000, patience * cost)
  }
}
