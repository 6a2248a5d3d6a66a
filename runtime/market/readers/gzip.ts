import { open } from 'node:fs/promises'

/** Whether the file begins with the two bytes of every gzip file. */
export const startsAsGzip = (path: string): Promise<boolean> => startsWith(path, [0x1f, 0x8b])

/** Whether it begins as ZIP files do: with a first file in it, or, of an empty one, with its end. */
export const startsAsZip = (path: string): Promise<boolean> =>
  startsWith(path, [0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x05, 0x06])

async function startsWith(path: string, ...any: readonly (readonly number[])[]): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return any.some(bytes => bytes.every((byte, i) => buffer[i] === byte))
  } finally {
    await handle.close()
  }
}
