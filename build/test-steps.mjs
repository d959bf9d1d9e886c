// Runs the steps of `npm test` and counts their checks: a tool counts as one check, a vitest project as the number of
// its tests. Called by test.mjs; prints nothing itself.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesToRunAgain, withSecondRun } from './failed-files-again.mjs';
import { CommandError, runCommand } from './run-command.mjs';

/**
 * @typedef {object} StepResult
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped one text per skip: the test and the reason
 * @property {string} problems the failures as text; empty when there are none
 * @property {string[]} [failedTests] their names, if the step has tests
 * @property {string[]} [unsteadyTests] the names of tests that failed at first and passed when their file was run again
 */

/**
 * Runs one tool whose exit code says whether its check passed.
 * @param {{root: string, script: string, args: readonly string[]}} options `script` is run with this Node
 * @returns {Promise<StepResult>}
 */
export async function runTool({ root, script, args }) {
  try {
    await runCommand(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
    });
    return { passed: 1, failed: 0, skipped: [], problems: '' };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { passed: 0, failed: 1, skipped: [], problems: `${error.message}\n${error.output}` };
  }
}

/**
 * Runs the tests of one vitest project.
 * @param {{root: string, project: string, files?: readonly string[], node?: string, env?: NodeJS.ProcessEnv}} options `files`: only
 *   those in whose paths one of these is found, else all; `node`: the Node that runs them, else this one
 * @returns {Promise<StepResult>}
 */
export async function runVitestProject(options) {
  const report = await vitestReport(options);
  return 'problems' in report ? report : countReport(report, options.project);
}

/**
 * As {@link runVitestProject}; files in which a test failed are run once more, one at a time.
 * @param {{root: string, project: string}} options
 * @returns {Promise<StepResult>}
 */
export async function runVitestProjectWithSecondTry(options) {
  const first = await vitestReport(options);
  if ('problems' in first) return first;
  const files = filesToRunAgain(first);
  if (files.length === 0) return countReport(first, options.project);
  const again = await vitestReport({ ...options, files, isAlone: true });
  if ('problems' in again) return again;
  const both = withSecondRun(first, again);
  const result = countReport(both, options.project);
  const unsteady = both.unsteady.map(({ name, errors }) => [`${name}, which passed alone:`, ...errors].join('\n'));
  return {
    ...result,
    problems: [result.problems, ...unsteady].filter(Boolean).join('\n\n'),
    unsteadyTests: both.unsteady.map(({ name }) => name),
  };
}

/**
 * @param {Parameters<typeof runVitestProject>[0] & {isAlone?: boolean}} options
 * @returns {Promise<import('./vitest-report.mjs').TestReport | StepResult>} a result when there is no report
 */
async function vitestReport({ root, project, files = [], node = process.execPath, env = {}, isAlone = false }) {
  const dir = await mkdtemp(join(tmpdir(), 'axiom-test-'));
  const path = join(dir, 'report.json');
  const reporter = join(root, 'build/vitest-report.mjs');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const alone = isAlone ? ['--no-file-parallelism'] : [];
  const args = [vitest, 'run', '--project', project, '--reporter', reporter, ...alone, ...files];
  try {
    let output = '';
    const more = { AXIOM_TEST_REPORT: path, AXIOM_TEST_PROJECT: project, NO_COLOR: '1' };
    await runCommand(node, args, { cwd: root, env: { ...process.env, ...env, ...more } }).catch((error) => {
      if (!(error instanceof CommandError)) throw error;
      output = `${error.message}\n${error.output}`;
    });
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return { passed: 0, failed: 1, skipped: [], problems: `vitest wrote no report\n${output}` };
    return JSON.parse(text);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Counts a report. A file that failed to load counts as one failure, and so does a project without tests.
 * @param {import('./vitest-report.mjs').TestReport} report
 * @param {string} project
 * @returns {StepResult}
 */
export function countReport(report, project) {
  const failed = report.tests.filter(({ state }) => state === 'failed');
  const skipped = report.tests.filter(({ state }) => state === 'skipped');
  const problems = failed.map(({ name, errors }) =>
    [name, ...(errors.length > 0 ? errors : ['did not end'])].join('\n'),
  );
  problems.push(...report.errors);
  if (report.tests.length === 0 && problems.length === 0) problems.push(`no test was found in project ${project}`);
  return {
    passed: report.tests.filter(({ state }) => state === 'passed').length,
    failed: problems.length,
    skipped: skipped.map(({ name, note }) => `${name}: ${note || 'no reason given'}`),
    problems: problems.join('\n\n'),
    failedTests: failed.map(({ name }) => name),
  };
}

/** The last line of `npm test`. */
export function summaryLine(/** @type {readonly StepResult[]} */ results) {
  const sum = (/** @type {(result: StepResult) => number} */ count) =>
    results.reduce((total, r) => total + count(r), 0);
  const skipped = sum((result) => result.skipped.length);
  const counts = `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
  return skipped === 0 ? counts : `${counts}, ${skipped} skipped`;
}
