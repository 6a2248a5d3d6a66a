import { map, memberText, ofKey, type Static } from '../program/keys.ts'
import type { Value } from '../program/value.ts'

/** What a key or a text says; undefined for what is neither. */
export function keyText(value: Value): Static<string> | undefined {
  switch (value.kind) {
    case 'venue':
    case 'symbol':
      return map<Parameters<typeof memberText>[0], string>(value.is, memberText)
    case 'asset':
    case 'text':
      return value.is
    case 'record':
      return value.key && map(ofKey(value.key), memberText)
    case 'instrument':
      return map(value.ref.is, memberText)
    default:
      return undefined
  }
}
