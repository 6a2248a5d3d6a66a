import { allKeys } from '../../program/instances.ts'
import type { Rule } from './rule.ts'

/** An alert of one among many says which. */
export const alertsSayWhich: Rule = ({ program }, say) => {
  for (const { text, place, span } of program.acting.alerts) {
    const [file, start, end] = span
    const keys = allKeys(place).map(key => key.name)
    if (keys.length > 0 && text.every(piece => typeof piece === 'string'))
      say('HVT2510', { file, start, end }, { key: keys[0]! })
  }
}
