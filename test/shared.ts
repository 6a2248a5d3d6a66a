import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../shared', import.meta.url))

/** The folder of recorded markets and reference results beside the project; undefined where it is absent. */
export const shared: string | undefined = existsSync(folder) ? folder : undefined

if (!shared) console.log('tests on recorded markets are skipped: there is no folder ../shared beside the project')
