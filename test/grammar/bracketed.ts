import type { Arg, Expr } from '../../grammar/ast/index.ts'

/** An expression with brackets around every operator, so that a test sees how it was understood. */
export function bracketed(e: Expr): string {
  switch (e.kind) {
    case 'number':
      return e.text + (e.unit ? `[${e.unit.factors.map(f => `${f.name}^${f.power}`).join(' ')}]` : '')
    case 'duration':
    case 'date':
    case 'clock':
      return e.text
    case 'text':
      return `"${e.parts.map(p => (typeof p === 'string' ? p : `{${bracketed(p)}}`)).join('')}"`
    case 'symbol':
      return `<${[e.base, e.quote, e.suffix].join('|')}>`
    case 'symbol_of':
      return `<${[e.base.name, e.quote, e.suffix].join('|')}>`
    case 'asset':
    case 'name':
      return e.name
    case 'bool':
      return String(e.value)
    case 'none':
      return 'none'
    case 'member':
      return `${bracketed(e.of)}.${e.name.name}`
    case 'index':
      return `${bracketed(e.of)}[${e.keys.map(bracketed).join(', ')}]`
    case 'call':
      return `${bracketed(e.of)}(${e.args.map(argument).join(', ')})`
    case 'mark':
      return `${bracketed(e.of)}@${e.mark}`
    case 'unary':
      return `(${e.op} ${bracketed(e.of)})`
    case 'binary':
      return `(${bracketed(e.left)} ${e.op} ${bracketed(e.right)})`
    case 'over':
      return `(${bracketed(e.of)} over ${e.name ? `${e.name.name} in ` : ''}${bracketed(e.in)})`
    case 'fresh':
      return `(${bracketed(e.of)} fresh ${bracketed(e.age)})`
    case 'on':
      return `(${bracketed(e.of)} on ${bracketed(e.clock)})`
    case 'lasting':
      return `(${bracketed(e.of)} for ${bracketed(e.for)})`
    case 'every':
      return `(every ${bracketed(e.period)})`
    case 'if':
      return `(if ${bracketed(e.condition)} then ${bracketed(e.then)} else ${bracketed(e.else)})`
    case 'match': {
      const arms = e.arms.map(a => `${a.when ? bracketed(a.when) : 'else'} -> ${bracketed(a.then)}`)
      return `match ${e.subject ? `${bracketed(e.subject)} ` : ''}{ ${arms.join(', ')} }`
    }
    case 'block':
      return `{ ${e.lets.map(l => `let ${l.name.name} = ${bracketed(l.is)} `).join('')}return ${bracketed(e.result)} }`
    case 'record':
      return `{ ${e.fields.map(f => `${f.name.name}: ${bracketed(f.value)}`).join(', ')} }`
    case 'list':
      return `[${e.items.map(bracketed).join(', ')}]`
  }
}

function argument(a: Arg): string {
  if (a.kind === 'named') return `${a.name.name}: ${bracketed(a.value)}`
  if (a.kind === 'lambda') return `${a.name.name} -> ${bracketed(a.body)}`
  if (a.kind === 'next') return `next ${bracketed(a.horizon)}`
  return bracketed(a.value) + (a.panes ? ` by ${bracketed(a.panes)}` : '')
}
