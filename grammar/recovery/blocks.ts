import type { Decl, Item } from '../ast/index.ts'
import type { DeclarationParser } from '../parser/declarations.ts'
import type { Head } from '../parser/heads.ts'
import { Declares } from '../tokens/kinds.ts'
import { is, type Token } from '../tokens/token.ts'
import type { Inside } from '../tokens/words.ts'

type Block = Exclude<Inside, 'file'>
type HeadRule = (p: DeclarationParser) => Head

const heads: Readonly<Record<Block, HeadRule>> = {
  each: p => p.eachHead(),
  pair: p => p.pairHead(),
  cycle: p => p.namedHead(),
  state: p => p.namedHead(),
  on: p => p.onHead(),
  risk: p => p.riskHead(),
  test: p => p.testHead(),
  model: p => p.modelHead(),
}

/** The block that a declaration with this first token opens, if it is read item by item. */
export function blockOf(first: Token | undefined): Block | undefined {
  return first && is(first, Declares) && first.image in heads ? (first.image as Block) : undefined
}

export const headRule = (block: Block): HeadRule => heads[block]

/** How a piece without a block of its own is read, by what it stands in and its first word. */
export function itemRule(inside: Inside, first: Token): (p: DeclarationParser) => Decl | Item {
  switch (inside) {
    case 'cycle':
    case 'on':
      return p => p.action()
    case 'state':
      return first.image === 'to' ? p => p.transition() : p => p.action()
    case 'risk':
      return p => p.riskItem()
    case 'test':
      return p => p.testItem()
    case 'model':
      return p => p.modelItem()
    default:
      return p => p.declaration()
  }
}
