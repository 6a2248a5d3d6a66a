import type { FeedEvent } from '../../runtime/market/event.ts'

/** As the language and manifests call it; of messages that nobody reads, what they are. */
export const streamText = (stream: FeedEvent['stream']): string => (stream === 'bar' ? 'bars' : (stream ?? 'alive'))
