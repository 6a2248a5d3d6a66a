import type { Arg, Each, Expr, File, FnParam, Ident, RecordDecl, RecordExpr, TypeExpr } from '../ast/index.ts'
import { params as paramsDoc, type as typeDoc } from '../format/about.ts'
import { level } from '../format/brackets.ts'
import { Comments } from '../format/comments.ts'
import { args as argsDoc, expr } from '../format/expressions.ts'
import type { Doc } from '../format/layout/doc.ts'
import { render } from '../format/layout/render.ts'
import type { Yaml, YamlMap } from './emit.ts'

/** Expressions and other parts of declarations as values of YAML. */
export class Texts {
  protected readonly c: Comments

  constructor({ text }: Pick<File, 'text'>) {
    this.c = new Comments({ comments: [], text })
  }

  private lines(doc: Doc): string {
    return render(doc).map(line => line.code).join('\n') // biome-ignore format: short
  }

  /** In the words of the language. */
  protected text(e: Expr, demanded: number = level.expr): string {
    return this.lines(expr(this.c, e, demanded))
  }

  /** Records and lists in the form of YAML, all else as a text. */
  protected value(e: Expr): Yaml {
    if (e.kind === 'list') return { list: e.items.map(item => this.value(item)), flow: true }
    return e.kind === 'record' ? this.record(e) : this.text(e)
  }

  protected maybe(e: Expr | undefined): Yaml {
    return e && this.value(e)
  }

  private record({ fields }: RecordExpr): Yaml {
    const flow = !fields[0] || !this.c.beginsLine(fields[0].name.span.start)
    return { map: fields.map(({ name, value }) => [name.name, isShort(name, value) ? undefined : this.value(value)]), flow } // biome-ignore format: short
  }

  protected columns({ columns }: RecordDecl): YamlMap {
    const value = (of: Expr, as: TypeExpr) =>
      `${this.text(of, of.kind === 'if' ? level.atom : level.expr)} as ${this.lines(typeDoc(this.c, as))}`
    return {
      map: columns.map(({ name, value: of, type: as }) => {
        if (as) return [name.name, value(of, as)]
        return [name.name, isShort(name, of) ? undefined : this.value(of)]
      }),
      flow: !this.c.beginsLine(columns[0]!.name.span.start),
    }
  }

  protected keys({ keys }: Each): YamlMap {
    return { map: keys.map(({ name, in: of }) => [name.name, this.value(of)]), flow: true }
  }

  protected names(all: readonly Ident[] | undefined): Yaml {
    return all && { list: all.map(one => one.name), flow: true }
  }

  protected signature(of: { name: Ident; params: readonly FnParam[]; returns?: TypeExpr }): string {
    const returns = of.returns ? [': ', typeDoc(this.c, of.returns)] : []
    return this.lines([of.name.name, paramsDoc(this.c, of.params), ...returns])
  }

  protected args({ args }: { args?: readonly Arg[] }): string {
    return args ? this.lines(argsDoc(this.c, args, Number.POSITIVE_INFINITY)) : ''
  }

  /** Do they stand on the line of what they belong to, and on no other? */
  protected isInline(nodes: readonly { readonly span: { readonly start: number; readonly end: number } }[]): boolean {
    const [first] = nodes
    const apart = nodes.some(({ span }, i) => i > 0 && this.c.isApart(nodes[i - 1]!.span.end, span.start))
    return first !== undefined && !apart && !this.c.beginsLine(first.span.start)
  }
}

/** `b` for `b: b`. */
const isShort = (name: Ident, value: Expr) => value.kind === 'name' && value.span.start === name.span.start
