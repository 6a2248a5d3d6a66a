import { type AssetRef, partOf } from '../../program/keys.ts'
import type { PegDecl } from '../../program/program.ts'
import { type KeyMap, substituteAsset } from '../../program/substitute.ts'
import { type Atom, divide, isPlain, multiply, plain, power, rational, type Unit, unitOf } from '../../program/unit.ts'

/** A unit together with the pegs (by their asset) that were needed to arrive at it. */
export interface Measured {
  readonly unit: Unit
  readonly pegs: ReadonlySet<string>
}

export interface Solver {
  /** A unit not yet known: that of a bare 0. */
  fresh(): Unit
  /** The same unit with what has been learnt of its variables; pegged assets that meet in it are one. */
  normal(unit: Unit): Measured
  /** Makes both equal, if that can be; `pegs` when only pegs make them so. */
  unify(a: Unit, b: Unit): Measured | undefined
  /** The asset of a key's part: a unit of its own, unless all members of its universe share it. */
  asset(ref: AssetRef): Measured
  /** The unit with keys replaced; without keys, with parts that all members share made assets. */
  substitute(unit: Unit, keys: KeyMap): Measured
  /** The pegs that make the assets one; undefined when none do. */
  between(assets: readonly string[]): ReadonlySet<string> | undefined
}

/** An equation of two assets. */
export type Equation = Pick<PegDecl, 'asset' | 'equals'>

/**
 * Solves equations in the free abelian group over assets, seconds and key parts, with rational exponents: one equation
 * has at most one unknown to eliminate, so elimination decides it and the answer is principal.
 */
export function solver(pegs: readonly Equation[]): Solver {
  const solved = new Map<number, Unit>()
  const equals = new Map(pegs.map(peg => [peg.asset, peg.equals]))
  let variables = 0

  function normal(unit: Unit): Measured {
    if (!has(unit, 'variable')) return meet(plainly(unit))
    return meet(
      each(unit, atom => {
        const known = atom.kind === 'variable' ? solved.get(atom.id) : undefined
        return plainly(known ? normal(known).unit : unitOf(atom))
      }),
    )
  }

  /** Where two assets of one class stand in one unit, the class's last takes their place. */
  function meet({ unit, pegs: used }: Measured): Measured {
    if (unit.size < 2) return { unit, pegs: used }
    const names = [...unit.values()].flatMap(({ atom }) => (atom.kind === 'asset' ? [atom.name] : []))
    const classes = [...new Set(names.map(last))]
    const meeting = classes.map(c => names.filter(name => last(name) === c)).filter(group => group.length > 1)
    if (meeting.length === 0) return { unit, pegs: used }
    const joined = each(unit, atom => {
      const meets = atom.kind === 'asset' && meeting.some(group => group.includes(atom.name))
      return plainly(unitOf(meets ? { kind: 'asset', name: last(atom.name) } : atom))
    })
    return { unit: joined.unit, pegs: union([used, ...meeting.map(group => between(group) ?? none)]) }
  }

  function unify(a: Unit, b: Unit): Measured | undefined {
    const rest = normal(divide(a, b))
    if (isPlain(rest.unit)) return { unit: normal(a).unit, pegs: rest.pegs }
    for (const { atom, power: exponent } of rest.unit.values()) {
      if (atom.kind !== 'variable') continue
      const others = new Map([...rest.unit].filter(([, factor]) => factor.atom !== atom))
      solved.set(atom.id, power(others, rational(-exponent.den, exponent.num)))
      return { unit: normal(a).unit, pegs: rest.pegs }
    }
    return undefined
  }

  function asset(ref: AssetRef): Measured {
    if (ref.kind === 'asset') return plainly(unitOf(ref))
    const names = [...new Set(ref.of.universe.members.map(m => partOf(m, ref.part)))]
    if (names.length === 1) return plainly(unitOf({ kind: 'asset', name: names[0]! }))
    const used = ref.part === 'self' ? undefined : between(names)
    return used ? { unit: unitOf({ kind: 'asset', name: last(names[0]!) }), pegs: used } : plainly(unitOf(ref))
  }

  function substitute(unit: Unit, keys: KeyMap): Measured {
    if (!has(unit, 'part')) return meet(plainly(unit))
    return meet(each(unit, atom => (atom.kind === 'part' ? asset(substituteAsset(atom, keys)) : plainly(unitOf(atom)))))
  }

  function between(assets: readonly string[]): ReadonlySet<string> | undefined {
    const chains = assets.map(chain)
    if (chains.some(c => c.at(-1) !== chains[0]?.at(-1))) return undefined
    const shared = chains.reduce((common, c) => common.filter(name => c.includes(name)))
    return new Set(chains.flat().filter(name => !shared.includes(name)))
  }

  /** An asset and what it equals, one peg after another. */
  function chain(name: string): readonly string[] {
    const names = [name]
    for (let next = equals.get(name); next !== undefined; next = equals.get(next)) names.push(next)
    return names
  }

  function last(name: string): string {
    let end = name
    for (let next = equals.get(end); next !== undefined; next = equals.get(end)) end = next
    return end
  }

  return { fresh: () => unitOf({ kind: 'variable', id: variables++ }), normal, unify, asset, substitute, between }
}

const none: ReadonlySet<string> = new Set()
export const plainly = (unit: Unit): Measured => ({ unit, pegs: none })

export function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const filled = sets.filter(set => set.size > 0)
  return filled.length === 0 ? none : filled.length === 1 ? filled[0]! : new Set(filled.flatMap(set => [...set]))
}

function has(unit: Unit, kind: Atom['kind']): boolean {
  for (const { atom } of unit.values()) if (atom.kind === kind) return true
  return false
}

function each(unit: Unit, replace: (atom: Atom) => Measured): Measured {
  let result = plain
  const used: ReadonlySet<string>[] = []
  for (const { atom, power: exponent } of unit.values()) {
    const factor = replace(atom)
    used.push(factor.pegs)
    result = multiply(result, power(factor.unit, exponent))
  }
  return { unit: result, pegs: union(used) }
}
