import type { AssetRef } from '../../program/keys.ts'
import type { PegDecl } from '../../program/program.ts'
import { type KeyMap, partOf, substituteAsset } from '../../program/substitute.ts'
import { type Atom, divide, isPlain, multiply, plain, power, rational, type Unit, unitOf } from '../../program/unit.ts'

/** A unit together with whether a peg was needed to arrive at it. */
export interface Measured {
  readonly unit: Unit
  readonly pegged: boolean
}

export interface Solver {
  /** A unit not yet known: that of a bare 0. */
  fresh(): Unit
  /** The same unit with what has been learnt of its variables; pegged assets that meet in it are one. */
  normal(unit: Unit): Measured
  /** Makes both equal, if that can be; `pegged` when only a peg makes them so. */
  unify(a: Unit, b: Unit): Measured | undefined
  /** The asset of a key's part: a unit of its own, unless all members of its universe share it. */
  asset(ref: AssetRef): Measured
  substitute(unit: Unit, keys: KeyMap): Measured
  /** Whether a chain of pegs makes the two assets one. */
  pegged(a: string, b: string): boolean
}

/**
 * Solves equations in the free abelian group over assets, seconds and key parts, with rational exponents: one equation
 * has at most one unknown to eliminate, so elimination decides it and the answer is principal.
 */
export function solver(pegs: readonly PegDecl[]): Solver {
  const solved = new Map<number, Unit>()
  let variables = 0
  const representative = (name: string): string => {
    const peg = pegs.find(p => p.asset === name)
    return peg ? representative(peg.equals) : name
  }

  function normal(unit: Unit): Measured {
    return meet(
      each(unit, atom =>
        plainly(atom.kind === 'variable' && solved.has(atom.id) ? normal(solved.get(atom.id)!).unit : unitOf(atom)),
      ),
    )
  }

  /** Where two assets of one class stand in one unit, the class's representative takes their place. */
  function meet({ unit, pegged }: Measured): Measured {
    const names = [...unit.values()].flatMap(({ atom }) => (atom.kind === 'asset' ? [atom.name] : []))
    const meeting = new Set(names.map(representative).filter((r, i, all) => all.indexOf(r) < i))
    if (meeting.size === 0) return { unit, pegged }
    const joined = each(unit, atom => {
      const name = atom.kind === 'asset' ? representative(atom.name) : ''
      return plainly(unitOf(meeting.has(name) ? { kind: 'asset', name } : atom))
    })
    return { unit: joined.unit, pegged: true }
  }

  function unify(a: Unit, b: Unit): Measured | undefined {
    const rest = normal(divide(a, b))
    if (isPlain(rest.unit)) return { unit: normal(a).unit, pegged: rest.pegged }
    for (const { atom, power: exponent } of rest.unit.values()) {
      if (atom.kind !== 'variable') continue
      const others = new Map([...rest.unit].filter(([, factor]) => factor.atom !== atom))
      solved.set(atom.id, power(others, rational(-exponent.den, exponent.num)))
      return { unit: normal(a).unit, pegged: rest.pegged }
    }
    return undefined
  }

  function asset(ref: AssetRef): Measured {
    if (ref.kind === 'asset') return plainly(unitOf(ref))
    const names = new Set(ref.of.universe.members.map(m => partOf(m, ref.part)))
    const [first, ...others] = new Set([...names].map(representative))
    if (ref.part === 'self' || others.length > 0) return plainly(unitOf(ref))
    const name = names.size === 1 ? [...names][0]! : first!
    return { unit: unitOf({ kind: 'asset', name }), pegged: names.size > 1 }
  }

  function substitute(unit: Unit, keys: KeyMap): Measured {
    return meet(each(unit, atom => (atom.kind === 'part' ? asset(substituteAsset(atom, keys)) : plainly(unitOf(atom)))))
  }

  const fresh = () => unitOf({ kind: 'variable', id: variables++ })
  return { fresh, normal, unify, asset, substitute, pegged: (a, b) => representative(a) === representative(b) }
}

export const plainly = (unit: Unit): Measured => ({ unit, pegged: false })

function each(unit: Unit, replace: (atom: Atom) => Measured): Measured {
  let result = plain
  let pegged = false
  for (const { atom, power: exponent } of unit.values()) {
    const factor = replace(atom)
    pegged ||= factor.pegged
    result = multiply(result, power(factor.unit, exponent))
  }
  return { unit: result, pegged }
}
