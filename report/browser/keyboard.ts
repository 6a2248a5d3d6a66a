import type uPlot from 'uplot'

/** Arrow keys move the cursor of a chart that has the focus; Escape shows all time again. */
export function keyboard(plot: uPlot): void {
  plot.root.parentElement!.addEventListener('keydown', event => {
    const { idx } = plot.cursor
    const last = plot.data[0].length - 1
    const by: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -50, PageDown: 50 }
    const step = by[event.key]
    if (event.key === 'Escape') plot.setScale('x', { min: plot.data[0][0]!, max: plot.data[0][last]! })
    if (step === undefined) return
    event.preventDefault()
    const to = Math.min(last, Math.max(0, (idx ?? 0) + step))
    plot.setCursor({ left: plot.valToPos(plot.data[0][to]!, 'x'), top: 10 })
  })
}
