import { entry } from './entry.ts'

/** A source text as a whole: HVT1012 to HVT1015. */
export const sources = {
  HVT1012: entry<object>({
    title: 'not a text',
    message: () => 'this file is no text',
    help: () => 'give a strategy written in HVT, saved as UTF-8',
    page: `The file contains zero bytes or mostly control characters: it is a binary file, or text in UTF-16.
HVT files are UTF-8.

  wrong    hvt check model.onnx
  right    hvt check strategy.hvt`,
  }),
  HVT1013: entry<{ length: number; longest: number }>({
    title: 'the file is too long',
    message: p => `this file has ${p.length} characters; at most ${p.longest} are read`,
    help: () => 'keep data in files of their own (`file("symbols.csv")`) and split a strategy with `use`',
    page: `A source file of more than a million characters is data rather than a strategy.

  wrong    universe symbols = [A/USD, B/USD, and so on for a megabyte]
  right    universe symbols: */USD = file("symbols.csv")`,
  }),
  HVT1014: entry<{ limit: number; of: 'brackets' | 'operators' }>({
    title: 'nested too deep',
    message: p =>
      p.of === 'brackets'
        ? `brackets and \`if\`s are nested more than ${p.limit} deep`
        : `more than ${p.limit} operators depend on each other in this declaration`,
    help: () => 'give parts of it names with `let`; write long sums as `sum([…])`',
    page: `Nesting is limited to 200 levels of brackets and to chains of 500 operators, far more than people read.

  wrong    let x = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))) and so on
  right    let inner = a + b   let x = inner * c`,
  }),
  HVT1015: entry<{ count: number }>({
    title: 'more mistakes',
    message: p => `${p.count} more ${p.count === 1 ? 'mistake' : 'mistakes'} in this file from here on`,
    help: () => 'mend those above first',
    page: `At most twenty messages are shown for a file, then their number. Many at once mostly have one cause.

  wrong    a file of another language
  right    mend the first message, then look again`,
  }),
}
