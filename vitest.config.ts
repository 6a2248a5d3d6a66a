import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    // Of a test that hangs, not of one on a slow machine.
    testTimeout: 300_000,
  },
})
