import { entry } from './entry.ts'

const meant = (nearest: string | undefined) => nearest && `did you mean \`${nearest}\`?`

/** How to write what is expected. */
const kinds = [
  ['a list', 'write one item a line below the key, each after `- `'],
  ['a map', 'write keys with their values, such as `let: mid` and below it `is: q.mid`'],
  ['a name', 'a name is one word, such as `mid`'],
  ['an expression', 'write an expression, such as `q.bid + 1`; an alias is written out'],
  ['`true`', 'write `true`, or leave the key out'],
] as const

/** Strategies written as YAML. */
export const yaml = {
  HVT1201: entry<{ reason: string }>({
    title: 'not valid YAML',
    message: p => `this is not valid YAML: ${p.reason}`,
    help: () => 'indent by spaces, and quote what begins with `[`, `{`, `"`, `*` or has `: ` in it',
    page: `A strategy in YAML is YAML 1.2 first of all. Expressions that YAML would read as something else stand in
quotes.

  wrong    - let: x
             is: "a" == b
  right    - let: x
             is: '"a" == b'`,
  }),
  HVT1202: entry<{ what: string; expected: string; found: string }>({
    title: 'another kind of value is expected',
    message: p => `${p.what} is ${p.expected}, not ${p.found}`,
    help: p => kinds.find(([expected]) => p.expected.startsWith(expected))?.[1] ?? 'write the value after the key',
    page: `A strategy in YAML is a list of declarations; each is a map whose first key is its kind. Blocks are lists of
declarations, names are lists of names, and expressions are texts.

  wrong    strategy: s
  right    - strategy: s
  wrong    body: let x = 1
  right    body:
             - let: x
               is: 1`,
  }),
  HVT1203: entry<{ found: string; nearest: string | undefined; known: readonly string[] }>({
    title: 'an unknown declaration in YAML',
    message: p => `\`${p.found}\` begins no declaration here`,
    help: p =>
      meant(p.nearest) ??
      `the first key is its kind, such as ${p.known
        .slice(0, 6)
        .map(k => `\`${k}\``)
        .join(', ')}`,
    page: `The first key of a declaration is its kind, by the word that it begins with in the language.

  wrong    - name: x
             let: q.bid
  right    - let: x
             is: q.bid`,
  }),
  HVT1204: entry<{ key: string; of: string; known: readonly string[]; nearest: string | undefined }>({
    title: 'an unknown key of a declaration in YAML',
    message: p => `\`${p.of}\` has no key \`${p.key}\``,
    help: p => meant(p.nearest) ?? `its keys are ${p.known.map(k => `\`${k}\``).join(', ')}`,
    page: `Each declaration has keys of its own, and \`doc\`. A key that nobody knows is refused rather than passed over.

  wrong    - let: x
             value: q.bid
  right    - let: x
             is: q.bid`,
  }),
  HVT1205: entry<{ key: string; of: string }>({
    title: 'a key is missing in YAML',
    message: p => `\`${p.of}\` lacks \`${p.key}\``,
    help: p => `write \`${p.key}:\` below it, with its value`,
    page: `Some keys of a declaration can be left out, others cannot.

  wrong    - let: x
  right    - let: x
             is: q.bid`,
  }),
  HVT1206: entry<{ key: string }>({
    title: 'a key is there twice in YAML',
    message: p => `\`${p.key}\` is here a second time`,
    help: () => 'remove one of them',
    page: `A key of a declaration has one value.

  wrong    - let: x
             is: q.bid
             is: q.ask
  right    - let: x
             is: q.bid`,
  }),
  HVT1207: entry<Record<never, never>>({
    title: 'more than one declaration in a value of YAML',
    message: () => 'a declaration begins in the middle of this value',
    help: () => 'write it as an item of its own in the list',
    page: `The value of a key is one expression or one name, not a piece of a program.

  wrong    - fn: 'f(x) = x let y'
             is: 2
  right    - fn: f(x)
             is: x
           - let: y
             is: 2`,
  }),
}
