/**
 * Figures of the evaluators and readers: `npm run bench`, or with names of sections. Times are medians over repetitions in
 * turn and differ from machine to machine; what to look at are the ratios.
 *
 * With `HVT_WORKLOADS`, a folder `data` with d1_quotes.csv, s5.csv and s5.bin, S3 runs on D1 and S5 runs. `HVT_PYTHON` is a
 * Python that has csp. What runs is a bundle, as users run it: what translates each file by itself slows closures down.
 */
import { sections } from './sections.ts'

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in sections))
if (unknown.length > 0)
  throw new Error(`no section ${unknown.join(', ')}: there are ${Object.keys(sections).join(', ')}`)
for (const [name, show] of Object.entries(sections)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  await show()
  console.log()
}
