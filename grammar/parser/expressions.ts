import type { IToken } from 'chevrotain'
import type { Expr } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { climb, type Operand, type Operator } from './operators.ts'
import { PrimaryParser } from './primary.ts'

type Items = (Operand | Operator)[]

/** Operators. Logic and arithmetic are each one flat list, which `climb` turns into a tree. */
export abstract class ExpressionParser extends PrimaryParser {
  expr = this.RULE(
    'expr',
    (): Expr => this.OR([{ ALT: () => this.SUBRULE(this.choice) }, { ALT: () => this.SUBRULE(this.logic) }]),
  )

  private choice = this.RULE('choice', (): Expr => {
    const first = this.CONSUME(word('if'))
    const condition = this.SUBRULE(this.expr)
    this.CONSUME(word('then'))
    const then = this.SUBRULE1(this.expr)
    this.CONSUME(word('else'))
    const otherwise = this.SUBRULE2(this.expr)
    return this.ACTION(() => ({ kind: 'if', condition, then, else: otherwise, span: this.spanFrom(first) }))
  })

  clocked = this.RULE('clocked', (): Expr => {
    const of = this.SUBRULE(this.expr)
    return (
      this.OPTION(() =>
        this.OR<Expr>([
          {
            ALT: () => {
              this.CONSUME(word('on'))
              const clock = this.SUBRULE1(this.expr)
              return this.ACTION(() => ({ kind: 'on', of, clock, span: this.spanTo(of) }))
            },
          },
          {
            ALT: () => {
              this.CONSUME(word('for'))
              const lasting = this.SUBRULE(this.arith)
              return this.ACTION(() => ({ kind: 'lasting', of, for: lasting, span: this.spanTo(of) }))
            },
          },
        ]),
      ) ?? of
    )
  })

  private logic = this.RULE('logic', (): Expr => {
    const items: Items = []
    this.MANY(() => this.push(items, this.CONSUME(word('not')), true))
    this.pushOperand(items, this.SUBRULE(this.arith))
    this.MANY1(() => {
      this.SUBRULE(this.logicOperator, { ARGS: [items] })
      this.MANY2(() => this.push(items, this.CONSUME1(word('not')), true))
      this.pushOperand(items, this.SUBRULE1(this.arith))
    })
    return this.ACTION(() => this.tree(items))
  })

  private logicOperator = this.RULE('logicOperator', (items: Items): void => {
    this.OR([
      { ALT: () => this.push(items, this.CONSUME(word('and'))) },
      { ALT: () => this.push(items, this.CONSUME(word('or'))) },
      { ALT: () => this.push(items, this.CONSUME(kind.Compare)) },
      { ALT: () => this.push(items, this.CONSUME(kind.Range)) },
      { ALT: () => this.push(items, this.CONSUME(word('in'))) },
      {
        ALT: () => {
          const not = this.CONSUME(word('not'))
          this.CONSUME1(word('in'))
          this.ACTION(() => items.push({ op: 'not in', prefix: false, span: this.spanFrom(not) }))
        },
      },
    ])
  })

  arith = this.RULE('arith', (): Expr => {
    const items: Items = []
    this.MANY(() => this.push(items, this.CONSUME(kind.Sign), true))
    this.pushOperand(items, this.SUBRULE(this.postfix))
    this.MANY1(() => {
      this.push(items, this.CONSUME(kind.ArithOperator))
      this.MANY2(() => this.push(items, this.CONSUME1(kind.Sign), true))
      this.pushOperand(items, this.SUBRULE1(this.postfix))
    })
    return this.ACTION(() => this.tree(items))
  })

  /** `a .. b` without logic around it: a param's limits, the keys of an `each`. */
  range = this.RULE('range', (): Expr => {
    const items: Items = []
    this.pushOperand(items, this.SUBRULE(this.arith))
    this.OPTION(() => {
      this.push(items, this.CONSUME(kind.Range))
      this.pushOperand(items, this.SUBRULE1(this.arith))
    })
    return this.ACTION(() => this.tree(items))
  })

  private push(items: Items, token: IToken, prefix = false): void {
    this.ACTION(() => items.push({ op: token.image as Operator['op'], prefix, span: this.spanOf(token) }))
  }

  private pushOperand(items: Items, expr: Expr): void {
    this.ACTION(() => items.push(this.operand(expr)))
  }

  private tree(items: Items): Expr {
    const { expr, outer } = climb(items, this.content, this.report)
    return this.bracketed(expr, outer)
  }
}
