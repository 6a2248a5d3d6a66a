import { open } from 'node:fs/promises'

/** Whether the file begins with the two bytes of every gzip file. */
export const startsAsGzip = (path: string): Promise<boolean> => startsWith(path, 0x1f, 0x8b)

/** Whether it begins as ZIP files do that hold something. */
export const startsAsZip = (path: string): Promise<boolean> => startsWith(path, 0x50, 0x4b)

async function startsWith(path: string, ...two: readonly [number, number]): Promise<boolean> {
  const handle = await open(path)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === two[0] && buffer[1] === two[1]
  } finally {
    await handle.close()
  }
}
