import type { Edge, ExitRule, Given, Item, OrderTerm, PortfolioItem, Promote, Trade, When } from '../ast/index.ts'
import { level } from '../format/brackets.ts'
import { numberText } from '../format/literals.ts'
import type { Yaml, YamlMap } from './emit.ts'
import { Texts } from './texts.ts'

export type Entry = readonly [key: string, value: Yaml]

/** A map of the entries that have a value. */
export const one = (...entries: readonly Entry[]): YamlMap => ({
  map: entries.filter(([, value]) => value !== undefined),
  flow: false,
})

type Clause = Exclude<Item, { kind: 'let' | 'state' }>

/** What stands in the blocks of declarations. */
export class Clauses extends Texts {
  protected clause(d: Clause): Entry[] {
    switch (d.kind) {
      case 'to':
        return [['to', d.state.name], ...this.edge(d.edge)]
      case 'quote':
        return [['quote', d.side.name], ['on', this.value(d.on)], ...this.terms(d.terms), ...this.when(d.when)]
      case 'target':
        return [['target', this.text(d.what)], ['is', this.value(d.is)], ...this.terms(d.terms), ...this.when(d.when)]
      case 'trade':
        return [['trade', d.name?.name], ['legs', this.legs(d)], ...this.terms(d.terms), this.exit(d.exit)]
      case 'order':
        return [[d.side, this.text(d.instrument)], ...this.terms(d.terms), this.exit(d.exit)]
      case 'transfer':
        return [['transfer', this.text(d.amount)], ['from', this.value(d.from)], ['to', this.value(d.to)], ['by', this.maybe(d.by)]]
      case 'retrain':
        return [['retrain', d.model.name]]
      case 'optimize': {
        const [better, by] = d.promote ? this.promote(d.promote) : []
        return [['optimize', this.value(d.params)], ['on_last', this.value(d.last)], ['objective', this.value(d.objective)], ['promote', better], ['better_by', by]]
      }
      case 'veto':
        return [['veto', d.text.text.slice(1, -1)], ...this.when(d.when)]
      case 'require':
        return [['require', this.text(d.condition)]]
      case 'cooldown':
        return [['cooldown', this.text(d.is)], ['per', this.names(d.per)]]
      case 'limit': {
        const per = d.per && 'text' in d.per ? d.per.text : this.names(d.per)
        return [['limit', this.text(d.condition)], ['per', per]]
      }
      case 'halt':
        return [['halt', 'true'], ['flatten', d.flatten ? 'true' : undefined], ...this.when(d.when)]
      case 'alert':
        return [['alert', d.text.text.slice(1, -1)], ...this.when(d.when), ['via', this.maybe(d.via)]]
      case 'given':
        return [['given', this.text(d.stream)], ['is', this.maybe(d.is)], ['events', d.events && this.events(d.events)]]
      case 'expect':
        return [['expect', this.text(d.condition)], [d.hold, this.value(d.time)]]
      case 'predict':
        return [['predict', this.text(d.label)], ['last', this.maybe(d.last)], ['from', this.value(d.from)], ['on', this.maybe(d.on)]]
      case 'rows':
        return [['rows', `${d.each} ${this.text(d.clock, level.arith)}`], ['at_most', this.maybe(d.pending)]]
      case 'train':
        return [['train', `every ${this.text(d.every, level.arith)}`], ['on_last', this.maybe(d.last)], ['at_least', this.maybe(d.least)]]
      case 'validate':
        return [['validate', this.text(d.by)]]
      case 'promote': {
        const [better, by] = this.promote(d)
        return [['promote', better], ['better_by', by]]
      }
      case 'fitted_until':
        return [['fitted_until', d.date.text]]
    }
  } // biome-ignore format: a table

  protected rule(p: PortfolioItem): YamlMap {
    if (p.kind !== 'rank') return one([p.kind, this.text(p.is)])
    return one([p.side, `${p.end} ${this.text(p.count, level.arith)}`], ['by', this.text(p.by)])
  }

  private promote({ when, by }: Promote): [Yaml, Yaml] {
    return [this.value(when), this.maybe(by)]
  }

  private when(when: When | undefined): Entry[] {
    return when ? [['when', this.value(when.condition)], ['for', this.maybe(when.for)]] : [] // biome-ignore format: short
  }

  private edge(edge: Edge): Entry[] {
    return edge.kind === 'when' ? this.when(edge) : [[edge.kind, this.value(edge.is)]]
  }

  private terms(terms: readonly OrderTerm[]): Entry[] {
    return terms.flatMap((t): Entry[] => {
      if (t.kind === 'as_term') return [['as', this.names(t.words)]]
      return t.kind === 'value_term'
        ? [[t.word, this.value(t.is)]]
        : [['within', this.value(t.is)], ['else', t.else?.name]] // biome-ignore format: short
    })
  }

  private legs({ legs }: Trade): Yaml {
    return { map: legs.map(({ instrument, amount }) => [this.text(instrument, level.postfix), this.value(amount)]), flow: true }
  } // biome-ignore format: short

  private exit(rules: readonly ExitRule[] | undefined): Entry {
    const list = rules?.map(r => {
      if (!('at' in r)) return one(...this.edge(r))
      return one([r.kind, this.text(r.at)], ['by', r.by?.name], ['resting', r.resting ? 'true' : undefined])
    })
    return ['exit', list && { list, flow: this.isInline(rules!) }]
  }

  private events(events: NonNullable<Given['events']>): Yaml {
    const list = events.map(e => {
      if (e.kind === 'given_value') return `${e.at.text} ${this.text(e.is)}`
      return `${e.at.text} ${e.side} ${numberText(e.quantity)} @ ${this.text(e.price, level.arith)}`
    })
    return { list, flow: false }
  }
}
