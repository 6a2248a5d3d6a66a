import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { type JsonDiagnostic, renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import type { Terminal } from './terminal.ts'

/** What a command has to say of its files: words on stderr; with `--json` also the object on stdout. */
export class Report {
  private readonly told: Diagnostic[] = []
  /** The texts that were told of, by path. */
  readonly sources = new Map<string, string>()

  constructor(
    private readonly to: Terminal,
    private readonly json: boolean,
  ) {}

  tell(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string> = new Map()): void {
    for (const [path, text] of sources) this.sources.set(path, text)
    this.told.push(...diagnostics)
    if (diagnostics.length) this.to.say(`${renderTerminal(diagnostics, this.sources, this.to.colour.say)}\n`)
  }

  /** What was told, as JSON. */
  diagnostics(): readonly JsonDiagnostic[] {
    return renderJson(this.told, this.sources).diagnostics
  }

  /** Ends a command that could not do its work; returns the exit code. */
  fail(): number {
    if (this.json) this.write({ ok: false })
    return 1
  }

  /** The command's result, with what was told on the way. */
  write(result: { readonly ok: boolean }): void {
    this.to.out(`${JSON.stringify({ ...result, ...renderJson(this.told, this.sources) }, undefined, 2)}\n`)
  }
}
