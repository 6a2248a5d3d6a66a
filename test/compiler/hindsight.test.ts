import { describe, expect, test } from 'vitest'
import { parse } from '../../grammar/parse.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { limits } from '../corpus/mistake.ts'
import { compileText, prelude } from './harness.ts'

const head = `${prelude}let mid = a[BTC/USD].quote.mid
let best = max(mid, next 20m)
`
const fires = 'signal up when mid > 5[USD/BTC]\n'
const fwd = 'label fwd for up = last(mid, next 10s) / mid@row - 1\n'
const order = 'buy a[BTC/USD] size 1 BTC as market'
const chain = Array.from({ length: 10 }, (_, k) => `let x${k + 1} = x${k} + 1[USD/BTC]\n`).join('')
const known = '[next 20m] known 20m later'
const best = '[best] by way of `best`'

/** [where the future hides, the text, what uses it, the place, the labels: the whole way]. */
const hidden: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  ['in a function', 'fn ahead(x) = max(x, next 20m) / x\nsignal up when ahead(mid) > 1.01', 'signal `up`', 'ahead(mid)', ['[max(x, next 20m)] inside the function', known]],
  ['in a function of a function', 'fn inner(x) = max(x, next 20m)\nfn ahead(x) = inner(x) / x\nsignal up when ahead(mid) > 1.01', 'signal `up`', 'ahead(mid)', ['[max(x, next 20m)] inside the function', known, '[inner(x)] called here']],
  ['in a module', 'use "./l.hvt" (ahead)\nlet risky = ahead(mid)\nsignal up when risky > 1.01', 'signal `up`', 'risky', [known, '[risky] by way of `risky`', '[ahead(mid)] called here', '[inner(x)] called here']],
  ['in a field of a record', 'let both = { is: mid, comes: best / mid }\nsignal up when both.comes > 1.01', 'signal `up`', 'both.comes', [known, '[both] by way of `both`', best]],
  ['in a chain of ten', `let x0 = best\n${chain}signal up when x10 > mid`, 'signal `up`', 'x10', [known, ...Array.from({ length: 11 }, (_, k) => `[x${10 - k}] by way of \`x${10 - k}\``), best]],
  ['in a branch', 'feature f = if best > mid then 1 else 0', 'feature `f`', 'best', [known, best]],
  ['in a default', 'feature f = a[BTC/USD].quote.bid ?? best', 'feature `f`', 'best', [known, best]],
  ['in a window of the past', 'feature f = mean(best, 20)', 'feature `f`', 'best', [known, best]],
  ['in a state that is carried on', 'feature f = scan(0, s -> s + best / mid)', 'feature `f`', 'best', [known, best]],
  ['behind another window of the future', 'let far = last(last(mid, next 5m), next 5m)\nfeature f = far', 'feature `f`', 'far', ['[next 5m] known 5m later', '[far] by way of `far`']],
  ['in a fold over keys', 'each s in symbols { let z = max(a[s].quote.mid, next 5m) / a[s].quote.mid }\nsignal up when max(z[s]) over s in symbols > 1.1', 'signal `up`', 'z[s]', ['[next 5m] known 5m later', '[z] by way of `z`']],
  ['in the filter of an event', 'signal e = changed(mid) when best > mid', 'signal `e`', 'best', [known, best]],
  ['in a label that a signal reads', `${fires}${fwd}signal go when fwd > 1%`, 'signal `go`', 'fwd', ['[next 10s] known 10s later', '[fwd] by way of `fwd`']],
  ['in the payload of a signal', 'signal up(best) when mid > 5[USD/BTC]\nfeature f = latest(up.best)', 'feature `f`', 'up.best', [known, '[up] by way of `up`', best]],
  ['in a phase', 'phase p { a until best > mid  b }\nfeature f = if p == a then 1 else 0', 'feature `f`', 'p', [known, '[p] by way of `p`', best]],
  ['in an input of a model', `${fires}${fwd}let hint = best / mid\nmodel m = gbdt { predict fwd from [hint] rows at up train every 7d }\nsignal go when m > 1%`, 'an input of model `m`', 'hint', [known, '[hint] by way of `hint`', best]],
  ['in the rows of a model', `label fwd = last(mid, next 10s) / mid@row - 1\nmodel m = gbdt { predict fwd from [mid / prev(mid, 5)] rows at changed(best) train every 7d }\nsignal go when m > 1%`, 'what makes the rows of model `m`', 'best', [known, best]],
  ['in the price of a quote', `${limits}quote bid on a[BTC/USD] at best size 1 BTC requote 1s`, 'the price of a quote', 'best', [known, best]],
  ['in a target', `${limits}target position(a[BTC/USD]) = 1 BTC * (best / mid)`, 'a target', 'best', [known, best]],
  ['in the size of a trade', `${limits}${fires}on up { buy a[BTC/USD] size 1 BTC * (best / mid) as market exit { after 1h } }`, 'the size of an order', 'best', [known, best]],
  ['in the condition of a trade', `${limits}${fires}on up when best > mid { ${order} exit { after 1h } }`, 'the condition of `on`', 'best', [known, best]],
  ['in an exit', `${limits}${fires}on up { ${order} exit { when best < mid  after 1h } }`, '`when`', 'best', [known, best]],
  ['in a stop', `${limits}${fires}on up { ${order} exit { stop best * 99%  after 1h } }`, '`stop`', 'best', [known, best]],
  ['in a way between states', 'cycle c { state idle { to busy when best > mid } state busy { to idle after 1h } }', '`when`', 'best', [known, best]],
  ['in a transfer', 'cycle c { state idle { to busy when mid > 5[USD/BTC] } state busy { transfer 1 BTC * (best / mid) from a to b   to idle after 1h } }', 'the amount of a transfer', 'best', [known, best]],
  ['in a veto', 'risk { veto "soon" when best / mid > 1.01 }', 'the condition of a veto', 'best', [known, best]],
  ['in a limit', 'risk { limit gross <= 5 USD * (best / mid) }', '`limit`', 'best', [known, best]],
  ['in a halt', 'risk { halt when best / mid < 0.9 }', 'the condition of `halt`', 'best', [known, best]],
  ['in the text of an alert', 'alert "it will be {best}" when mid > 5[USD/BTC]', 'a text', 'best', [known, best]],
  ['in what is optimised', 'param n = 3 in 1 .. 5\nfeature f = n\non every 7d { optimize [n] on last 90d objective mean(best / mid) promote when better }', '`objective`', 'best', [known, best]],
  ['in the evidence of a pair', 'pair (x, y) in symbols when best > mid { feature f = a[x].quote.bid_size / a[x].quote.ask_size }', 'the evidence of a pair', 'best', [known, best]],
] // biome-ignore format: a table

const library = 'library l\nfn inner(x) = max(x, next 20m)\nfn ahead(x) = inner(x) / x\n'

describe('a decision on the future is refused, with the whole way', () => {
  test.each(hidden)('%s', (_, text, use, place, way) => {
    const { diagnostics, sources } = compileText(head + text, { 'l.hvt': library })
    const at = (span: { file: string; start: number; end: number }) =>
      sources.get(span.file)!.slice(span.start, span.end)
    expect(diagnostics.map(d => [d.code, d.message])).toEqual([['HVT3001', `${use} uses a value from the future`]])
    const [{ span, labels }] = diagnostics as [(typeof diagnostics)[0]]
    expect([at(span!), labels.map(l => `[${at(l.span)}] ${l.text}`)]).toEqual([place, way])
  })

  test('in YAML, with its places there', () => {
    const { file } = parse('x.hvt', `${head}signal up when best / mid > 1.01`)
    const yaml = toYaml(file)
    const { diagnostics, sources } = compileText(yaml, {}, {}, 'test.yaml')
    expect([...sources.keys()]).toContain('test.yaml')
    expect(diagnostics.map(d => [d.code, yaml.slice(d.span!.start, d.span!.end)])).toEqual([['HVT3001', 'best']])
    expect(diagnostics[0]!.labels.map(l => `[${yaml.slice(l.span.start, l.span.end)}] ${l.text}`)).toEqual([
      known,
      best,
    ])
  })

  test('a param is known before the run, or refused', () => {
    const { diagnostics } = compileText(
      `${head}param most = best / mid in 1 .. 5\nsignal up when mid / prev(mid, 1) > most`,
    )
    expect(diagnostics.map(d => [d.code, d.message])).toEqual([['HVT2103', 'a param must be known before the run']])
  })

  test('a record takes what is known later, and no expression reads it', () => {
    const { diagnostics, graph } = compileText(`${head}${fires}record up as rows { best }`)
    expect([diagnostics, graph === undefined]).toEqual([[], false])
  })
})
