import { stringify } from 'yaml'

export interface ManifestFeed {
  readonly venue: string
  /** Empty: the venue itself. */
  readonly symbol: string
  readonly file: string
}

/** A manifest of files as `hvt_events` reads them. Their times are of one clock. */
export function manifestText(market: string, feeds: readonly ManifestFeed[]): string {
  const lines = feeds.map(({ venue, symbol, file }) => {
    const instrument = symbol === '' ? "'*'" : symbol
    return `  - { venue: ${scalar(venue)}, instrument: ${instrument}, reader: hvt_events, file: ${file} }\n`
  })
  return `market: ${scalar(market)}\nfeeds:\n${lines.join('')}clock: { skew: none }\n`
}

/** A file's name that no other of the folder has. */
export function fileName(venue: string, symbol: string, used: Set<string>): string {
  const plain = `${venue} ${symbol || 'venue'}`.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  let name = plain
  for (let k = 2; used.has(name); k++) name = `${plain}_${k}`
  used.add(name)
  return `${name}.csv.gz`
}

const scalar = (text: string) => stringify(text).trimEnd()
