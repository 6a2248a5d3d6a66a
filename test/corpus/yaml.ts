export const header = '- strategy: s\n  in: USD\n'

/** What follows the header, and of each message its code, the text it points at, what it says and its cure. */
export const yamlMistakes: readonly (readonly [yaml: string, ...messages: string[]])[] = [
  ['- name: x\n', 'HVT1203 [name] `name` begins no declaration here; the first key is its kind, such as `strategy`, `library`, `use`, `venue`, `source`, `asset`'],
  ['- featur: x\n  is: 1\n', 'HVT1203 [featur] `featur` begins no declaration here; did you mean `feature`?'],
  ['- phase: p\n  steps:\n    - stepp: a\n', 'HVT1203 [stepp] `stepp` begins no declaration here; did you mean `step`?'],
  ['- let: x\n', 'HVT1205 [let] `let` lacks `is`; write `is:` below it, with its value'],
  ['- let: x\n  iss: 1\n', 'HVT1204 [iss] `let` has no key `iss`; did you mean `is`?'],
  ['- let: x\n  value: 1\n', 'HVT1204 [value] `let` has no key `value`; its keys are `is`, `doc`'],
  ['- let: x\n  is: 1\n  is: 2\n', 'HVT1206 [is] `is` is here a second time; remove one of them'],
  ['- let: x\n  is:\n', 'HVT1202 [\n] `is` of `let` is an expression, not nothing; write an expression, such as `q.bid + 1`; an alias is written out'],
  ['- let: &q x\n  is: *q\n', 'HVT1202 [*q] `is` of `let` is an expression, not an alias; write an expression, such as `q.bid + 1`; an alias is written out'],
  ['- let: x y\n  is: 1\n', 'HVT1202 [x y] `let` is a name, not `x y`; a name is one word, such as `mid`'],
  ['- let x = 1\n', 'HVT1202 [let x = 1] a declaration is a map, not `let x = 1`; write keys with their values, such as `let: mid` and below it `is: q.mid`'],
  ['- {}\n', 'HVT1202 [{}] a declaration is a map, not an empty map; write keys with their values, such as `let: mid` and below it `is: q.mid`'],
  ['- each: { s: symbols }\n  body: let x\n', 'HVT1202 [let x] `body` of `each` is a list of declarations, not `let x`; write one item a line below the key, each after `- `'],
  ['- halt: yes\n  when: a\n', 'HVT1202 [yes] `halt` is `true` or `false`, not `yes`; write `true`, or leave the key out'],
  ['- let: x\n  is: 1\n  doc: [1]\n', 'HVT1202 [[1]] `doc` is a text, not a list; write the value after the key'],
  ['- let: x\n  is: 1 * * 2\n', 'HVT1101 [*] a value is expected here, not `*`; a value looks like `mid * 2`, `2_000 USD`, `0.5%` or `[a, b]`'],
  ['- let: x\n  is: |-\n    f(a,\n      * 2)\n', 'HVT1101 [*] a value is expected here, not `*`; a value looks like `mid * 2`, `2_000 USD`, `0.5%` or `[a, b]`'],
  ['- let: x\n  is: a when b\n', 'HVT1101 [when] `when` cannot stand after `a`; `when` belongs to signals and orders; a choice is written `if … then … else …`'],
  ['- let: Foo\n  is: 1\n', 'HVT1006 [Foo] `Foo` is neither a name nor an asset; names begin with a small letter: `foo`; assets are all capitals'],
  ['- risk:\n    - let: x\n      is: 1\n', 'HVT1107 [let] `let` does not begin anything in `risk`; in `risk` stand `veto`, `require`, `cooldown`, `limit` and `halt`'],
  ["- fn: 'f(x) = x let y'\n  is: 2\n", "HVT1207 [let y'\n  is: 2] a declaration begins in the middle of this value; write it as an item of its own in the list"],
  ['- let: x\n  is: 1 +* 2\n- let: y\n  is: (\n- let: z\n', 'HVT1101 [*] a value is expected here, not `*`; a value looks like `mid * 2`, `2_000 USD`, `0.5%` or `[a, b]`', 'HVT1102 [] `)` is missing here; close it with `)`', 'HVT1205 [let] `let` lacks `is`; write `is:` below it, with its value'],
  ['- let: [\n', 'HVT1201 [] this is not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]; indent by spaces, and quote what begins with `[`, `{`, `"`, `*` or has `: ` in it'],
  ['---\n- let: x\n', 'HVT1201 [---\n- let: x\n] this is not valid YAML: a second document begins here; indent by spaces, and quote what begins with `[`, `{`, `"`, `*` or has `: ` in it'],
] // biome-ignore format: a table
