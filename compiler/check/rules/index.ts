import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Say } from '../report.ts'
import { valuesAppear } from './absent.ts'
import { alertsSayWhich } from './alerts.ts'
import { conditionsDecide } from './decided.ts'
import { riskStaysArmed } from './disarmed.ts'
import { driftHasWitness } from './drift.ts'
import { exitsAreNotEntries } from './exits.ts'
import { inputsCompare } from './inputs.ts'
import { limitsLimit } from './limits.ts'
import { quotesAreCalm } from './quotes.ts'
import type { Rule, Subject } from './rule.ts'
import { everythingIsUsed } from './unused.ts'

/** What endangers money first, what is only untidy last. */
const rules: readonly Rule[] = [
  limitsLimit,
  riskStaysArmed,
  driftHasWitness,
  inputsCompare,
  valuesAppear,
  conditionsDecide,
  exitsAreNotEntries,
  quotesAreCalm,
  alertsSayWhich,
  everythingIsUsed,
]

/** Told of strategies without errors only: what a mistake leaves unused or undecided follows from the mistake. */
export function checkRules(subject: Subject, report: (d: Diagnostic) => void, text: (file: string) => string): void {
  const said = new Set<string>()
  const say: Say = (code, at, parameters, labels = []) => {
    const place = `${at.file} ${at.start} ${at.end}`
    // One place has one message: the gravest.
    if (said.has(place)) return
    said.add(place)
    report(diagnostic(code, { span: at, labels, text: text(at.file) }, parameters))
  }
  for (const rule of rules) rule(subject, say)
}
