import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import type { Host } from '../../../compiler/resolve/modules.ts'

const head = 'strategy s in USD\n'
const library = (text: string) => `library l\n${text}`
/** Messages of a strategy in the folder `here`, with other files beside it. */
function messages(text: string, files: Readonly<Record<string, string>>, more: Partial<Host> = {}) {
  const { diagnostics } = compile({ path: 'here/s.hvt', text: head + text }, { read: path => files[path], ...more })
  return diagnostics.map(d => [d.code, d.message, d.span?.file])
}

describe('use', () => {
  const warm = library('fn warm(x) = x + 1')

  test('a file beside, with or without its ending, also as YAML', () => {
    const use = (path: string) => `use "${path}" (warm)\nfeature f = warm(1)`
    expect(messages(use('./crowd'), { 'here/crowd.hvt': warm })).toEqual([])
    expect(messages(use('./crowd.hvt'), { 'here/crowd.hvt': warm })).toEqual([])
    expect(messages(use('../lib/crowd'), { 'lib/crowd.hvt': warm })).toEqual([])
    const yaml = '- library: l\n- fn: warm(x)\n  is: x + 1\n'
    expect(messages(use('./crowd'), { 'here/crowd.hvt.yaml': yaml })).toEqual([])
    expect(messages(use('./crowd'), {})).toEqual([['HVT2004', 'there is no module `./crowd`', 'here/s.hvt']])
  })

  test('what a module does not have is told once, not at its uses', () => {
    const text = 'use "./l" (warm, cold)\nfeature f = cold(1)\nfeature g = warm(cold(2))'
    expect(messages(text, { 'here/l.hvt': warm })).toEqual([['HVT2005', '`./l` has no `cold`', 'here/s.hvt']])
  })

  test('a package is found by the host, from the file that uses it', () => {
    const asked: string[] = []
    const found = (name: string, from: string) => {
      asked.push(`${name} from ${from}`)
      return name === 'warmth' ? { path: 'packages/warmth/main.hvt' } : { problem: 'is not installed' }
    }
    const files = { 'packages/warmth/main.hvt': library('use "heat" (h)\nfn warm(x) = x + 1') }
    expect(messages('use "warmth" (warm)\nfeature f = warm(1)', files, { package: found })).toEqual([
      ['HVT2145', 'the package `heat` is not installed', 'packages/warmth/main.hvt'],
    ])
    expect(asked).toEqual(['warmth from here/s.hvt', 'heat from packages/warmth/main.hvt'])
  })

  test('files that use each other are told, with the way around', () => {
    const files = {
      'here/a.hvt': library('use "./b" (g)\nfn f(x) = g(x)'),
      'here/b.hvt': library('use "./c" (h)\nfn g(x) = h(x)'),
      'here/c.hvt': library('use "./a" (f)\nfn h(x) = x'),
      'here/own.hvt': library('use "./own" (k)\nfn k(x) = x'),
    }
    expect(messages('use "./a" (f)\nuse "./own" (k)\nfeature x = f(1) + k(1)', files)).toEqual([
      ['HVT2146', 'these files use each other: a.hvt → b.hvt → c.hvt → a.hvt', 'here/c.hvt'],
      ['HVT2146', 'these files use each other: own.hvt → own.hvt', 'here/own.hvt'],
    ])
  })

  test('functions that call each other around such a circle are not told as well', () => {
    const files = {
      'here/a.hvt': library('use "./b" (g)\nfn f(x) = g(x)'),
      'here/b.hvt': library('use "./a"\nfn g(x) = f(x)'),
    }
    expect(messages('use "./a" (f)\nfeature x = f(1)', files)).toEqual([
      ['HVT2146', 'these files use each other: a.hvt → b.hvt → a.hvt', 'here/b.hvt'],
    ])
  })

  test('a strategy is no module: that is told, and neither what it lacks nor what is wrong in it', () => {
    const strategy = 'strategy o in USD\nfn warm(x) = colder\nfeature f = = 1'
    const told = [['HVT2012', 'a strategy cannot stand after `use`', 'here/s.hvt']]
    for (const use of ['use "./o" (warm)', 'use "./o"'])
      expect(messages(`${use}\nfeature f = warm(1)`, { 'here/o.hvt': strategy })).toEqual(told)
    const itself = 'use "./s" (warm)\nfn warm(x) = x\nfeature f = warm(1)'
    expect(messages(itself, { 'here/s.hvt': head + itself })).toEqual(told)
  })
})
