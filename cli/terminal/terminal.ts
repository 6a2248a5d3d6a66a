/** The two ends of the command line: data go to `out`, words to `say`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly say: (text: string) => void
  /** Whether colours are welcome there. */
  readonly colour: { readonly out: boolean; readonly say: boolean }
  /** Columns of what `out` writes to, or what is good to read where it has none. */
  readonly width: number
  /** Columns of what `out` writes to: infinite of a pipe or a file. */
  readonly room: number
  /** Whether what was said can be overwritten: a progress bar. */
  readonly live: boolean
}

/** Columns where nobody says how many there are: a pipe, a file. */
const usual = 120

/** @param color False for `--no-color`. */
export function terminal(color: boolean): Terminal {
  const { stdout, stderr, env } = process
  const dumb = env.TERM === 'dumb'
  const columns = stdout.columns || Number(env.COLUMNS)
  const welcome = color && !env.NO_COLOR && !dumb
  return {
    out: text => void stdout.write(text),
    say: text => void stderr.write(text),
    colour: { out: welcome && stdout.isTTY === true, say: welcome && stderr.isTTY === true },
    width: columns || usual,
    room: columns || Number.POSITIVE_INFINITY,
    live: stderr.isTTY === true && !dumb,
  }
}

/** Takes back what was said on a live terminal since the last line end. */
export const clearLine = '\r\x1b[K'

/** Bold, where colours are welcome. */
export function bold(text: string, colour: boolean): string {
  return colour ? `\x1b[1m${text}\x1b[0m` : text
}
