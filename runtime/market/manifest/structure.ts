import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../../grammar/diagnostics/nearest.ts'
import type { Document, Path } from './document.ts'
import { type RawManifest, schema } from './schema.ts'

/** Checks a document against the schema of manifests: the manifest, or what is wrong with it, each at its place. */
export function checkStructure(document: Document): { raw?: RawManifest; diagnostics: Diagnostic[] } {
  // Compiled at first use only: most commands never see a manifest.
  validate ??= new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<RawManifest>(schema)
  if (validate(document.value)) return { raw: document.value, diagnostics: [] }
  return { diagnostics: validate.errors!.map(error => translate(error, document)) }
}

let validate: ValidateFunction<RawManifest> | undefined

/** The schema's own words are for programmers; these are for the person who wrote the manifest. */
function translate(error: ErrorObject, { span, keySpan }: Document): Diagnostic {
  const path = pointer(error.instancePath)
  const owner = (error.parentSchema as { title?: string }).title ?? key(path)
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params.additionalProperty)
      const known = Object.keys((error.parentSchema as { properties: object }).properties)
      const place = { span: keySpan([...path, name]) }
      return diagnostic('HVT4005', place, { key: name, of: owner, known, nearest: nearest(name, known) })
    }
    case 'required':
      return diagnostic('HVT4006', { span: span(path) }, { key: String(error.params.missingProperty), of: owner })
    case 'minItems':
      return diagnostic('HVT4014', { span: span(path) }, {})
    case 'minLength':
      return diagnostic('HVT4009', { span: span(path) }, { of: key(path), text: '', form: 'text' })
    case 'enum': {
      const allowed = error.params.allowedValues as readonly string[]
      return diagnostic('HVT4012', { span: span(path) }, { of: key(path), text: String(error.data), allowed })
    }
    case 'exclusiveMinimum':
      return diagnostic('HVT4009', { span: span(path) }, { of: key(path), text: String(error.data), form: 'positive' })
    default:
      return diagnostic('HVT4007', { span: span(path) }, { of: owner, ...kinds(error) })
  }
}

const key = (path: Path) => (path.length ? `\`${path.at(-1)}\`` : 'the manifest')

const pointer = (text: string): Path =>
  text
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))

function kinds(error: ErrorObject): { wanted: string; found: string } {
  const wanted = [error.schema].flat().map(type => names[String(type)] ?? String(type))
  const data: unknown = error.data
  const type = data === null ? 'null' : Array.isArray(data) ? 'array' : typeof data
  return { wanted: wanted.join(' or '), found: names[type] ?? type }
}

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a truth value',
  array: 'a list',
  object: 'a map',
  null: 'empty',
}
