import type { Span } from '../../ast/span.ts'
import { type Code, catalogue } from '../catalogue/index.ts'
import type { Diagnostic, Fix } from '../diagnostic.ts'
import { byPlace } from './order.ts'
import { placesIn } from './places.ts'

type At = ReturnType<typeof placesIn>

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/**
 * Diagnostics as a log of SARIF 2.1.0, sorted by place: a rule with its page for each code that occurs, labels as related
 * locations, fixes as replacements. Columns are UTF-16 code units from 1. `version` is that of HVT.
 */
export function renderSarif(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  version: string,
): object {
  const codes = [...new Set(diagnostics.map(d => d.code))].sort()
  const at = placesIn(sources)
  const driver = { name: 'hvt', version, rules: codes.map(rule) }
  const results = byPlace(diagnostics).map(d => result(d, codes.indexOf(d.code), at))
  const runs = [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }]
  return { $schema: schema, version: '2.1.0', runs }
}

function rule(code: Code): object {
  const {
    title,
    page,
    severity: level = 'error',
  } = catalogue[code] as { title: string; page: string; severity?: string }
  return { id: code, shortDescription: { text: title }, help: { text: page }, defaultConfiguration: { level } }
}

function result(d: Diagnostic, ruleIndex: number, at: At): object {
  const text = [d.message, d.why, d.help].filter(Boolean).join('\n')
  const place = d.span ? location(d.span, at) : d.where !== undefined && file(d.where)
  return {
    ruleId: d.code,
    ruleIndex,
    level: d.severity,
    message: { text },
    ...(place && { locations: [place] }),
    ...(d.labels.length > 0 && {
      relatedLocations: d.labels.map((label, id) => ({
        id,
        ...location(label.span, at),
        message: { text: label.text },
      })),
    }),
    ...(d.fixes && { fixes: d.fixes.map(fix => fixOf(fix, at)) }),
  }
}

function fixOf({ title, edits, choice }: Fix, at: At): object {
  const replacements = edits.map(({ span, text }) => ({ deletedRegion: region(span, at), insertedContent: { text } }))
  const artifactLocation = { uri: uriOf(edits[0]!.span.file) }
  const changes = { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] }
  return { ...changes, ...(choice && { properties: { choice } }) }
}

function location(span: Span, at: At) {
  const found = region(span, at)
  const artifactLocation = { uri: uriOf(span.file) }
  return { physicalLocation: { artifactLocation, ...(found && { region: found }) } }
}

const file = (path: string) => ({ physicalLocation: { artifactLocation: { uri: uriOf(path) } } })

function region(span: Span, at: At): object | undefined {
  const { line, column, endLine, endColumn } = at(span)
  return line === undefined ? undefined : { startLine: line, startColumn: column, endLine, endColumn }
}

/** A path as a URI: relative to the folder that one is in, or of a file. */
function uriOf(path: string): string {
  const uri = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
  return uri.startsWith('/') ? `file://${uri}` : uri
}
