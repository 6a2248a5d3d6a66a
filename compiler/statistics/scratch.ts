/**
 * A column to work in, as long as is asked for, with anything in it. The next call may give the same again: statistics of many keys
 * would spend more time on allocating than on computing.
 */
export function scratch(): (length: number) => Float64Array {
  let column = new Float64Array(0)
  return length => {
    if (column.length !== length) column = new Float64Array(length)
    return column
  }
}
