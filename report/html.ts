/** Text as HTML has it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}

/** Rows of texts; a line break in a cell is one. Without a head the first column names what the second has. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None.</p>'
  const cell = (text: string, k: number) => {
    const tag = k === 0 ? 'th scope="row"' : 'td'
    return `<${tag}>${escaped(text).replaceAll('\n', '<br>')}</${tag.slice(0, 2)}>`
  }
  const heading = head.map(text => `<th scope="col">${escaped(text)}</th>`).join('')
  const body = rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('\n')
  return `<div class="wide"><table>${heading && `<thead><tr>${heading}</tr></thead>`}<tbody>${body}</tbody></table></div>`
}
