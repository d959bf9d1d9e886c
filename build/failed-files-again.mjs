// Which test files run a second time because a test in them failed, and what both runs together say. A test that starts the app can fail because another program kept
// the processor busy; alone it then passes. Such a test is named at the end of `npm test`, because it must be corrected all the same. Pure; called by test-steps.mjs.

/** @typedef {import('./vitest-report.mjs').TestReport} TestReport */

/** More than these are not chance. */
const MOST_FILES = 3;

/**
 * The files of the failed tests; none when something failed that belongs to no test, or too many files did.
 * @param {TestReport} report
 * @returns {string[]}
 */
export function filesToRunAgain(report) {
  const failed = report.tests.filter(({ state }) => state === 'failed');
  const files = [...new Set(failed.map(({ name }) => fileOf(name)))];
  return report.errors.length > 0 || files.length > MOST_FILES ? [] : files;
}

/**
 * The first run, with the second one in place of the files that were run again.
 * @param {TestReport} first
 * @param {TestReport} again
 * @returns {TestReport & {unsteady: TestReport['tests']}} `unsteady`: as they failed in the first run; they passed in the second
 */
export function withSecondRun(first, again) {
  const files = filesToRunAgain(first);
  const passed = new Set(again.tests.filter(({ state }) => state === 'passed').map(({ name }) => name));
  const found = new Set(again.tests.map(({ name }) => name));
  const kept = first.tests.filter(({ name }) => !files.includes(fileOf(name)) || !found.has(name));
  return {
    tests: [...kept, ...again.tests],
    errors: again.errors,
    unsteady: first.tests.filter(({ name, state }) => state === 'failed' && passed.has(name)),
  };
}

/** @param {string} name as `file > test` */
function fileOf(name) {
  return name.split(' > ', 1)[0] ?? name;
}
