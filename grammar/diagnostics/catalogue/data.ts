import { binding } from './binding.ts'
import { feeds } from './feeds.ts'
import { manifestValues } from './manifest_values.ts'
import { manifests } from './manifests.ts'
import { recordedOrder } from './recorded_order.ts'
import { recordings } from './recordings.ts'

/** Data and markets. */
export const data = { ...manifests, ...manifestValues, ...feeds, ...recordings, ...recordedOrder, ...binding }
