export type * from './declarations.ts'
export type * from './expressions.ts'
export * from './span.ts'
