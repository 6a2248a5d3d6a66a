import { binanceWs } from './binance_ws.ts'
import type { Reader } from './reader.ts'

/** Every reader, by the name that manifests use. */
export const readers: Readonly<Record<string, Reader>> = { [binanceWs.name]: binanceWs }
