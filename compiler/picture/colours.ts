import type { BoxKind } from './picture.ts'

/** Of each kind of box; text on `fill` in `text` has a contrast of 7 and more. */
export const colours: Readonly<Record<BoxKind, { fill: string; line: string; text: string }>> = {
  input: { fill: '#e3f2fd', line: '#1565c0', text: '#0d2c4d' },
  param: { fill: '#fff8e1', line: '#b28704', text: '#3d2f00' },
  clock: { fill: '#fff8e1', line: '#b28704', text: '#3d2f00' },
  node: { fill: '#ffffff', line: '#9e9e9e', text: '#212121' },
  feature: { fill: '#e8f5e9', line: '#2e7d32', text: '#10301a' },
  signal: { fill: '#fdecea', line: '#c62828', text: '#4a0d0d' },
  record: { fill: '#f3e5f5', line: '#6a1b9a', text: '#2d0a43' },
  order: { fill: '#fbe9e7', line: '#bf360c', text: '#3e1200' },
  model: { fill: '#e0f2f1', line: '#00695c', text: '#00251f' },
  alert: { fill: '#fffde7', line: '#9e7c00', text: '#352a00' },
  risk: { fill: '#efebe9', line: '#4e342e', text: '#22140f' },
  peg: { fill: '#eceff1', line: '#455a64', text: '#1c262b' },
}
