import type { Decl, File, Item, Signal } from '../ast/index.ts'
import { endsBeforeIn, level } from '../format/brackets.ts'
import { Clauses, type Entry, one } from './clauses.ts'
import { emit, type YamlMap } from './emit.ts'

type Node = Decl | Item

/** A file as YAML. Comments are left out, descriptions (`///`) are kept. */
export function toYaml(file: File): string {
  return emit(new Writer(file).nodes(file.decls))
}

class Writer extends Clauses {
  nodes(nodes: readonly Node[]): YamlMap[] {
    return nodes.map((node, i) => {
      const [head, ...rest] = this.entries(node)
      const docs: Entry[] = node.doc === undefined ? [] : [['doc', node.doc]]
      const apart = i > 0 && this.c.isApart(nodes[i - 1]!.span.end, node.span.start)
      return { map: [head!, ...docs, ...rest.filter(([, value]) => value !== undefined)], flow: false, apart }
    })
  }

  /** Between brackets where it stands on one line, and may. */
  private body(nodes: readonly Node[], inline = true): Entry {
    return ['body', { list: this.nodes(nodes), flow: inline && this.isInline(nodes) }]
  }

  private entries(d: Node): Entry[] {
    switch (d.kind) {
      case 'header':
        return [[d.what, d.name.name], ['in', d.reporting?.name], ['with', this.maybe(d.settings)]]
      case 'use':
        return [['use', d.quoted ? `"${d.path.name}"` : d.path.name], ['names', this.names(d.names)]]
      case 'venue':
        return [['venue', d.name.name], ['is', d.adapter.name], ['with', this.value(d.settings)]]
      case 'source':
        return [['source', d.name.name], ['is', this.value(d.is)], ['with', this.value(d.settings)]]
      case 'asset':
        return [['asset', d.name.name], ['with', this.maybe(d.settings)]]
      case 'peg':
        return [['peg', d.asset.name], ['is', d.equals.name], ['within', this.text(d.within)], ['by', this.text(d.by)]]
      case 'universe':
        return [['universe', d.name.name], ['of', d.of?.name], ['is', this.value(d.is)]]
      case 'param':
        return [['param', d.name.name], ['is', d.in && endsBeforeIn(d.is) ? this.text(d.is, level.atom) : this.value(d.is)], ['in', this.maybe(d.in)], ['per', this.names(d.per)]]
      case 'const':
      case 'let':
      case 'feature':
        return [[d.kind, d.name.name], ['is', this.value(d.is)]]
      case 'fn':
        return [['fn', this.signature(d)], ['is', this.value(d.is)]]
      case 'extern':
        return [['extern', `fn ${this.signature(d)}`], ['from', d.from.text.slice(1, -1)], ['with', this.maybe(d.settings)]]
      case 'label':
        return [['label', d.name.name], ['for', d.for?.name], ['is', this.value(d.is)]]
      case 'signal':
        return [['signal', payload(d)], ['is', this.maybe(d.is)], ['when', this.maybe(d.when)], ['for', this.maybe(d.for)]]
      case 'phase': {
        const steps = d.steps.map(s => one(['step', s.name.name], ['until', this.maybe(s.until)]))
        return [['phase', d.name.name], ['steps', { list: steps, flow: this.isInline(d.steps.map(s => s.name)) }]]
      }
      case 'model':
        return [['model', d.name.name], ['is', d.family.name + this.args(d)], ['per', this.names(d.per)], this.body(d.body)]
      case 'record':
        return [['record', this.text(d.on)], ['as', d.table.name], ['columns', this.columns(d)]]
      case 'cycle':
      case 'state':
        return [[d.kind, d.name.name], this.body(d.body, d.kind === 'state')]
      case 'on':
        return [['on', this.text(d.event)], ['when', this.maybe(d.when)], this.body(d.body)]
      case 'portfolio': {
        const items = { list: d.items.map(item => this.rule(item)), flow: this.isInline(d.items) }
        return [['portfolio', d.name.name], ['over', d.key.name], ['in', this.value(d.in)], ['at', this.value(d.at)], ['body', items]]
      }
      case 'risk':
        return [['risk', this.body(d.body)[1]]]
      case 'test':
        return [['test', d.title.text.slice(1, -1)], this.body(d.body)]
      case 'each':
        return [['each', this.keys(d)], ['where', this.maybe(d.where)], this.body(d.body, false)]
      case 'pair': {
        const most: Entry[] = [['at_most', this.maybe(d.most?.count)], ['by', this.maybe(d.most?.by)]]
        const keys = this.names([d.first, d.second])
        return [['pair', keys], ['in', this.value(d.in)], ['when', this.text(d.when)], ['keep', this.maybe(d.keep)], ...most, this.body(d.body, false)]
      }
      default:
        return this.clause(d)
    }
  } // biome-ignore format: a table
}

const payload = ({ name, payload: keys }: Signal) =>
  keys.length === 0 ? name.name : `${name.name}(${keys.map(key => key.name).join(', ')})`
