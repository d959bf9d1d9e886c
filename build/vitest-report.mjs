// A vitest reporter that writes the results to a file for test-steps.mjs: every test with its state, the reason of a
// skip, and the errors that belong to no test. Vitest's own JSON report does not contain the last two.
import { writeFileSync } from 'node:fs';

/**
 * @typedef {object} TestReport
 * @property {{name: string, state: 'passed' | 'failed' | 'skipped', note: string, errors: string[]}[]} tests
 * @property {string[]} errors of files that failed to load, of hooks, and unhandled ones
 */

/** Writes a {@link TestReport} to the file that AXIOM_TEST_REPORT names. Vitest makes one reporter for each run. */
class VitestReport {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {TestReport} */
    const report = { tests: [], errors: unhandled.map(describe) };
    for (const module of modules) {
      const file = module.relativeModuleId;
      for (const test of module.children.allTests()) {
        const result = test.result();
        report.tests.push({
          name: `${file} > ${test.fullName}`,
          // A test that never ended (its hook failed, its worker died) counts as failed.
          state: result.state === 'pending' ? 'failed' : result.state,
          note: (result.state === 'skipped' && result.note) || '',
          errors: (result.errors ?? []).map(describe),
        });
      }
      for (const holder of [module, ...module.children.allSuites()]) {
        for (const error of holder.errors()) report.errors.push(`${file}: ${describe(error)}`);
      }
    }
    const path = process.env['AXIOM_TEST_REPORT'];
    if (path === undefined) throw new Error('AXIOM_TEST_REPORT names no file');
    writeFileSync(path, JSON.stringify(report));
  }
}

/** @param {unknown} error */
function describe(error) {
  if (error === null || typeof error !== 'object') return String(error);
  const { message, stack, diff } = /** @type {{message?: string, stack?: string, diff?: string}} */ (error);
  return [ownFrames(stack) ?? message ?? 'unknown error', diff].filter(Boolean).join('\n');
}

/** Without stack frames of libraries and Node: they would push the rest out of the limited output. */
function ownFrames(/** @type {string | undefined} */ stack) {
  return stack
    ?.split('\n')
    .filter((line) => !/^\s+at .*(?:node_modules|node:)/.test(line))
    .join('\n');
}

export default VitestReport;
