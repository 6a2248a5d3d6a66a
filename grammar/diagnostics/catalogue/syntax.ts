import { entry } from './entry.ts'
import { cure, expectation } from './shapes.ts'
import { sources } from './sources.ts'
import { short, text } from './text.ts'

/** Beside the bracket that a message about its partner points at. */
export const bracketLabel = 'opened here'

interface Expected {
  /** A kind of token or a rule. */
  readonly expected: string
  /** The rule that expects it. */
  readonly rule: string
  /** What stands there; undefined at the end of the declaration. */
  readonly found: string | undefined
  readonly after: string | undefined
  /** Whether `after` is an opening bracket. */
  readonly opening: boolean
  /** The word that the declaration begins with. */
  readonly declaration: string | undefined
  /** An expected word that is nearly what stands there. */
  readonly suggestion: string | undefined
}

/** What begins nothing where it stands. */
interface Stray {
  readonly found: string
  /** A word that is nearly the same. */
  readonly suggestion: string | undefined
  /** Whether `=` follows. */
  readonly named: boolean
  /** The blocks in which it begins something. */
  readonly homes: readonly string[]
  /** The block it stands in; undefined where declarations stand. */
  readonly block: string | undefined
  /** What begins something there. */
  readonly words: readonly string[]
}

function quoted(words: readonly string[], last: 'and' | 'or'): string {
  const all = words.map(one => `\`${one}\``)
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`
}

function unexpected(p: Expected): string {
  const after = p.after === undefined ? undefined : `after \`${short(p.after)}\``
  if (p.expected === 'end') return `\`${short(p.found ?? '')}\` cannot stand ${after ?? 'here'}`
  const wanted = expectation(p)
  if (p.found === undefined) return after ? `${after} ${wanted} is missing` : `${wanted} is missing`
  return `${wanted} is expected here, not \`${short(p.found)}\``
}

/** Text and syntax: HVT1xxx. */
export const syntax = {
  ...text,
  ...sources,
  HVT1010: entry<object>({
    title: '`and` beside `or`',
    severity: 'warning',
    message: () => '`and` stands beside `or` without brackets',
    why: () => '`and` binds tighter than `or`, which readers often take the other way round',
    help: () => 'put brackets around the part with `and`, or around that with `or` if that was meant',
    page: `a or b and c means a or (b and c). Write the brackets, so that nobody has to know it.

  warned   signal go when cheap or falling and liquid
  better   signal go when cheap or (falling and liquid)`,
  }),
  HVT1011: entry<{ first: string; second: string }>({
    title: 'comparisons that chain',
    message: p => `\`${p.first}\` and \`${p.second}\` cannot follow each other: comparisons do not chain`,
    help: p =>
      p.first === '..'
        ? 'a range has one `..`: `low .. high`'
        : 'write `a < b and b < c`, or `b in a .. c` for a range',
    page: `A comparison gives true or false, which is not compared with a number.

  wrong    signal calm when 0 < spread < 1%
  right    signal calm when spread > 0 and spread < 1%
  right    signal calm when spread in 0 .. 1%`,
  }),
  HVT1101: entry<Expected>({
    title: 'something else is expected',
    message: unexpected,
    help: p => (p.suggestion ? `did you mean \`${p.suggestion}\`?` : cure(p)),
    page: `The text does not follow the grammar at this place. The message names what could stand there, the help
shows a declaration of that kind. The mistake may lie just before.

  wrong    param clip 2_000 USD
  right    param clip = 2_000 USD`,
  }),
  HVT1102: entry<{ bracket: string }>({
    title: 'a closing bracket is missing',
    message: p => `\`${p.bracket}\` is missing here`,
    help: p => `close it with \`${p.bracket}\``,
    page: `A bracket was opened and not closed before the next declaration, or before the block around it ends. Where
several places are possible, indentation decides.

  wrong    let mid = mean(q.mid, 5
  right    let mid = mean(q.mid, 5)`,
  }),
  HVT1103: entry<{ bracket: string }>({
    title: 'a closing bracket too many',
    message: p => `this \`${p.bracket}\` closes nothing`,
    help: () => 'remove it, or open the bracket before',
    page: `A bracket is closed that was not opened, or a block ends although its lines go on.

  wrong    let mid = mean(q.mid, 5))
  right    let mid = mean(q.mid, 5)`,
  }),
  HVT1104: entry<{ declaration: string }>({
    title: 'a block is not opened',
    message: p => `\`{\` is missing here: \`${p.declaration}\` has a block`,
    help: () => 'open the block with `{` before its first declaration',
    page: `The declarations inside an each stand between braces.

  wrong    each s in symbols
             let q = kraken[s].quote
           }
  right    each s in symbols {
             let q = kraken[s].quote
           }`,
  }),
  HVT1106: entry<{ word: string }>({
    title: 'a word of the language is no name',
    message: p => `\`${p.word}\` is a word of the language and cannot be a name`,
    help: p => `choose another name, such as \`my_${p.word}\``,
    page: `Words that begin declarations or take part in expressions cannot name a stream, param or key. They may
name fields: after a dot, before a colon and after as.

  wrong    let state = match { … }
  right    let regime = match { … }   feature f = { state: regime }`,
  }),
  HVT1107: entry<Stray>({
    title: 'nothing begins so',
    message: p =>
      p.block === undefined
        ? `\`${short(p.found)}\` does not begin a declaration`
        : `\`${short(p.found)}\` does not begin anything in \`${p.block}\``,
    help: p => {
      if (p.suggestion) return `did you mean \`${p.suggestion}\`?`
      if (p.homes.length > 0) return `it stands inside ${quoted(p.homes, 'or')}`
      if (p.block !== undefined) return `in \`${p.block}\` stand ${quoted(p.words, 'and')}`
      if (p.named) return `begin with a word: \`let ${short(p.found)} = …\`, or \`param\`, \`feature\`, \`const\``
      return 'declarations begin with `param`, `let`, `feature`, `signal`, `record`, `each` and the like'
    },
    page: `Every declaration begins with a word that says what it is, and so does everything in the blocks of on, cycle,
state, risk, test and model. Each block has its own words.

  wrong    mid = (q.bid + q.ask) / 2
  right    let mid = (q.bid + q.ask) / 2
  wrong    trade arb [i: clip] as ioc
  right    on entry { trade arb [i: clip] as ioc exit { after 5s } }`,
  }),
  HVT1108: entry<object>({
    title: '`on` outside brackets',
    message: () => '`on` begins a declaration here: a value `on` a clock stands in brackets',
    help: () => 'put brackets around it, `(mid on every 1s)`; what is to happen at an event is `on e { … }`',
    page: `x on c is x as of the last c. It stands only inside brackets and arguments, because on also begins
declarations.

  wrong    let slow = mid on every 1s
  right    let slow = (mid on every 1s)`,
  }),
  HVT1109: entry<{ bracket: string; found: string }>({
    title: 'brackets that do not match',
    message: p => `\`${p.bracket}\` is expected here, not \`${p.found}\``,
    help: () => 'close a bracket with its own partner: `( )`, `[ ]`, `{ }`',
    page: `Each bracket is closed by its own kind.

  wrong    let mid = mean(q.mid, 5]
  right    let mid = mean(q.mid, 5)`,
  }),
}
