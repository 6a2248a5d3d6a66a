import { Unzip, UnzipInflate } from 'fflate'

/** Why a ZIP file cannot be used; its code is like those of Node's own decompression. */
class ZipFault extends Error {
  readonly code = 'Z_ZIP'
}

/** The contents of the one file that a ZIP file holds, in chunks, as its own come. */
export async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const ready: Buffer[] = []
  let files = 0
  let isWhole = false
  const zip = new Unzip(file => {
    if (++files > 1) throw new ZipFault('it holds several files; unpack it, and name one in each feed')
    file.ondata = (error, data, final) => {
      if (error) throw new ZipFault(error.message)
      if (data.length) ready.push(Buffer.from(data))
      isWhole = final
    }
    file.start()
  })
  zip.register(UnzipInflate)
  for await (const chunk of chunks) {
    zip.push(chunk)
    yield* ready.splice(0)
  }
  if (!isWhole) throw new ZipFault(files ? 'it ends before its contents do' : 'it holds no file')
}
