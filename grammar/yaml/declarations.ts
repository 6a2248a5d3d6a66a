import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import type { Decl, Item } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { type Clause, type Context, type Definition, definitions, terms } from './definition.ts'
import { mapped } from './mapped.ts'
import { isAbsent, type Value, Values } from './values.ts'

interface Entry {
  readonly key: string
  readonly offset: number
  readonly value: Value
}

/** Before the dash of an item, comments aside. */
const blankLine = /\n[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-[ \t]*$/

const unit = /^(?:ns|us|ms|s|m|h|d|w|bps)$/

/** Reads declarations, by their definitions. */
export class Declarations extends Values {
  /** Where declarations begin in the text of the language. */
  private readonly starts = new Set<number>()

  file(contents: Value): void {
    this.block('declarations', contents, 0, 'a strategy')
    this.out.say('\n', this.source.length)
  }

  /** Declarations that begin where none was meant to: within a value. */
  strays(decls: readonly Decl[]): Diagnostic[] {
    const strays = all(decls).filter(d => !this.starts.has(d.span.start))
    return strays.map(({ span: { start, end } }) => {
      return diagnostic('HVT1207', { span: { file: this.path, ...this.out.range(start, end) } }, {})
    })
  }

  private block(context: Context, node: Value, offset: number, what: string): undefined {
    if (!isSeq(node)) return this.refuse(node, offset, what, 'a list of declarations')
    let last = this.at(node, offset)
    for (const [i, item] of node.items.entries()) {
      const one = item as Value
      const start = this.at(one, offset)
      const apart = i > 0 && blankLine.test(this.source.slice(last, start))
      if (!isMap(one) || one.items.length === 0) {
        this.refuse(one, start, 'a declaration', 'a map')
        continue
      }
      this.out.say(node.flow ? ' ' : `${apart ? '\n' : ''}${this.out.text.endsWith('\n') ? '' : '\n'}`, start)
      this.declaration(context, one)
      last = start
    }
    this.out.say(node.flow ? ' ' : '\n', this.out.at.at(-1) ?? offset)
  }

  private declaration(context: Context, node: YAMLMap): undefined {
    const entries = node.items.flatMap(pair => this.entry(pair))
    const [head, ...rest] = entries
    if (!head) return
    const known = Object.keys(definitions[context])
    const definition = known.includes(head.key) ? definitions[context][head.key]! : undefined
    if (!definition) {
      const about = { found: head.key, nearest: nearest(head.key, known), known }
      this.diagnostics.push(diagnostic('HVT1203', this.place(head.key, head.offset), about))
      return
    }
    const keys = [...definition.clauses.map(c => c.key), ...(context === 'declarations' ? ['doc'] : [])]
    this.check(definition, head, rest, keys)
    this.description(rest.find(e => e.key === 'doc'))
    this.head(context, head, definition)
    for (const [clause, entry] of ordered(definition.clauses, rest)) this.clause(clause, entry, head.key)
  }

  private check({ clauses }: Definition, head: Entry, rest: readonly Entry[], keys: readonly string[]): void {
    const unknown = rest.filter(({ key }) => !keys.includes(key))
    for (const { key, offset } of unknown) {
      const about = { key, of: head.key, known: keys, nearest: nearest(key, keys) }
      this.diagnostics.push(diagnostic('HVT1204', this.place(key, offset), about))
    }
    const again = rest.filter(({ key }, i) => rest.findIndex(other => other.key === key) < i && keys.includes(key))
    for (const { key, offset } of again) this.diagnostics.push(diagnostic('HVT1206', this.place(key, offset), { key }))
    // An unknown key is mostly the missing one.
    if (unknown.length > 0) return
    const missing = clauses.filter(c => !c.optional && rest.every(e => e.key !== c.key))
    for (const { key } of missing) {
      this.diagnostics.push(diagnostic('HVT1205', this.place(head.key, head.offset), { key, of: head.key }))
    }
  }

  private place(key: string, start: number) {
    return { span: { file: this.path, start, end: start + key.length }, text: this.source }
  }

  private entry({ key, value }: Pair): Entry[] {
    const node = key as Value
    if (isScalar(node) && this.filled(node)) {
      return [{ key: mapped(this.source, node).text, offset: node.range![0], value: value as Value }]
    }
    this.refuse(node, 0, 'a key', 'a name')
    return []
  }

  private description(doc: Entry | undefined): undefined {
    if (!doc) return
    if (!isScalar(doc.value)) return this.refuse(doc.value, doc.offset, '`doc`', 'a text')
    if (!this.out.text.endsWith('\n')) this.out.say('\n', doc.offset)
    const { text } = mapped(this.source, doc.value)
    for (const line of text.replace(/\n$/, '').split('\n'))
      this.out.say(`/// ${line}`.trimEnd().concat('\n'), doc.offset)
  }

  private head(context: Context, head: Entry, { head: clause }: Definition): undefined {
    if (context === 'steps') {
      // A step that reads as a unit does not stand on the line of a number.
      if (isScalar(head.value) && unit.test(String(head.value.source))) this.out.say('\n', head.offset)
      return this.clause(clause, head, head.key)
    }
    this.starts.add(this.out.text.length)
    this.out.add({ text: head.key, at: [...head.key].map((_, i) => head.offset + i) })
    this.clause(clause, head, head.key)
  }

  private clause({ what, before, after }: Clause, { key, offset, value }: Entry, of: string): undefined {
    const about = key === of ? `\`${of}\`` : `\`${key}\` of \`${of}\``
    if (what === 'flag') return this.flag(value, offset, about, before)
    if (what === 'nameless' && isAbsent(value)) return
    if (what === 'columns') {
      this.out.say(' ', offset)
      if (isMap(value)) return this.fields(this.out, value, about, (v, at) => this.column(v, at, about))
      return this.refuse(value, offset, about, 'a map of columns')
    }
    this.out.say(before, offset)
    switch (what) {
      case 'name':
      case 'nameless':
        this.name(value, offset, about)
        break
      case 'phrase':
        this.phrase(value, offset, about)
        break
      case 'names':
        this.names(value, offset, about)
        break
      case 'text':
        this.quoted(value, offset, about)
        break
      case 'value':
      case 'operand':
        this.value(value, offset, about, what === 'operand')
        break
      case 'keys':
      case 'legs':
        this.pairs(value, offset, about, what === 'keys' ? ' in ' : ': ')
        break
      case 'events':
        if (!isSeq(value)) this.refuse(value, offset, about, 'a list of events')
        else value.items.forEach((event, i) => {
          if (i > 0) this.out.say(', ', this.at(event as Value, offset))
          this.phrase(event as Value, offset, about)
        }) // biome-ignore format: short
        break
      default:
        this.block(what, value, offset, about)
    }
    this.out.say(after, this.out.at.at(-1) ?? offset)
  }

  private flag(value: Value, offset: number, about: string, before: string): undefined {
    const word = isScalar(value) ? value.source : undefined
    if (word !== 'true' && word !== 'false') return this.refuse(value, offset, about, '`true` or `false`')
    if (word === 'true') this.out.say(before, offset)
  }

  private column(value: Value, offset: number, about: string): undefined {
    if (isScalar(value) && / as /.test(String(value.source))) this.phrase(value, offset, about)
    else this.value(value, offset, about)
  }

  /** `s in symbols, v in venues`, `cheap: +size, dear: -size` */
  private pairs(value: Value, offset: number, about: string, between: string): undefined {
    if (!isMap(value)) return this.refuse(value, offset, about, 'a map')
    value.items.forEach((pair, i) => {
      const key = pair.key as Value
      const at = this.at(key, offset)
      if (i > 0) this.out.say(', ', at)
      if (between === ' in ') this.name(key, at, about)
      else this.value(key, at, about, true)
      this.out.say(between, at)
      this.value(pair.value as Value, at, about, true)
    })
  }
}

/** Clauses in the order of the language; terms of an order among themselves as they are written. */
function ordered(clauses: readonly Clause[], entries: readonly Entry[]): [Clause, Entry][] {
  const written = (some: readonly Clause[]) => entries.flatMap((entry): [Clause, Entry][] => {
    const clause = some.find(c => c.key === entry.key)
    return clause ? [[clause, entry]] : []
  }) // biome-ignore format: short
  return clauses.flatMap(clause => {
    if (clause === terms[0]) return written(terms)
    return terms.includes(clause) ? [] : written([clause])
  })
}

/** Declarations and the items of their blocks, at any depth. */
function all(nodes: readonly (Decl | Item)[]): (Decl | Item)[] {
  return nodes.flatMap(node => [node, ...('body' in node ? all(node.body) : [])])
}
