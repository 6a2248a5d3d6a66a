import { Bytes } from './bytes.ts'
import { type Action, type Callee, type Expression, type Type, typeCodes } from './code.ts'
import { Func } from './func.ts'
import { inlined } from './inline.ts'

/** A mutable global; as an expression, its present value. */
export interface Global<T extends Type> extends Expression<T> {
  set(value: Expression<T>): Action
}

/** A WebAssembly module in the making: functions from its host, one memory, one table of functions. */
export class Module {
  private readonly types: string[] = []
  private readonly imports: { readonly of: string; readonly name: string; readonly func: Func }[] = []
  private readonly funcs: Func[] = []
  private readonly table: Func[] = []
  private readonly globals: { readonly type: Type; readonly initial: number }[] = []
  private readonly exports: { readonly name: string; readonly func: Func }[] = []

  func<const P extends readonly Type[], R extends Type | undefined>(parameters: P, result: R): Func<R> {
    const func = new Func(this.typeIndex(parameters, result), parameters, result)
    this.funcs.push(func)
    return func
  }

  /** A function that the host gives under two names. */
  importFunc<const P extends readonly Type[], R extends Type | undefined>(
    of: string,
    name: string,
    parameters: P,
    result: R,
  ): Func<R> {
    const func = new Func(this.typeIndex(parameters, result), parameters, result)
    this.imports.push({ of, name, func })
    return func
  }

  /** Puts a function into the table and returns its index there. */
  entry(func: Func): number {
    return this.table.push(func) - 1
  }

  global<T extends 'i32' | 'f64'>(type: T, initial: number): Global<T> {
    const index = this.globals.push({ type, initial }) - 1
    return {
      type,
      write: code => {
        code.byte(0x23)
        code.unsigned(index)
      },
      set: value => ({
        write: code => {
          value.write(code)
          code.byte(0x24)
          code.unsigned(index)
        },
      }),
    }
  }

  exportFunc(name: string, func: Func): void {
    this.exports.push({ name, func })
  }

  /**
   * The finished module; its memory is exported as `memory`.
   * @param memory Its size in bytes; what stands where at the start.
   */
  finish(memory: { readonly bytes: number; readonly at: number; readonly data: Uint8Array }): Uint8Array {
    const pages = Math.ceil(memory.bytes / 65_536)
    const indexes = this.linked()
    const funcs = this.funcs.filter(func => indexes.has(func))
    const to = new Bytes()
    to.raw(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))
    section(to, 1, this.types, (type, s) => s.raw(Uint8Array.from(type, c => c.charCodeAt(0))))
    if (this.imports.length > 0)
      section(to, 2, this.imports, ({ of, name, func }, s) => {
        s.name(of)
        s.name(name)
        s.byte(0)
        s.unsigned(func.typeIndex)
      })
    section(to, 3, funcs, (func, s) => s.unsigned(func.typeIndex))
    section(to, 4, [this.table.length], (size, s) => {
      for (const byte of [0x70, 1]) s.byte(byte)
      s.unsigned(size)
      s.unsigned(size)
    })
    section(to, 5, [pages], (size, s) => {
      s.byte(1)
      s.unsigned(size)
      s.unsigned(size)
    })
    section(to, 6, this.globals, ({ type, initial }, s) => {
      s.byte(typeCodes[type])
      s.byte(1)
      s.byte(type === 'f64' ? 0x44 : 0x41)
      if (type === 'f64') s.f64(initial)
      else s.signed(BigInt(initial))
      s.byte(END)
    })
    section(to, 7, [...this.exports, { name: 'memory', func: undefined }], ({ name, func }, s) => {
      s.name(name)
      s.byte(func ? 0 : 2)
      s.unsigned(func ? indexes.get(func)! : 0)
    })
    section(to, 9, [this.table], (funcs, s) => {
      place(s, 0)
      s.unsigned(funcs.length)
      for (const func of funcs) s.unsigned(indexes.get(func)!)
    })
    section(to, 10, funcs, (func, s) => func.write(s, called => indexes.get(called)))
    section(to, 11, [memory], ({ at, data }, s) => {
      place(s, at)
      s.unsigned(data.length)
      s.raw(data)
    })
    return to.finish()
  }

  /** The functions that are called, with their indexes, those of the host first: the others stand in place of their calls. */
  private linked(): ReadonlyMap<Callee, number> {
    const otherwise = new Set([...this.table, ...this.exports.map(({ func }) => func)])
    const gone = inlined(this.funcs, otherwise)
    const all = [...this.imports.map(({ func }) => func), ...this.funcs.filter(func => !gone.has(func))]
    return new Map(all.map((func, index) => [func, index]))
  }

  private typeIndex(parameters: readonly Type[], result: Type | undefined): number {
    const list = (types: readonly Type[]) => [types.length, ...types.map(type => typeCodes[type])]
    const type = String.fromCharCode(0x60, ...list(parameters), ...list(result ? [result] : []))
    const known = this.types.indexOf(type)
    return known >= 0 ? known : this.types.push(type) - 1
  }
}

const END = 0x0b

function section<T>(to: Bytes, id: number, items: readonly T[], write: (item: T, section: Bytes) => void): void {
  to.byte(id)
  to.sized(s => {
    s.unsigned(items.length)
    for (const item of items) write(item, s)
  })
}

/** The head of a segment: the first memory or table, from an offset on. */
function place(to: Bytes, offset: number): void {
  to.unsigned(0)
  to.byte(0x41)
  to.signed(BigInt(offset | 0))
  to.byte(END)
}
