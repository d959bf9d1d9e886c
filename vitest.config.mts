// The kinds of tests and where they are. `npm test` runs all but `scoreboard` and `electron45`, which `npm run test:faults` and `npm run test:electron45` do; `npm run test:unit` the first.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The longest files first, and those with a page last: a worker that is shared ends as soon as the next file wants another environment, and each new one
 * loads the page anew.
 */
class PagesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const pages = new Set(
      sorted.filter(({ moduleId }) => readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment ')),
    );
    return [...sorted.filter((file) => !pages.has(file)), ...pages];
  }
}

// Node reads these certificates at every start, which takes longer than the start itself. No test asks anything outside of this computer.
delete process.env['NODE_EXTRA_CA_CERTS'];

const apart = [
  '**/node_modules/**',
  'test/mutation/**',
  'test/contracts/**',
  'test/e2e/**',
  'test/faults/**',
  'test/bench/**',
  'test/electron45/**',
  'test/types/**',
];

export default defineConfig({
  // `npm test` runs two projects at a time: in one file each would write over how long the files of the other took.
  cacheDir: `node_modules/.vite/${process.env['AXIOM_TEST_PROJECT'] ?? 'any'}`,
  test: {
    // A test without a single assertion is a failure: it could not have failed otherwise.
    // What is polled for has a deadline for what hangs, not a measure: a busy machine takes several times as long.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    // Unless told so, Vitest leaves one processor idle: half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: PagesLast },
    // What was compiled is kept between runs, by the content of each file; an entry is used only while its file is the same.
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: apart,
          // A deadline for what hangs, not a measure: a busy machine takes several times as long.
          testTimeout: 30_000,
          // Nothing under test has state of its own at module level; a fresh world for each file would take as long as the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contracts/**/*.test.ts'],
          // Some wait for tokens to end or for processes: one more than there are processors uses that time.
          maxWorkers: availableParallelism() + 1,
          // As with unit tests.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'scoreboard', include: ['test/faults/scoreboard.full.ts'], hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'electron45',
          include: ['test/electron45/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Each file owns a virtual desktop and an Electron, and waits a quarter of the time. Two processors are busy with three; more would starve each other.
          maxWorkers: 3,
          // A file shares nothing with the next but loaded modules; a new process for each would load Playwright anew, half a second of work.
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
