import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bytes } from '../../../compiler/emit/wasm/encode/bytes.ts'
import type { Expression, Type } from '../../../compiler/emit/wasm/encode/code.ts'
import { call, choose, each, give, loop, select, when } from '../../../compiler/emit/wasm/encode/control.ts'
import { Module } from '../../../compiler/emit/wasm/encode/module.ts'
import { f64, i32, i64, store } from '../../../compiler/emit/wasm/encode/numbers.ts'

function bytes(write: (to: Bytes) => void): number[] {
  const to = new Bytes()
  write(to)
  return [...to.finish()]
}

describe('bytes', () => {
  test.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [624_485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('unsigned %i', (value, wanted) => expect(bytes(to => to.unsigned(value))).toEqual(wanted))

  test.each([
    [0n, [0]],
    [63n, [0x3f]],
    [64n, [0xc0, 0x00]],
    [-64n, [0x40]],
    [-65n, [0xbf, 0x7f]],
    [-123_456n, [0xc0, 0xbb, 0x78]],
    [-(2n ** 63n), [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f]],
  ])('signed %i', (value, wanted) => expect(bytes(to => to.signed(value))).toEqual(wanted))

  test('there is one NaN', () => {
    expect(bytes(to => to.f64(-Number.NaN))).toEqual([0, 0, 0, 0, 0, 0, 0xf8, 0x7f])
  })
})

/** What a function of no parameters returns. */
function result<T extends Type>(value: Expression<T>): unknown {
  const module = new Module()
  const func = module.func([], value.type)
  func.does(give(value))
  module.exportFunc('f', func)
  return (exportsOf(module).f as () => unknown)()
}

function exportsOf(module: Module) {
  const emitted = module.finish({ bytes: 65_536, at: 0, data: new Uint8Array([7]) })
  return new WebAssembly.Instance(new WebAssembly.Module(emitted)).exports
}

describe('constants come out as they went in', () => {
  test('i32', () => {
    fc.assert(
      fc.property(fc.integer(), x => {
        expect(result(i32.const(x))).toBe(x)
      }),
    )
    expect(result(i32.const(2 ** 31))).toBe(-(2 ** 31))
  })

  test('i64', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), x => {
        expect(result(i64.const(x))).toBe(x)
      }),
    )
    expect(result(i64.const(2n ** 63n))).toBe(-(2n ** 63n))
  })

  test('f64', () => {
    fc.assert(
      fc.property(fc.double(), x => {
        expect(result(f64.const(x))).toBe(x)
      }),
    )
  })
})

describe('control', () => {
  test('choices and selections', () => {
    const [yes, no] = [f64.const(1), f64.const(2)]
    expect([result(choose(i32.const(5), yes, no)), result(choose(i32.const(0), yes, no))]).toEqual([1, 2])
    expect([result(select(i32.const(5), yes, no)), result(select(i32.const(0), yes, no))]).toEqual([1, 2])
  })

  test('loops, calls before the body is known, memory, globals', () => {
    const module = new Module()
    const square = module.func(['i32'], 'i32')
    const sum = module.func(['i32'], 'i32')
    const total = module.global('i32', 100)
    const [limit, at] = [sum.parameter(0, 'i32'), sum.local('i32')]
    sum.does(
      when(i32.lt(limit, i32.const(0)), [give(i32.const(-1))]),
      ...each(at, limit, [total.set(i32.add(total, call(square, at)))]),
      loop(i32.gt(at, i32.const(0)), [
        at.set(i32.sub(at, i32.const(1))),
        store.i32(i32.shl(at, i32.const(2)), 8, total),
      ]),
      give(i32.add(i32.load(i32.const(0), 8), i32.loadByte(i32.const(0)))),
    )
    const x = square.parameter(0, 'i32')
    square.does(give(i32.mul(x, x)))
    module.exportFunc('sum', sum)
    const run = exportsOf(module).sum as (limit: number) => number
    expect([run(4), run(1), run(-3)]).toEqual([100 + 0 + 1 + 4 + 9 + 7, 114 + 7, -1])
  })

  test('a parameter has the type it was declared with', () => {
    const func = new Module().func(['i32', 'f64'], undefined)
    expect(() => func.parameter(0, 'f64')).toThrow(new TypeError('parameter 0 is no f64'))
  })
})
