import { type Check, checks } from '../doctor/checks.ts'
import { bold, type Terminal } from '../terminal/terminal.ts'

/** `hvt doctor`: exit code 1 if something is missing that HVT needs. */
export async function doctor(
  { json = false, version }: { readonly json?: boolean; readonly version: string },
  to: Terminal,
): Promise<number> {
  const all = await checks()
  const ok = all.every(check => check.ok || check.optional)
  if (json) to.out(`${JSON.stringify({ ok, hvt: version, platform: process.platform, checks: all }, undefined, 2)}\n`)
  else to.out(`${[`hvt ${version}, ${process.platform} ${process.arch}`, ...all.flatMap(lines(to))].join('\n')}\n`)
  return ok ? 0 : 1
}

const lines =
  ({ colour }: Terminal) =>
  ({ name, ok, optional, found, cure }: Check): readonly string[] => {
    const mark = ok ? 'ok     ' : optional ? 'without' : bold('MISSING', colour.out)
    return [`  ${mark}  ${name}: ${found}`, ...(cure === undefined ? [] : [`           ${cure}`])]
  }
