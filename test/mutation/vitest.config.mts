// The tests that judge mutants of the core. Tests of IPC handlers are left out: they derive real keys, which is too slow for each mutant.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A run ends with the first test that notices: tests of a single source come first, simulations of many days last. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      /token-lifecycle-manager|two-apps|laws/.test(moduleId) ? 2 : /\/[^/.]+\.test\.ts$/.test(moduleId) ? 0 : 1;
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

/** Tests over all combinations: slow, so only for mutants that the others do not notice. */
const WALKS = 'test/main/core/**/*.product.test.ts';

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    // A fresh environment for every file would take most of the time, thousands of times over.
    isolate: false,
    sequence: { sequencer: QuickFirst },
    setupFiles: ['test/mutation/fewer-runs.ts'],
    // Stryker has its own deadline; a busy machine must not make the first run fail.
    testTimeout: 60_000,
    ...(process.env.AXIOM_MUTATION_TESTS === 'walks'
      ? { include: [WALKS] }
      : { include: ['test/main/core/**/*.test.ts'], exclude: [WALKS] }),
  },
});
