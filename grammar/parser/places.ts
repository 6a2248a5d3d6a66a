import type { IParserErrorMessageProvider } from 'chevrotain'

/**
 * Chevrotain asks for a message where a rule fails. It gets the place instead, the name of what is expected there:
 * a kind of token, or a rule that no token begins. `mistakes.ts` makes the message of it.
 */
export const places: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.name,
  buildNoViableAltMessage: ({ ruleName }) => ruleName,
  buildEarlyExitMessage: ({ ruleName }) => ruleName,
  buildNotAllInputParsedMessage: () => 'end',
}
