import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { parse } from '../../../grammar/parse.ts'
import { schema } from '../../../grammar/yaml/schema.ts'
import { toYaml } from '../../../grammar/yaml/write.ts'
import { textsOf } from '../../architecture/tree.ts'
import { representative } from '../representative.ts'
import { representativeTrading } from '../representative_trading.ts'

const validate = new Ajv({ allowUnionTypes: true }).compile(schema())
const own = [...textsOf(['strategies', 'examples', 'compiler/std'], /\.hvt$/)]

test.each([...own, ['representative', representative], ['trading', representativeTrading]])(
  '%s is valid',
  (_, text) => {
    validate(parseYaml(toYaml(parse('x.hvt', text).file)))
    expect(validate.errors).toBe(null)
  },
)

test.each([
  'strategy: s',
  '- name: x',
  '- let: x',
  '- { let: x, value: 1 }',
  '- { let: x, is: 1, doc: [1] }',
  '- { each: [s], body: [] }',
  '- { halt: 1, when: a }',
  '- { phase: p, steps: [{ stepp: a }] }',
])('%s is not', yaml => {
  expect(validate(parseYaml(yaml))).toBe(false)
})
