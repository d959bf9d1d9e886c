// The tests that judge mutants of the core: its own. Those of the IPC handlers derive real keys, which is too slow to do for each mutant.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    // A fresh world for every file would be most of the time, thousands of times over.
    isolate: false,
    setupFiles: ['test/mutation/fewer-runs.ts'],
    // Stryker has a deadline of its own; a busy machine must not make the first run fail.
    testTimeout: 60_000,
    include: ['test/main/core/**/*.test.ts'],
  },
});
