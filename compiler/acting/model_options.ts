/** What a number after the name of a model, or of its validation, must be. */
export interface Option {
  readonly must: string
  readonly fits: (value: number) => boolean
  /** In seconds. */
  readonly isDuration?: true
}

const count: Option = { must: 'a whole number from 1 on', fits: n => Number.isInteger(n) && n >= 1 }
const several: Option = { must: 'a whole number from 2 on', fits: n => Number.isInteger(n) && n >= 2 }
const seed: Option = { must: 'zero or a whole number above it', fits: n => Number.isInteger(n) && n >= 0 }
const strength: Option = { must: 'zero or more', fits: n => n >= 0 }
const ratio: Option = { must: 'a number from 0 to 1', fits: n => n >= 0 && n <= 1 }
const share: Option = { must: 'a number above 0, and 1 at most', fits: n => n > 0 && n <= 1 }
const part: Option = { must: 'a number between 0 and 1', fits: n => n > 0 && n < 1 }
const duration: Option = { must: 'a duration above zero', fits: n => n > 0, isDuration: true }
const longer: Option = { must: 'zero or a duration', fits: n => n >= 0, isDuration: true }

const trees = { depth: count, min_rows: count, rows: share, columns: share, seed }

/** By family. Files are texts, and have no name. */
export const familyOptions = {
  gbdt: { ...trees, rounds: count, leaves: several, learning_rate: share, l2: strength },
  forest: { ...trees, trees: count },
  ols: {},
  ridge: { alpha: strength },
  lasso: { alpha: strength },
  elastic_net: { alpha: strength, l1: ratio },
  logistic: { alpha: strength },
  online_ols: { half_life: duration },
  onnx: {},
} as const satisfies Readonly<Record<string, Options>>

/** `embargo`: beyond what the horizon of the label asks for. */
export const validationOptions = {
  walk_forward: { folds: several, embargo: longer },
  holdout: { share: part, embargo: longer },
  purged_folds: { folds: several, embargo: longer },
} as const satisfies Readonly<Record<string, Options>>

export type Options = Readonly<Record<string, Option>>
