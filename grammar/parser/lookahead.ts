import { type ILookaheadStrategy, LLkLookaheadStrategy } from 'chevrotain'

type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0]
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0]

/**
 * Works out what may follow at a place of the grammar when a text first comes there. A file has few of the constructs of
 * the language, and working out all of them takes longer than parsing it.
 */
export class LazyLookahead extends LLkLookaheadStrategy {
  private readonly tokens: number

  /** `tokens`: the most that are looked at. */
  constructor(tokens: number) {
    super({ maxLookahead: tokens })
    this.tokens = tokens
  }

  override buildLookaheadForAlternation(
    options: Alternation,
  ): ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']> {
    return whenCalled(() => super.buildLookaheadForAlternation({ ...options, maxLookahead: this.tokens }))
  }

  override buildLookaheadForOptional(options: Optional): ReturnType<ILookaheadStrategy['buildLookaheadForOptional']> {
    return whenCalled(() => super.buildLookaheadForOptional({ ...options, maxLookahead: this.tokens }))
  }
}

/** Chevrotain calls the functions with the parser as `this`. */
function whenCalled<A extends unknown[], R>(build: () => (...args: A) => R): (...args: A) => R {
  let built: ((...args: A) => R) | undefined
  return function (this: unknown, ...args: A) {
    built ??= build()
    return built.apply(this, args)
  }
}
