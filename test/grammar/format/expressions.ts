import fc from 'fast-check'

const atoms = [
  'a', 'b', 'at', 'size', 'USDT', 'BTC/USDT perp', 'c/EUR', '5_000', '1e-9', '20bps', '0.001[1/s]', '100 USDT', '3[USDT/BTC]',
  '1h30m', '"{a} \\" b"', 'true', 'none', '2027-03-26', '00:10', '[]', '{}',
] // biome-ignore format: a list
const operators = '+ - * / ^ ?? < <= > >= == != in and or ..'.split(' ')

/** Texts of expressions in which every operand stands in brackets, so that every tree comes about. */
export const expressionTexts: fc.Arbitrary<string> = fc.letrec<{ e: string; any: string }>(tie => {
  const e = tie('any').map(x => `(${x})`)
  const two = (f: (a: string, b: string) => string) => fc.tuple(e, e).map(([a, b]) => f(a, b))
  return {
    e,
    any: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'expr' },
      fc.constantFrom(...atoms),
      fc.tuple(e, fc.constantFrom(...operators), e).map(([a, op, b]) => `${a} ${op} ${b}`),
      two((a, b) => `${a} not in ${b}`),
      fc.tuple(fc.constantFrom('-', '+', 'not '), e).map(([op, a]) => op + a),
      e.map(a => `${a}.f`),
      e.map(a => `${a}@row`),
      two((a, b) => `${a}[${b}, k]`),
      two((a, b) => `${a}(${b}, next ${b}, n: ${a}, s -> ${b}, ${a} by ${b})`),
      two((a, b) => `f(${a} on ${b}, ${a} for ${b})`),
      two((a, b) => `${a} on ${b}`),
      two((a, b) => `${a} for ${b}`),
      two((a, b) => `${a} over s in ${b}`),
      two((a, b) => `${a} over ${b}`),
      two((a, b) => `${a} fresh ${b}`),
      e.map(a => `every ${a}`),
      fc.tuple(e, e, e).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
      two((a, b) => `match { ${a} -> ${b}, else -> ${a} }`),
      two((a, b) => `match x.y { ${a} -> ${b} }`),
      two((a, b) => `{ let x = ${a} return ${b} }`),
      two((a, b) => `{ x: ${a}, USD: ${b}, y }`),
      two((a, b) => `[${a}, ${b}]`),
    ),
  }
}).any
