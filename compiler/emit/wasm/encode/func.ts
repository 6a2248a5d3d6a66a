import type { Bytes } from './bytes.ts'
import { type Action, type Callee, Code, type Linkage, Local, type Type, typeCodes } from './code.ts'

/** A function of a module. It can be called before its body is known. */
export class Func<R extends Type | undefined = Type | undefined> implements Callee {
  readonly locals: Type[] = []
  private body: readonly Action[] = []

  /** Made by `Module`. */
  constructor(
    readonly typeIndex: number,
    readonly parameters: readonly Type[],
    readonly result: R,
  ) {}

  parameter<T extends Type>(index: number, type: T): Local<T> {
    if (this.parameters[index] !== type) throw new TypeError(`parameter ${index} is no ${type}`)
    return new Local(type, index)
  }

  /** A new local, 0 when the function is entered. */
  local<T extends Type>(type: T): Local<T> {
    return new Local(type, this.parameters.length + this.locals.push(type) - 1)
  }

  /** A function that returns something must do so by `give`. */
  does(...body: readonly Action[]): void {
    this.body = body
  }

  write(to: Bytes, linkage: Linkage): void {
    const body = new Code(this, linkage)
    to.sized(code => {
      const runs: { type: Type; count: number }[] = []
      for (const type of body.locals.slice(this.parameters.length)) {
        const last = runs.at(-1)
        if (last?.type === type) last.count++
        else runs.push({ type, count: 1 })
      }
      code.unsigned(runs.length)
      for (const { type, count } of runs) {
        code.unsigned(count)
        code.byte(typeCodes[type])
      }
      code.raw(body.finish())
      code.byte(END)
    })
  }

  writeBody(code: Code): void {
    for (const action of this.body) action.write(code)
    // The end is never reached where something is to be returned.
    if (this.result) code.byte(UNREACHABLE)
  }
}

const UNREACHABLE = 0x00
const END = 0x0b
