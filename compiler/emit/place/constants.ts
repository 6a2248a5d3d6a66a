/** Read-only tables of the module: maps, lists of readers, numbers by instance. Equal tables stand there once. */
export class Constants {
  private readonly known = new Map<string, number>()
  private readonly chunks: Uint8Array[] = []
  private used = 0

  /** @param start Address of the first table, a multiple of 8. */
  constructor(readonly start: number) {}

  get bytes(): number {
    return this.used
  }

  /** Whole numbers of 4 bytes each; returns their address. */
  i32s(values: readonly number[]): number {
    return this.table('i32', values, Int32Array)
  }

  f64s(values: readonly number[]): number {
    return this.table('f64', values, Float64Array)
  }

  data(): Uint8Array {
    const all = new Uint8Array(this.used)
    let at = 0
    for (const chunk of this.chunks) {
      all.set(chunk, at)
      at += chunk.length
    }
    return all
  }

  private table(type: string, values: readonly number[], Typed: typeof Int32Array | typeof Float64Array): number {
    const key = `${type} ${values.join()}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const address = this.start + this.used
    const bytes = new Uint8Array(Math.ceil((values.length * Typed.BYTES_PER_ELEMENT) / 8) * 8)
    bytes.set(new Uint8Array(Typed.from(values).buffer))
    this.chunks.push(bytes)
    this.used += bytes.length
    this.known.set(key, address)
    return address
  }
}

/** Where each of several lists of given lengths begins when they stand one after another, and where the last ends. */
export function starts(lengths: readonly number[]): number[] {
  const all = [0]
  for (const length of lengths) all.push(all.at(-1)! + length)
  return all
}
