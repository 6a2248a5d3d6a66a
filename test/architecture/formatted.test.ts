import { expect, test } from 'vitest'
import { format } from '../../grammar/format/format.ts'
import { blocks } from './docs.ts'
import { textsOf } from './tree.ts'

const files = [...textsOf(['.'], /\.hvt$/)]
const documents = [...textsOf(['.'], /\.md$/)]
const programs = documents.flatMap(([path, markdown]) =>
  blocks(markdown)
    // What cannot be read, as HVT1xxx say, has no form.
    .filter(({ language, announces }) => language === 'hvt' && !announces.some(code => code.startsWith('HVT1')))
    .map(({ text, line }): [string, string] => [`${path}:${line}`, text]),
)

test.each([...files, ...programs])('%s has the form that `hvt fmt` gives it', (path, text) => {
  expect(format(path, text).text).toBe(text)
})
