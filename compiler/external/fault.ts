import type { External } from '../ir/external.ts'

/** One of its functions; `default`: the one that it is. */
export type ExternPart = 'default' | 'setup' | 'process' | 'save' | 'recover'

/** What an operator from outside did wrong. */
export type ExternProblem =
  | { readonly kind: 'thrown'; readonly of: ExternPart; readonly error: unknown }
  /** What gives the value gave something that is neither a number nor undefined. */
  | { readonly kind: 'result'; readonly of: ExternPart; readonly found: string }
  /** `save` gave something else than a Uint8Array. */
  | { readonly kind: 'saved'; readonly found: string }
  /** `save` gave more bytes than declared. */
  | { readonly kind: 'memory'; readonly bytes: number }

/** Ends a run: nothing that comes after the mistake of an operator would mean anything. */
export class ExternFault extends Error {
  constructor(
    readonly external: External,
    readonly problem: ExternProblem,
  ) {
    super(`${external.path}: ${problem.kind}`)
  }
}
