/** A growing sequence of bytes with the encodings of the WebAssembly binary format. */
export class Bytes {
  private room = new Uint8Array(64)
  private view = new DataView(this.room.buffer)
  private used = 0

  get length(): number {
    return this.used
  }

  byte(value: number): void {
    this.reserve(1)
    this.room[this.used++] = value
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.room.set(bytes, this.used)
    this.used += bytes.length
  }

  /** Unsigned LEB128 of a whole number below 2^32. */
  unsigned(value: number): void {
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 128)
    this.byte(rest)
  }

  /** Signed LEB128. */
  signed(value: bigint): void {
    let rest = value
    for (; rest < -64n || rest > 63n; rest >>= 7n) this.byte(Number(rest & 127n) | 128)
    this.byte(Number(rest & 127n))
  }

  /** Four bytes, little-endian. */
  i32(value: number): void {
    this.reserve(4)
    this.view.setInt32(this.used, value, true)
    this.used += 4
  }

  /** Eight bytes, little-endian; NaN is always 0x7ff8000000000000. */
  f64(value: number): void {
    this.reserve(8)
    if (Number.isNaN(value)) this.view.setBigUint64(this.used, 0x7ff8000000000000n, true)
    else this.view.setFloat64(this.used, value, true)
    this.used += 8
  }

  /** A name in ASCII. */
  name(text: string): void {
    this.unsigned(text.length)
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i))
  }

  /** What `write` writes, after its length. */
  sized(write: (inner: Bytes) => void): void {
    const inner = new Bytes()
    write(inner)
    this.unsigned(inner.length)
    this.raw(inner.finish())
  }

  finish(): Uint8Array {
    return this.room.slice(0, this.used)
  }

  private reserve(more: number): void {
    if (this.used + more <= this.room.length) return
    const room = new Uint8Array(Math.max(2 * this.room.length, this.used + more))
    room.set(this.room.subarray(0, this.used))
    this.room = room
    this.view = new DataView(room.buffer)
  }
}
