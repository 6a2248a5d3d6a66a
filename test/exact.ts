/** Sums of doubles without any rounding, of a window that moves. */
export class ExactWindow {
  private readonly ticks: (readonly bigint[])[] = []
  private readonly sums: { y: bigint; x: bigint; yy: bigint; xy: bigint } = { y: 0n, x: 0n, yy: 0n, xy: 0n }

  constructor(private readonly length: number) {}

  /** One tick of y, or of the pair y, x. */
  push(y: number, x = 0): void {
    this.ticks.push([units(y), units(x)])
    this.count(this.ticks.at(-1)!, 1n)
    if (this.ticks.length > this.length) this.count(this.ticks.shift()!, -1n)
  }

  get full(): boolean {
    return this.ticks.length === this.length
  }

  get sum(): number {
    return ratio(this.sums.y, 1n << SHIFT)
  }

  get mean(): number {
    return ratio(this.sums.y, BigInt(this.length) << SHIFT)
  }

  /** Of the last tick. */
  get fromMean(): number {
    const n = BigInt(this.length)
    return ratio(n * this.ticks.at(-1)![0]! - this.sums.y, n << SHIFT)
  }

  get variance(): number {
    const n = BigInt(this.length)
    const { y, yy } = this.sums
    return ratio(n * yy - y * y, (n * (n - 1n)) << (2n * SHIFT))
  }

  get covariance(): number {
    const n = BigInt(this.length)
    const { y, x, xy } = this.sums
    return ratio(n * xy - y * x, (n * (n - 1n)) << (2n * SHIFT))
  }

  private count([y, x]: readonly bigint[], sign: bigint): void {
    this.sums.y += sign * y!
    this.sums.x += sign * x!
    this.sums.yy += sign * y! * y!
    this.sums.xy += sign * y! * x!
  }
}

const SHIFT = 160n

/** A double as a whole number of 2^-160. @throws RangeError if it is none. */
function units(x: number): bigint {
  if (x === 0) return 0n
  const down = Math.max(0, 53 - Math.ceil(Math.log2(Math.abs(x))))
  const whole = x * 2 ** down
  if (!Number.isInteger(whole) || BigInt(down) > SHIFT) throw new RangeError(`${x} is too fine`)
  return BigInt(whole) << (SHIFT - BigInt(down))
}

/** A quotient of whole numbers, to the last bits of a double. */
function ratio(a: bigint, b: bigint): number {
  const extra = 128n + BigInt(Math.max(0, b.toString(2).length - a.toString(2).length))
  return Number((a << extra) / b) / 2 ** Number(extra)
}
