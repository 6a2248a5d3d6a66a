import { entry } from './entry.ts'

/** What is never there, and what hides that something is not: HVT31xx. */
export const presence = {
  HVT3102: entry<{ what: string }>({
    title: 'always absent',
    severity: 'warning',
    message: p => `${p.what} never has a value`,
    help: () => 'give it a value, or leave it out',
    page: `Absence spreads: what is computed from something absent is absent. \`none\`, a division by zero and a model that is never
promoted are absent always, and so is all that needs them.

  wrong    model m = gbdt { ...  promote when never }     signal up when m > 1%
  right    model m = gbdt { ...  promote when better }    signal up when m > 1%`,
  }),
  HVT3103: entry<{ what: string }>({
    title: 'a guard that disarms',
    severity: 'warning',
    message: p => `while this is absent, ${p.what} is harmless: the protection is off when it is blind`,
    why: () => 'in risk what is not known counts as danger: a veto and a limit apply, a halt lets only exits through',
    help: () => 'leave out the `??` or `present`, or choose a value that protects',
    page: `Everywhere else conditions act on true only. Risk is the other way round: a veto forbids while its condition is true or
unknown, a limit holds only while it is known to hold, an unknown \`halt\` lets only exits through. A guard that turns the
unknown into a harmless value takes that away.

  wrong    risk { veto "wide" when (spread ?? 0) > 1% }
  right    risk { veto "wide" when spread > 1% }`,
  }),
} as const
