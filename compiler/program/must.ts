/** What a number must be where it stands, whatever its unit is. */
export type Must =
  | 'a value above zero'
  | 'zero or more'
  | 'a value other than zero'
  | 'a whole number from 1 on'
  | 'zero or a whole number above it'

export function obeys(value: number, must: Must): boolean {
  switch (must) {
    case 'a value above zero':
      return value > 0
    case 'zero or more':
      return value >= 0
    case 'a value other than zero':
      return value !== 0
    case 'a whole number from 1 on':
      return Number.isInteger(value) && value >= 1
    case 'zero or a whole number above it':
      return Number.isInteger(value) && value >= 0
  }
}
