/** What a graph can be written as; `json` is the graph itself. */
export const formats = ['mermaid', 'dot', 'svg', 'json'] as const
export type Format = (typeof formats)[number]
