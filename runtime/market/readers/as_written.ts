const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Files are read as Latin-1, a character for each byte: what people are to read, or wrote, is UTF-8 where it can be. */
export function asWritten(text: string): string {
  try {
    return utf8.decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}
