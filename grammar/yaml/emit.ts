/** A value of YAML. A tree in `flow` stands between brackets, as on one line. */
export type Yaml = string | undefined | YamlList | YamlMap
export interface YamlList {
  readonly list: readonly Yaml[]
  readonly flow: boolean
}
export interface YamlMap {
  readonly map: readonly (readonly [key: string, value: Yaml])[]
  readonly flow: boolean
  /** A blank line stands before it. */
  readonly apart?: boolean
}

/** Writes a list of maps, one below the other. */
export const emit = (maps: readonly YamlMap[]): string =>
  items(maps, '').replace(/^\n+/, '').concat('\n').replace(/^\n$/, '[]\n')

function items(list: readonly Yaml[], indentation: string): string {
  return list
    .map(one => {
      const apart = typeof one === 'object' && 'map' in one && one.apart
      return `${apart ? '\n' : ''}\n${indentation}- ${block(one, `${indentation}  `).trimStart()}`
    })
    .join('')
}

/** With the space, or the line break, that stands before it. */
function block(value: Yaml, indentation: string): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return ` ${value.includes('\n') ? literal(value, indentation) : scalar(value, false)}`
  if (value.flow || ('map' in value ? value.map : value.list).length === 0) return ` ${folded(value, indentation)}`
  if ('list' in value) return items(value.list, indentation)
  return value.map
    .map(([key, one]) => `\n${indentation}${scalar(key, false)}:${block(one, `${indentation}  `)}`)
    .join('')
}

/** Columns of what stands between brackets; longer ones have one item a line. */
const width = 100

function folded(value: YamlList | YamlMap, indentation: string): string {
  const line = flow(value)
  const items = parts(value)
  if (line.length <= width || items.length === 0) return line
  const inside = items.map(one => `\n${indentation}${one}`).join(',')
  return `${line[0]}${inside}\n${indentation.slice(2)}${line.at(-1)}`
}

function flow(value: Yaml): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return scalar(value, true)
  const inside = parts(value).join(', ')
  if ('list' in value) return `[${inside}]`
  return inside === '' ? '{}' : `{ ${inside} }`
}

function parts(value: YamlList | YamlMap): string[] {
  if ('list' in value) return value.list.map(flow)
  return value.map.map(([key, one]) => scalar(key, true) + (one === undefined ? '' : `: ${flow(one)}`))
}

const literal = (text: string, indentation: string) =>
  `|-${text.split('\n').map(line => (line === '' ? '\n' : `\n${indentation}${line}`)).join('')}` // biome-ignore format: short

/** Without quotes where YAML reads it as it is. */
function scalar(text: string, inFlow: boolean): string {
  const starts = /^[\w(+.$/*=<^-]/.test(text) && !/^(?:[-*]|---|\.\.\.)(?:\s|$)/.test(text) && !/^\*/.test(text)
  const inside = !/: | #|:$|^\s|\s$/.test(text) && !(inFlow && /[,[\]{}]|:(?=[,[\]{}])/.test(text)) && !/[\n\r\t]/.test(text) // biome-ignore format: one rule
  if (starts && inside) return text
  return /[\n\r\t]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`
}
