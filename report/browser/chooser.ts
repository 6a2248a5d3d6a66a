/** What people chose of one list, by place in it. */
export type Chosen = ReadonlySet<number>

/** Lists with a box to tick for each item, and one field that filters them all. */
export function chooser(host: HTMLElement, changed: () => void) {
  const labels: HTMLLabelElement[] = []
  const filter = document.createElement('input')
  filter.type = 'search'
  filter.placeholder = 'filter'
  filter.ariaLabel = 'Filter what can be drawn'
  filter.addEventListener('input', () => {
    for (const label of labels) label.hidden = !label.textContent!.includes(filter.value)
  })
  host.append(filter)
  return { group }

  function group(title: string, names: readonly string[], isChosen: (k: number) => boolean): Chosen {
    const chosen = new Set([...names.keys()].filter(isChosen))
    const fieldset = document.createElement('fieldset')
    const legend = document.createElement('legend')
    legend.textContent = title
    fieldset.append(legend)
    for (const [k, name] of names.entries()) {
      const label = document.createElement('label')
      const box = document.createElement('input')
      box.type = 'checkbox'
      box.checked = chosen.has(k)
      box.addEventListener('change', () => {
        if (box.checked) chosen.add(k)
        else chosen.delete(k)
        changed()
      })
      label.append(box, ` ${name}`)
      labels.push(label)
      fieldset.append(label)
    }
    if (names.length) host.append(fieldset)
    return chosen
  }
}
