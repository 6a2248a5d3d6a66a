/** Figures as lines of a table: a name, then cells of one width. */
export function line(name: string, ...cells: readonly string[]): void {
  console.log([name.padEnd(34), ...cells.map(cell => cell.padStart(10))].join('  '))
}

export const number = (x: number) => (x < 100 ? x.toFixed(1) : Math.round(x).toLocaleString('en'))
export const ratio = (x: number) => `${x < 10 ? x.toFixed(2) : x.toFixed(1)}×`
