import { InvalidArgumentError } from 'commander'
import { type Format, formats } from '../compiler/picture/formats.ts'
import type { OptionForm } from '../grammar/diagnostics/catalogue/cli.ts'
import { type TableFormat, tableFormats } from '../runtime/backtest/tables/table_form.ts'
import { type Preset, presets } from '../runtime/market/generated/preset.ts'
import { duration as micros } from '../runtime/market/manifest/values.ts'
import { type Shell, shells } from './completion/shell.ts'
import { type At, atOf } from './inspection/at.ts'

/** `name=value` or `name[key]=value`, gathered by name; the last of a name counts. */
export function param(
  text: string,
  earlier: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const [, name, value] = /^\s*(\w+(?:\s*\[[^\]=]+\])?)\s*=(.*\S.*)$/s.exec(text) ?? wrong('param')
  return { ...earlier, [oneForm(name!)]: value!.trim() }
}

/** `name=members`, as `param`: a CSV file, or members between commas. */
export function universe(
  text: string,
  earlier: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const [, name, value] = /^\s*(\w+)\s*=(.*\S.*)$/s.exec(text) ?? wrong('universe')
  return { ...earlier, [name!]: value!.trim() }
}

/** `AAPL/USD, MSFT/USD`: members between commas, with those of earlier ones. */
export function members(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, ...text.split(',').map(member => member.trim())]
}

/** `clip [BTC/USD,kraken]` as `clip[BTC/USD, kraken]`. */
function oneForm(name: string): string {
  return name
    .replace(/\s*\[\s*/, '[')
    .replace(/\s*,\s*/g, ', ')
    .replace(/\s*\]$/, ']')
}

/** Any word; whole numbers are words too. */
export function seed(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : wrong('seed')
}

/** `1h30m` in µs. */
export function duration(text: string): number {
  return micros(text) || wrong('duration')
}

export function count(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : wrong('count')
}

export function format(text: string): Format {
  return formats.find(known => known === text) ?? wrong('format')
}

export function preset(text: string): Preset {
  return presets.find(known => known === text) ?? wrong('preset')
}

export function tableFormat(text: string): TableFormat {
  return tableFormats.find(known => known === text) ?? wrong('table')
}

export function shell(text: string): Shell {
  return shells.find(known => known === text) ?? wrong('shell')
}

/** When, in a run. */
export function at(text: string): At {
  return atOf(text) ?? wrong('at')
}

/** What is wanted instead stands in the catalogue. */
function wrong(form: OptionForm): never {
  throw new InvalidArgumentError(form)
}
