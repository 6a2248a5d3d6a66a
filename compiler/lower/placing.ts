import type { Checked } from '../check/check.ts'
import type { Inputs, RiskRule } from '../ir/acting.ts'
import type { Action, Alert, Counts, ExitRule, Holding, OrderTerms, Piece, Trade, Wallet } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { fixed, type KeyVar, type Static } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { equal } from '../program/unit.ts'
import type { Lowering } from './lowering.ts'
import { assetText } from './rates.ts'

/** Lowers what stands in one place: every list has an entry for each of its instances. */
export class Placing {
  readonly place: Inputs['place']

  constructor(
    private readonly checked: Checked,
    private readonly lowered: Lowering,
    private readonly keys: readonly KeyVar[],
  ) {
    this.place = { region: lowered.builder.region(keys), keys: keys.map(key => key.name) }
  }

  value(term: Term): Inputs['value'] {
    return this.lowered.builder.input(this.lowered.term(term), this.keys)
  }

  values<W extends string>(terms: { readonly [word in W]?: Term }): { readonly [word in W]?: Inputs['value'] } {
    const entries = Object.entries(terms) as [W, Term][]
    return Object.fromEntries(entries.map(([word, term]) => [word, this.value(term)])) as {
      [word in W]?: Inputs['value']
    }
  }

  text(of: Static<string>): readonly string[] {
    return this.lowered.builder.assignments(this.keys).map(at => of.at(at))
  }

  instrument({ is }: InstrumentRef): readonly number[] {
    return this.lowered.builder.assignments(this.keys).map(at => this.lowered.instrument(is.at(at)))
  }

  action(action: Action<Terms>): Action<Inputs> {
    switch (action.kind) {
      case 'quote':
        return this.quote(action)
      case 'target':
        return this.target(action)
      case 'trade':
        return this.trade(action)
      case 'transfer': {
        const { kind, amount, from, to, by } = action
        const asset = this.text(this.assetOf(amount))
        return {
          kind,
          amount: this.value(amount),
          asset,
          from: this.wallet(from),
          to: this.wallet(to),
          ...(by && { by }),
        }
      }
      case 'alert':
        return this.alert(action)
      case 'retrain':
        return action
      case 'optimize':
        return { ...action, objective: { measure: action.objective.measure, of: this.value(action.objective.of) } }
    }
  }

  quote({ kind, side, on, terms, when }: Extract<Action<Terms>, { kind: 'quote' }>) {
    const { size } = terms.values
    const counts = size ? this.counts(size, on) : ('base' as const)
    const rest = { counts, terms: this.terms(terms), ...(when && { when: this.value(when) }) }
    return { kind, side, on: this.instrument(on), ...rest }
  }

  target({ kind, span, of, is, terms, when }: Extract<Action<Terms>, { kind: 'target' }>) {
    const counts = of.kind === 'position' ? this.counts(is, of.on) : ('base' as const)
    const rest = { is: this.value(is), counts, terms: this.terms(terms), ...(when && { when: this.value(when) }) }
    return { kind, span, of: this.holding(of), ...rest }
  }

  alert({ kind, text, when, via }: Alert<Terms>): Alert<Inputs> {
    return { kind, text: text.map(piece => this.piece(piece)), via, ...(when && { when: this.value(when) }) }
  }

  risk(rule: RiskRule<Terms>): RiskRule<Inputs> {
    const base = { place: this.place, span: rule.span }
    switch (rule.kind) {
      case 'veto':
        return { ...base, kind: 'veto', text: rule.text.map(piece => this.piece(piece)), when: this.value(rule.when) }
      case 'require':
        return { ...base, kind: 'require', condition: this.value(rule.condition) }
      case 'cooldown':
        return { ...base, kind: 'cooldown', seconds: this.value(rule.seconds), per: rule.per }
      case 'limit':
        return { ...base, kind: 'limit', of: rule.of, condition: this.value(rule.condition), per: rule.per }
      case 'halt':
        return { ...base, kind: 'halt', flatten: rule.flatten, when: this.value(rule.when) }
    }
  }

  private trade({ kind, span, name, legs, terms, exit }: Trade<Terms>): Trade<Inputs> {
    return {
      kind,
      span,
      ...(name && { name }),
      legs: legs.map(({ on, amount }) => ({
        on: this.instrument(on),
        amount: typeof amount === 'string' ? amount : this.value(amount),
        counts: typeof amount === 'string' ? ('base' as const) : this.counts(amount, on),
      })),
      terms: this.terms(terms),
      exit: exit.map(rule => this.exit(rule)),
    }
  }

  private exit(rule: ExitRule<Terms>): ExitRule<Inputs> {
    if ('condition' in rule) return { kind: rule.kind, condition: this.value(rule.condition) }
    const watched = { sells: this.value(rule.watched.sells), buys: this.value(rule.watched.buys) }
    return { ...rule, price: this.value(rule.price), watched }
  }

  private terms({ at, values, within, by, as }: OrderTerms<Terms>): OrderTerms<Inputs> {
    return {
      at: at.map(term => this.value(term)),
      values: this.values(values),
      as,
      ...(within && {
        within: {
          to: this.value(within.to),
          ...(within.from && { from: this.value(within.from) }),
          ...(within.else && { else: within.else }),
        },
      }),
      ...(by && {
        by: { name: by.name, args: by.args.map(({ name, value }) => ({ name, value: this.value(value) })) },
      }),
    }
  }

  private holding(of: Holding<Terms>): Holding<Inputs> {
    if (of.kind === 'position') return { kind: 'position', on: this.instrument(of.on) }
    return { kind: 'owned', venue: this.text(of.venue), asset: this.text(of.asset) }
  }

  private wallet(of: Wallet<Terms>): Wallet<Inputs> {
    if ('chosen' in of) return { chosen: this.value(of.chosen) }
    return { venue: this.text(of.venue), ...(of.account && { account: of.account }) }
  }

  private piece(piece: Piece<Terms>): Piece<Inputs> {
    if (typeof piece === 'string') return piece
    return 'text' in piece ? { text: this.text(piece.text) } : { value: this.value(piece.value), show: piece.show }
  }

  /** The unit says whether an amount is a quantity or a notional. */
  private counts(term: Term, on: InstrumentRef): Counts {
    const { unit } = this.checked.units.of(term)
    return equal(unit, this.checked.units.asset(on.base)) ? 'base' : 'quote'
  }

  /** The asset whose amount a term is. */
  private assetOf(term: Term): Static<string> {
    const [factor] = this.checked.units.of(term).unit.values()
    const atom = factor?.atom
    return !atom || atom.kind === 'seconds' || atom.kind === 'variable' ? fixed('') : assetText(atom)
  }
}
