import type { Span } from '../../ast/span.ts'
import { isYaml } from '../../source/form.ts'
import type { Code, Parameters } from '../catalogue/index.ts'
import { characters } from './characters.ts'
import type { Cure, Cures, Fix } from './fix.ts'
import { names } from './names.ts'
import { rules } from './rules.ts'
import { syntax } from './syntax.ts'
import { values } from './values.ts'

/** The codes that have a fix, at least in some places. */
export const cures: Cures = { ...characters, ...syntax, ...names, ...rules, ...values }

/**
 * The fixes of a mistake; `text` is that of its file, `whole` the expression around its place. In YAML a fix only puts in
 * what YAML reads as a part of any text.
 */
export function fixesOf<C extends Code>(
  code: C,
  parameters: Parameters<C>,
  span: Span,
  text: string,
  whole: Span = span,
): readonly Fix[] {
  const cure = cures[code] as Cure<C> | undefined
  const fix = cure?.(parameters, { span, text, whole })
  if (!fix || (isYaml(span.file) && fix.edits.some(edit => !/^[\w.()+/<= ]*$/.test(edit.text)))) return []
  return [fix]
}
