import { Bytes } from './bytes.ts'

export type Type = 'i32' | 'i64' | 'f64'

/** Something to do; leaves nothing on the stack. */
export interface Action {
  readonly write: (code: Code) => void
}

/** Something that leaves one value. Writing it twice evaluates it twice. */
export interface Expression<T extends Type = Type> extends Action {
  readonly type: T
}

export type I32 = Expression<'i32'>
export type I64 = Expression<'i64'>
export type F64 = Expression<'f64'>

export const typeCodes: Readonly<Record<Type, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c }

/** An instruction without immediates that takes its operands from the stack. */
export function operation<T extends Type>(type: T, opcode: number, ...operands: readonly Expression[]): Expression<T> {
  return {
    type,
    write: code => {
      for (const operand of operands) operand.write(code)
      code.byte(opcode)
    },
  }
}

/** A local variable or parameter; as an expression, its present value. */
export class Local<T extends Type = Type> implements Expression<T> {
  constructor(
    readonly type: T,
    readonly index: number,
  ) {}

  readonly write = (code: Code): void => {
    code.local(0x20, this.index)
  }

  set(value: Expression<T>): Action {
    return {
      write: code => {
        value.write(code)
        code.local(0x21, this.index)
      },
    }
  }

  /** Sets it and is its new value. */
  tee(value: Expression<T>): Expression<T> {
    return {
      type: this.type,
      write: code => {
        value.write(code)
        code.local(0x22, this.index)
      },
    }
  }
}

/** A function as a caller sees it. */
export interface Callee {
  readonly parameters: readonly Type[]
  /** Types of its variables besides the parameters. */
  readonly locals: readonly Type[]
  readonly result: Type | undefined
  readonly writeBody: (code: Code) => void
}

/** Where functions of a module go: the index of one that is called, undefined for one that stands in place of its call. */
export type Linkage = (func: Callee) => number | undefined

/** The code of one function in the making, with that of the functions that stand in it in place of their calls. */
export class Code extends Bytes {
  /** Types of all local variables, parameters first. */
  readonly locals: Type[]
  /** Blocks that are open, and how many of them are loops. */
  private depth = 0
  private loops = 0
  /** Of the function that is being written: where its local variables begin; the block that it ends with. */
  private first = 0
  private end: number | undefined

  constructor(
    func: Callee,
    private readonly linkage: Linkage,
  ) {
    super()
    this.locals = [...func.parameters, ...func.locals]
    func.writeBody(this)
  }

  local(opcode: number, index: number): void {
    this.byte(opcode)
    this.unsigned(this.first + index)
  }

  open(opcode: number, result?: Type): void {
    this.byte(opcode)
    this.byte(result ? typeCodes[result] : NOTHING)
    this.depth++
    if (opcode === LOOP) this.loops++
  }

  close(opcode?: number): void {
    this.byte(END)
    this.depth--
    if (opcode === LOOP) this.loops--
  }

  /** Ends the function that is being written; its result is on the stack. */
  leave(): void {
    if (this.end === undefined) this.byte(RETURN)
    else {
      this.byte(BRANCH)
      this.unsigned(this.depth - this.end)
    }
  }

  call(func: Callee, values: readonly Expression[]): void {
    for (const value of values) value.write(this)
    const index = this.linkage(func)
    if (index === undefined) this.inline(func)
    else {
      this.byte(CALL)
      this.unsigned(index)
    }
  }

  /** Writes a function whose arguments are on the stack. */
  private inline(func: Callee): void {
    const { first, end } = this
    this.first = this.locals.push(...func.parameters, ...func.locals) - func.parameters.length - func.locals.length
    for (let p = func.parameters.length - 1; p >= 0; p--) this.local(SET, p)
    // Elsewhere they are 0 because they are as fresh as those of a function that is entered.
    if (this.loops > 0) for (const [k, type] of func.locals.entries()) this.zero(func.parameters.length + k, type)
    this.open(BLOCK, func.result)
    this.end = this.depth
    func.writeBody(this)
    this.close()
    this.first = first
    this.end = end
  }

  private zero(local: number, type: Type): void {
    if (type === 'f64') {
      this.byte(0x44)
      this.f64(0)
    } else {
      this.byte(type === 'i32' ? 0x41 : 0x42)
      this.byte(0)
    }
    this.local(SET, local)
  }
}

const BLOCK = 0x02
export const LOOP = 0x03
const END = 0x0b
const BRANCH = 0x0c
const RETURN = 0x0f
const CALL = 0x10
const SET = 0x21
const NOTHING = 0x40
