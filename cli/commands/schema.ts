import { schema as ofYaml } from '../../grammar/yaml/schema.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `hvt schema`: the JSON Schema of strategies in YAML; returns the exit code. */
export async function schema(to: Terminal): Promise<number> {
  to.out(`${JSON.stringify(ofYaml(), undefined, 2)}\n`)
  return 0
}
