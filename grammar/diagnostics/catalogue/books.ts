import { entry } from './entry.ts'

/** Order books: HVT2160 – HVT2164. */
export const books = {
  HVT2160: entry<{ both: boolean }>({
    title: 'how much of a book is meant',
    message: p =>
      p.both
        ? 'this says both `levels` and `within`: which of them ends the count?'
        : 'this does not say how much of the book counts',
    help: p => (p.both ? 'leave one of them' : 'say `levels: 5` or `within: 10bps`'),
    page: `What is summed over a book ends somewhere: after a number of levels, or at a distance from the best price of each
side. The far end of a book is orders that nobody means to trade at.

  wrong    imbalance(i.book)
  wrong    imbalance(i.book, levels: 5, within: 10bps)
  right    imbalance(i.book, levels: 5)
  right    imbalance(i.book, within: 10bps)`,
  }),
  HVT2161: entry<{ name: string }>({
    title: 'a function of std.book that the file does not use',
    message: p => `\`${p.name}\` of a book is a function of std.book, which this file does not use`,
    help: p => `add \`use std.book (${p.name})\``,
    page: `\`i.book.imbalance(levels: 5)\` is another way to write \`imbalance(i.book, levels: 5)\`. Either needs the library in
which the function stands.

  wrong    feature lean = i.book.imbalance(levels: 5)
  right    use std.book (imbalance)   feature lean = i.book.imbalance(levels: 5)`,
  }),
  HVT2162: entry<{ found: string; base: string; quote: string }>({
    title: 'a size that the book does not trade',
    message: p => `a size on this book is in ${p.base} or in ${p.quote}, found ${p.found}`,
    help: p => `write it with its unit: \`2 ${p.base}\`, \`2 ${p.quote}\``,
    page: `The unit of a size says what is meant by it: so much of the base asset, or what so much of the quote asset goes
for on this book.

  wrong    vwap(kraken[BTC/USD].book, buy, 2)
  wrong    vwap(kraken[BTC/USD].book, buy, 2 ETH)
  right    vwap(kraken[BTC/USD].book, buy, 2 BTC)
  right    vwap(kraken[BTC/USD].book, buy, 10_000 USD)`,
  }),
}
