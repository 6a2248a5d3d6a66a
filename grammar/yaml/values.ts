import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { level, levelOf } from '../format/brackets.ts'
import { parseExpression } from '../parse.ts'
import { MappedText, mapped } from './mapped.ts'
import { movedDiagnostic } from './spans.ts'

/** What YAML gives for a key or a value; null where nothing is written. */
export type Value = Node | null | undefined

/** Reads expressions, names and texts from YAML into the text of the language. */
export class Values {
  readonly out = new MappedText()
  readonly diagnostics: Diagnostic[] = []

  constructor(
    protected readonly path: string,
    protected readonly source: string,
  ) {}

  /** `expected`: as in "is ..., not nothing". */
  protected refuse(node: Value, offset: number, what: string, expected: string): undefined {
    const [start, end] = node?.range ?? [offset, offset + 1]
    // What is missing at the end of the file has no character to point at.
    const span = { file: this.path, start, end: Math.min(Math.max(end, start + 1), this.source.length) }
    this.diagnostics.push(diagnostic('HVT1202', { span }, { what, expected, found: found(node) }))
  }

  protected at(node: Value, otherwise: number): number {
    return node?.range?.[0] ?? otherwise
  }

  protected filled(node: Value): node is Scalar {
    return isScalar(node) && (node.source ?? '') !== ''
  }

  /** A text of the language as it is written. */
  protected phrase(node: Value, offset: number, what: string, pattern?: RegExp): undefined {
    if (!this.filled(node)) return this.refuse(node, offset, what, pattern ? 'a name' : 'a text')
    const piece = mapped(this.source, node)
    if (pattern && !pattern.test(piece.text)) return this.refuse(node, offset, what, 'a name')
    this.out.add(piece)
    this.endComment(piece.text)
  }

  protected name(node: Value, offset: number, what: string): undefined {
    this.phrase(node, offset, what, /^[\w.*/]+$/)
  }

  /** A name or a list of them. */
  protected names(node: Value, offset: number, what: string): undefined {
    if (!isSeq(node)) return this.name(node, offset, what)
    node.items.forEach((item, i) => {
      if (i > 0) this.out.say(', ', this.at(item as Value, offset))
      this.name(item as Value, offset, what)
    })
  }

  /** The inside of a text of the language. */
  protected quoted(node: Value, offset: number, what: string): undefined {
    if (!isScalar(node)) return this.refuse(node, offset, what, 'a text')
    const piece = mapped(this.source, node)
    const whole = new MappedText()
    whole.say('"', this.at(node, offset))
    whole.add(piece)
    whole.say('"', Math.max(this.at(node, offset), node.range![1] - 1))
    this.checked(whole)
    this.out.add(piece)
  }

  /** An expression that is right by itself; as an operand in brackets where its place may demand them. */
  protected value(node: Value, offset: number, what: string, operand = false): undefined {
    const text = new MappedText()
    this.expression(text, node, offset, what)
    const expr = this.checked(text)
    const brackets = operand && expr !== undefined && levelOf(expr) < level.postfix
    if (brackets) this.out.say('(', text.at[0]!)
    this.out.add(text)
    this.endComment(text.text)
    if (brackets) this.out.say(')', text.at.at(-1)!)
  }

  private checked(text: MappedText) {
    if (text.text === '') return undefined
    const { expr, diagnostics } = parseExpression(this.path, text.text)
    const errors = diagnostics.filter(d => d.severity === 'error')
    for (const d of errors) this.diagnostics.push(movedDiagnostic(d, text, this.source))
    return expr
  }

  private expression(to: MappedText, node: Value, offset: number, what: string): undefined {
    if (isSeq(node)) this.list(to, node, what)
    else if (isMap(node)) this.record(to, node, what)
    else if (this.filled(node)) to.add(mapped(this.source, node))
    else this.refuse(node, offset, what, 'an expression')
  }

  private list(to: MappedText, { items, range }: YAMLSeq, what: string): undefined {
    const [start, end] = range!
    to.say('[', start)
    items.forEach((item, i) => {
      if (i > 0) to.say(', ', this.at(item as Value, start))
      this.expression(to, item as Value, start, what)
    })
    to.say(']', end - 1)
  }

  private record(to: MappedText, node: YAMLMap, what: string): undefined {
    this.fields(to, node, what, (value, offset) => this.expression(to, value, offset, what))
  }

  /** Fields between braces; one a line where the YAML has no braces. */
  protected fields(
    to: MappedText,
    node: YAMLMap,
    what: string,
    value: (node: Value, offset: number) => void,
  ): undefined {
    const [start, end] = node.range!
    to.say(node.flow ? '{ ' : '{\n', start)
    for (const [i, pair] of node.items.entries()) {
      const key = pair.key as Value
      const offset = this.at(key, start)
      if (i > 0) to.say(node.flow ? ', ' : ',\n', offset)
      if (!this.filled(key)) {
        this.refuse(key, start, `a key of ${what}`, 'a name')
        continue
      }
      to.add(mapped(this.source, key))
      const of = pair.value as Value
      if (isAbsent(of)) continue
      to.say(': ', offset)
      value(of, offset)
    }
    to.say(node.flow ? ' }' : '\n}', end - 1)
  }

  /** A comment of the language does not run on into what follows. */
  protected endComment(text: string): void {
    if (text.slice(text.lastIndexOf('\n') + 1).includes('//')) this.out.say('\n', this.out.at.at(-1)!)
  }
}

/** Nothing is written there; quotes without a text are something. */
export const isAbsent = (node: Value): boolean =>
  !node || (isScalar(node) && node.type === 'PLAIN' && node.source === '')

function found(node: Value): string {
  if (isMap(node)) return node.items.length > 0 ? 'a map' : 'an empty map'
  if (isSeq(node)) return 'a list'
  if (isScalar(node)) return node.source ? `\`${node.source}\`` : 'nothing'
  return node ? 'an alias' : 'nothing'
}
