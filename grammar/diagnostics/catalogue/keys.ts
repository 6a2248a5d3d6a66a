import { entry } from './entry.ts'

/** Which keys there are. */
export const keys = {
  HVT2130: entry<{ key: string; of: string }>({
    title: 'a calculated number as a key',
    message: p => `\`${p.key}\` is no key of \`${p.of}\`: it is calculated`,
    help: () => 'a key is the name of an `each`, or a whole number known before the run: `x[n]`, `x[3]`',
    page: `What stands in an \`each n in 0..19\` exists once per number. In brackets stands one of those numbers, or the key of
an \`each\`; a number that the market makes, or that is calculated from a key, would be another instance at each
step.

  wrong    each n in 1..19 { let above = rung[n - 1] }
  right    each n in 1..19, m in 0..18 where m == n - 1 { let above = rung[m] }`,
  }),
  HVT2131: entry<{ what: string; problem: string }>({
    title: 'a range of keys that cannot be',
    message: p => `${p.what} ${p.problem}`,
    help: () => 'write whole numbers, the first not above the last: `each n in 0..19`',
    page: `A range of keys runs over every whole number from its first to its last, at most 10,000 of them. Its ends are
known before the run: numbers, consts, params.

  wrong    each n in 0..2.5 { ... }
  right    each n in 0..2 { ... }`,
  }),
  HVT2132: entry<{ name: string; known: string }>({
    title: 'no key to have one for',
    message: p =>
      `\`${p.name}\` is no key here: \`per\` wants ${p.known ? `one of ${p.known}` : 'the key of an `each` around it'}`,
    help: p => (p.known ? 'name a key of the `each` around it' : 'put it inside the `each`, or leave out `per`'),
    page: `With \`per\` a declaration exists once for each member of a key; the key is one of an \`each\` around it. Without,
it is one for all, inside an \`each\` too.

  wrong    param clip = 100 USD per s   each s in symbols { ... }
  right    each s in symbols { param clip = 100 USD per s   ... }`,
  }),
  HVT2149: entry<{ sizes: string; count: string; most: string }>({
    title: 'more keys than there may be',
    message: p => `these keys have ${p.sizes} = ${p.count} tuples, and there may be ${p.most}`,
    help: () =>
      'take smaller universes, or compare with one value of all, such as `mean(x) over u` outside of the `each`',
    page: `What stands in an \`each\` exists once for each tuple of its keys and of those around it; so does what is folded over
keys within an \`each\`, and \`rank\` and \`top\` compare each member with each. Counted are the tuples before any \`where\`.

  wrong    each s in symbols, t in symbols where s.base != t.base { ... }    // of 20,000 symbols
  right    let usual = mean(x) over symbols   each s in symbols { feature f = x - usual }`,
  }),
}
