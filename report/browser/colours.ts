/** Told apart by people who see few colours, too: blue and orange first, then light and dark. */
export const colours = ['#0067c5', '#e07000', '#5aa9e6', '#9c4a00', '#003f7d', '#f2b134', '#6b7280', '#00827f']

export const shade = {
  absent: 'rgba(128, 128, 128, 0.22)',
  silent: 'rgba(224, 112, 0, 0.22)',
  true: 'rgba(0, 103, 197, 0.45)',
  range: 0.25,
} as const

/** Of the text around a chart, which is light on dark where people like it so. */
export const ink = () => getComputedStyle(document.body).color
