// @ts-check
// How Stryker mutates the core: one worker, judged by the tests of the core, in the copy that run.mjs makes.
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

// Stryker reads the default export; the file is loaded by nothing else.
// oxlint-disable-next-line import/no-default-export
export default {
  plugins: [resolve('@stryker-mutator/vitest-runner')],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.mts', related: false },
  inPlace: true,
  // Stryker needs a programming interface to read a tsconfig, which TypeScript 7 does not have; esbuild inside vitest strips the types.
  tsconfigFile: 'no-tsconfig.json',
  checkers: [],
  coverageAnalysis: 'perTest',
  // A mutant in a table at the top of a module runs every test, which takes nearly all of the time; such mutants are left out and not counted.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 5_000,
  timeoutFactor: 2,
  mutate: ['main/core/**/*.ts', '!main/core/**/*.d.ts'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: 'mutation-report.json' },
  allowEmpty: false,
  disableTypeChecks: true,
  allowConsoleColors: false,
};
