import type { Fn } from '../../../grammar/ast/index.ts'
import { read } from '../../../grammar/yaml/either.ts'
import { textsOf } from '../../architecture/tree.ts'

/** A library of the standard library, as its pages tell it. */
export interface Library {
  readonly name: string
  /** The comment of its header. */
  readonly about: string
  readonly functions: readonly Documented[]
}
export interface Documented {
  readonly name: string
  /** `macd(x, fast = 12, slow = 26, trigger = 9)` */
  readonly call: string
  /** Its comment; empty where it has none. */
  readonly says: string
}

const texts = textsOf(['compiler/std'], /\.hvt$/)

export function library(name: string): Library {
  const source = texts.get(`compiler/std/${name}.hvt`)!
  const { decls } = read(`std/${name}.hvt`, source).file
  const called = ({ name: { name }, params }: Fn) => {
    const all = params.map(p =>
      p.default ? `${p.name.name} = ${source.slice(p.default.span.start, p.default.span.end)}` : p.name.name,
    )
    return `${name}(${all.join(', ')})`
  }
  return {
    name,
    about: flowing(decls.find(decl => decl.kind === 'header')!.doc!),
    functions: decls
      .filter((decl): decl is Fn => decl.kind === 'fn')
      .map(fn => ({ name: fn.name.name, call: called(fn), says: flowing(fn.doc ?? '') })),
  }
}

const flowing = (doc: string) => doc.replace(/\s*\n\s*/g, ' ').trim()
