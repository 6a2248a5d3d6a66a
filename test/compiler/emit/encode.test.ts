import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bytes } from '../../../compiler/emit/wasm/encode/bytes.ts'
import type { Expression, Type } from '../../../compiler/emit/wasm/encode/code.ts'
import { call, choose, each, give, loop, run, select, when } from '../../../compiler/emit/wasm/encode/control.ts'
import { Module } from '../../../compiler/emit/wasm/encode/module.ts'
import { f64, i32, i64, store } from '../../../compiler/emit/wasm/encode/numbers.ts'

const zero = i32.const(0)

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

describe('a function that is called from one place stands there', () => {
  /** The number of functions in a module: the count with which section 3 begins. */
  function functions(module: Module): number {
    const emitted = module.finish({ bytes: 0, at: 0, data: new Uint8Array() })
    for (let at = 8; ; at += 2 + emitted[at + 1]!) if (emitted[at] === 3) return emitted[at + 2]!
  }

  test('its variables begin at 0 each time, what it gives ends it alone, whatever it stands in', () => {
    const module = new Module()
    const outer = module.func(['i32'], 'i32')
    const middle = module.func(['i32', 'i32'], 'i32')
    const inner = module.func(['i32'], 'i32')
    const [limit, at, sum] = [outer.parameter(0, 'i32'), outer.local('i32'), outer.local('i32')]
    // 10 · (the least k > i with k · k > i) + i % 2, for i from 0 below the limit, added up.
    outer.does(...each(at, limit, [sum.set(i32.add(sum, call(middle, i32.and(at, i32.const(1)), at)))]), give(sum))
    const [odd, i, ten] = [middle.parameter(0, 'i32'), middle.parameter(1, 'i32'), middle.local('i32')]
    middle.does(
      ten.set(i32.add(ten, i32.const(10))),
      when(odd, [give(i32.add(i32.mul(ten, call(inner, i)), i32.const(1)))], [ten.set(i32.const(0))]),
      give(ten),
    )
    const [x, k] = [inner.parameter(0, 'i32'), inner.local('i32')]
    inner.does(
      loop(i32.const(1), [
        k.set(i32.add(k, i32.const(1))),
        when(i32.gt(i32.mul(k, k), x), [when(i32.gt(k, zero), [give(k)])]),
      ]),
      give(zero),
    )
    module.exportFunc('outer', outer)
    const run = exportsOf(module).outer as (limit: number) => number
    expect([run(0), run(2), run(4), run(10)]).toEqual([0, 21, 21 + 21, 21 + 21 + 31 + 31 + 41])
    expect(functions(module)).toBe(1)
  })

  test('variables of every type begin at 0 within a loop', () => {
    const module = new Module()
    const outer = module.func([], 'f64')
    const inner = module.func([], 'f64')
    const [at, sum] = [outer.local('i32'), outer.local('f64')]
    outer.does(...each(at, i32.const(3), [sum.set(f64.add(sum, call(inner)))]), give(sum))
    const [a, b, c] = [inner.local('i32'), inner.local('i64'), inner.local('f64')]
    inner.does(
      a.set(i32.add(a, i32.const(1))),
      b.set(i64.add(b, i64.const(10n))),
      c.set(f64.add(c, f64.const(100))),
      give(f64.add(f64.fromI32(a), f64.add(f64.fromI64(b), c))),
    )
    module.exportFunc('outer', outer)
    expect((exportsOf(module).outer as () => number)()).toBe(333)
    expect(functions(module)).toBe(1)
  })

  test('arguments are evaluated in order, before its parameters are set', () => {
    const module = new Module()
    const outer = module.func(['i32', 'i32'], 'i32')
    const minus = module.func(['i32', 'i32'], 'i32')
    const twice = module.func(['i32'], 'i32')
    const [a, b] = [outer.parameter(0, 'i32'), outer.parameter(1, 'i32')]
    outer.does(give(call(minus, call(twice, b), a.tee(i32.add(b, i32.const(1))))))
    minus.does(give(i32.sub(minus.parameter(0, 'i32'), minus.parameter(1, 'i32'))))
    twice.does(give(i32.add(twice.parameter(0, 'i32'), twice.parameter(0, 'i32'))))
    module.exportFunc('outer', outer)
    expect((exportsOf(module).outer as (a: number, b: number) => number)(5, 7)).toBe(14 - 8)
    expect(functions(module)).toBe(1)
  })

  test('not where it is called elsewhere too, from outside, or by itself', () => {
    const module = new Module()
    const [first, second] = [module.func([], undefined), module.func([], undefined)]
    const shared = module.func([], undefined)
    const [listed, seen] = [module.func([], undefined), module.func([], undefined)]
    const [self, one, other] = [module.func([], undefined), module.func([], undefined), module.func([], undefined)]
    first.does(run(shared), run(listed), run(seen))
    second.does(run(shared))
    self.does(run(self))
    one.does(run(other))
    other.does(run(one))
    module.exportFunc('first', first)
    module.exportFunc('second', second)
    module.exportFunc('seen', seen)
    module.entry(listed)
    expect(() => exportsOf(module)).not.toThrow()
    // Of two that only call each other one may stand in the other.
    expect(functions(module)).toBe(7)
  })

  test('not where much is to be compiled at once', () => {
    const module = new Module()
    const outer = module.func([], undefined)
    const long = module.func([], undefined)
    const at = long.local('i32')
    outer.does(run(long))
    long.does(...Array.from({ length: 1_000 }, () => at.set(zero)))
    module.exportFunc('outer', outer)
    expect(functions(module)).toBe(2)
  })
})
