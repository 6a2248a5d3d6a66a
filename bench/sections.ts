import { audits } from './audit.ts'
import { readings } from './captures.ts'
import { cases } from './cases.ts'
import { answers, checkTimes } from './check.ts'
import { compileTimes } from './compile.ts'
import { evaluators } from './evaluators.ts'
import { keys } from './keys.ts'
import { pairs } from './pairs.ts'
import { s3 } from './s3.ts'
import { s5 } from './s5.ts'
import { type Size, sizes } from './sizes.ts'
import { snapshots } from './snapshots.ts'
import { line, number, ratio } from './table.ts'

/** What can be measured, by name. */
export const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  strategies: async () => {
    line('ns per event', 'reports', 'interpr.', 'single', 'batch', 'single', 'batch')
    for (const one of await cases()) {
      const { reports, interpreter, single, batch } = evaluators(one, 7)
      const times = [reports, interpreter, single, batch].map(number)
      line(one.name, ...times, ratio(interpreter / single), ratio(interpreter / batch))
    }
  },

  s3: () => {
    const found = s3(7)
    line('S3, ns per quote', '', 'to C', 'to batch')
    const names: Record<string, string> = {
      blocks: 'C, aligned blocks: the same bits',
      running: 'C, running sums: they drift',
      batch: 'compiled, in batches',
      single: 'compiled, singly',
      reported: 'compiled, 22 reports a quote',
      interpreter: 'interpreter',
      csp: 'csp',
    }
    for (const [way, name] of Object.entries(names)) {
      const ns = found[way]
      if (ns === undefined) line(name, 'not here')
      else line(name, number(ns), found.blocks ? ratio(ns / found.blocks) : '', ratio(ns / found.batch!))
    }
  },

  s5: () => {
    const found = s5(7)
    line('S5, ns per message', '', 'plain JS', 'speed', 'count', 'sum')
    if (!found) line('not here: HVT_WORKLOADS')
    for (const { form, ns, plain, count, sum } of found ?? []) {
      const rival = plain === undefined ? ['not here', ''] : [number(plain), ratio(plain / ns)]
      line(form, number(ns), ...rival, count.toLocaleString('en'), `${sum}`)
    }
  },

  keys: () => {
    const counts = [1, 100, 1_000]
    const found = keys(counts, 7)
    line('keys, ns per event', '', 'to one')
    for (const [k, ns] of found.entries()) line(`${counts[k]} keys in turns`, number(ns), ratio(ns / found[0]!))
  },

  pairs: () => {
    line('pairs, ns per pair and tick', '', 'plain JS', 'to it', 'bytes', 'to it')
    for (const symbols of [10, 40]) {
      const { compiled, plain, state, rings } = pairs(symbols, 5)
      const pair = `${symbols * (symbols - 1)} pairs: slope, corr, mean, std`
      line(pair, ...[compiled, plain].map(number), ratio(compiled / plain), number(state), ratio(state / rings))
    }
  },

  snapshots: () => {
    const { megabytes, snapshot, restore, copyToNew, copy } = snapshots(25)
    line(`${megabytes.toFixed(1)} MB of state, ms`, '', 'copying', 'to it')
    line('snapshot, into new memory', snapshot.toFixed(3), copyToNew.toFixed(3), ratio(snapshot / copyToNew))
    line('restore, into memory that is there', restore.toFixed(3), copy.toFixed(3), ratio(restore / copy))
    line(
      'both',
      (snapshot + restore).toFixed(3),
      (copyToNew + copy).toFixed(3),
      ratio((snapshot + restore) / (copyToNew + copy)),
    )
  },

  audit: async () => {
    line('CSV, rows a second', 'read', 'audited')
    const { read, audited } = await audits(7)
    line('a million bars, six columns', number(read), number(audited))
  },

  compile: () => {
    line('compile, ms', 'graph', 'module', 'both')
    for (const { name, graph, module } of compileTimes(15)) {
      line(name, number(graph), number(module), number(graph + module))
    }
  },

  check: () => {
    const found = checkTimes(21)
    line('check, ms', 'process', 'to empty')
    if (!found) line('not here: npm run build')
    else {
      const { empty, version, check, five, warm } = found
      const whole = { 'an empty process': empty, version, '500 lines': check, 'five files of 100 lines': five }
      for (const [name, ms] of Object.entries(whole)) line(name, number(ms), ratio(ms / empty))
      line('500 lines, warm, in one process', number(warm))
    }
    for (const { name, megabytes, ms, code, last } of answers() ?? []) {
      line(`${name}, ${megabytes} MB`, number(ms), `exit ${code}`, ` ${last}`)
    }
  },

  captures: async () => {
    const found = await readings(7)
    line('captures, raw messages a second', 'messages', 'quotes', 'and books')
    if (!found) line('not here: ../shared')
    for (const { name, messages, quotes, books } of found ?? []) line(name, ...[messages, quotes, books].map(number))
  },

  sizes: () => {
    line('features of one quote', 'nodes', 'code', 'emit ms', 'compile ms', 'ns/node', 'interpr.')
    const counts = [40, 200, 2_000]
    const measured = sizes(counts, 9)
    for (const [k, { nodes, bytes, emit, compile, run, interpreted }] of measured.entries()) {
      line(`${counts[k]}`, ...[nodes, bytes, emit, compile, run, interpreted].map(number))
    }
    const [small, large] = [measured[1]!, measured[2]!]
    const grown = (what: (s: Size) => number) => ratio(what(large) / what(small))
    line(
      'per node, 2,000 to 200',
      '',
      grown(s => s.bytes / s.nodes),
      grown(s => s.emit / s.nodes),
      grown(s => s.compile / s.nodes),
      grown(s => s.run),
      grown(s => s.interpreted),
    )
  },
}
