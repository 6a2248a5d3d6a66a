import type { Shell } from './shell.ts'
import type { Place } from './words.ts'

/** Where a value is wanted, and where nothing of ours fits, every shell offers files. */
export const scripts: Readonly<Record<Shell, (places: readonly Place[]) => string>> = { bash, zsh, fish }

function bash(places: readonly Place[]): string {
  const cases = places.map(place => `    '${at(place)}') words='${offered(place).join(' ')}' ;;\n`)
  return `# hvt, for bash
_hvt() {
  local at='' words='' word
${walk(places, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`)}
  case "$at" in
${cases.join('')}  esac
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    ${valued(places)}) words='' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _hvt hvt
`
}

function zsh(places: readonly Place[]): string {
  const item = (name: string, about: string) => `'${quoted(`${name.replaceAll(':', '\\:')}:${about}`)}'`
  const cases = places.map(({ commands, flags, ...place }) => {
    const all = [...commands, ...flags].map(({ name, about }) => `      ${item(name, about)}\n`)
    return `    '${at(place)}') words=(\n${all.join('')}    ) ;;\n`
  })
  return `#compdef hvt
# hvt, for zsh
_hvt() {
  local at='' word
  local -a words_before=("\${(@)words[2,CURRENT-1]}")
  local previous="\${words[CURRENT-1]}" current="\${words[CURRENT]}"
${walk(places, `"\${words_before[@]}"`)}
  case "$previous" in
    ${valued(places)}) _files; return ;;
  esac
  local -a words
  case "$at" in
${cases.join('')}  esac
  if [[ "$current" == -* || ${above(places)} ]]; then _describe hvt words; else _files; fi
}
if [[ "$funcstack[1]" == _hvt ]]; then _hvt "$@"; else compdef _hvt hvt; fi
`
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, commands, flags }) => {
    const [seen, next] = [path.map(word => `__fish_seen_subcommand_from ${word}`), commands.map(c => c.name)]
    const none = next.length ? [`not __fish_seen_subcommand_from ${next.join(' ')}`] : []
    const here = `-n '${[...seen, ...none].join('; and ')}'`
    return [
      ...commands.map(({ name, about }) => `complete -c hvt -f ${here} -a ${name} -d '${escaped(about)}'`),
      ...flags.map(
        ({ name, about, valued: takes }) =>
          `complete -c hvt ${here} -l ${name.slice(2)}${takes ? ' -r' : ''} -d '${escaped(about)}'`,
      ),
    ]
  })
  return `# hvt, for fish\n${lines.map(line => `${line}\n`).join('')}`
}

/** Finds the place of the words that are written already; both shells say it so. */
function walk(places: readonly Place[], before: string): string {
  const below = places.flatMap(({ path }) => (path.length ? `'${at({ path })}'` : []))
  return `  for word in ${before}; do
    case "\${at:+$at }$word" in
      ${below.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done`
}

const at = ({ path }: Pick<Place, 'path'>) => path.join(' ')

const offered = ({ commands, flags }: Place) => [...commands, ...flags].map(({ name }) => name)

/** Options that a value follows. */
const valued = (places: readonly Place[]) =>
  [...new Set(places.flatMap(({ flags }) => flags.filter(f => f.valued).map(f => f.name)))].join('|')

/** Places where a command comes next. */
const above = (places: readonly Place[]) =>
  places.flatMap(place => (place.commands.length ? `"$at" == '${at(place)}'` : [])).join(' || ')

const quoted = (text: string) => text.replaceAll("'", "'\\''")
const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
