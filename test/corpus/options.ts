import { after, type Mistake, trading } from './mistake.ts'

const label = 'label fwd for up = last(mid, next 10s) / mid@row - 1\n'
const model = (family: string, inputs = 'move', rest = 'rows at up train every 7d') =>
  `model m = ${family} { predict fwd from [${inputs}] ${rest} }\nsignal go when m > 1%`
const training = (rest: string) => model('gbdt', 'move', `rows every 1h train every 7d ${rest}`)

const rows: readonly (readonly [text: string, code: string, message: string, help: string])[] = [
  [model('gbdt(«dpeth»: 3)'), 'HVT2412', 'model `m` does not know `dpeth`', 'did you mean `depth`?'],
  [model('ols(«alpha»: 1)'), 'HVT2412', 'model `m` does not know `alpha`', 'leave it out'],
  [model('gbdt(depth: «0»)'), 'HVT2417', '`depth` of model `m` cannot be `0`', 'write a whole number from 1 on'],
  [model('forest(trees: «2.5»)'), 'HVT2417', '`trees` of model `m` cannot be `2.5`', 'write a whole number from 1 on'],
  [model('ridge(alpha: «-1»)'), 'HVT2417', '`alpha` of model `m` cannot be `-1`', 'write zero or more'],
  [model('lasso(alpha: «1 USD»)'), 'HVT2417', '`alpha` of model `m` cannot be `1 USD`', 'write zero or more'],
  [model('elastic_net(l1: «2»)'), 'HVT2417', '`l1` of model `m` cannot be `2`', 'write a number from 0 to 1'],
  [model('online_ols(half_life: «10»)', 'move', 'rows at up'), 'HVT2417', '`half_life` of model `m` cannot be `10`', 'write a duration above zero'],
  [training('validate walk_forward(«fold»: 5)'), 'HVT2412', '`validate` does not know `fold`', 'did you mean `folds`?'],
  [training('validate walk_forward(folds: «-5»)'), 'HVT2417', '`folds` of `validate` cannot be `-5`', 'write a whole number from 2 on'],
  [training('validate holdout(share: «1»)'), 'HVT2417', '`share` of `validate` cannot be `1`', 'write a number between 0 and 1'],
  [training('promote when better by «-5%»'), 'HVT2417', '`by` cannot be `-5%`', 'write zero or more'],
  [training('on last «5s»'), 'HVT2417', '`last` cannot be `5s`', 'write more than 10s: before that no label of its rows is known'],
  [training('on last 5h at least «500» rows'), 'HVT2417', '`at least` cannot be `500`', 'write 5 or less: its `last 5h` has no more rows with a label'],
  [training('at least «2.5» rows'), 'HVT2104', '`at least` is no number of rows', 'write a whole number of rows: `1_000`'],
] // biome-ignore format: a table

/** What models and their training are told. */
export const optionMistakes: readonly Mistake[] = after(trading + label, rows)
