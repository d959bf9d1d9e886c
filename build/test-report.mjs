// Says how each step of a test command went, and closes with the line that counts them all. Used by `npm test` and `npm run test:electron45`.
import { SetupError } from './setup-error.mjs';
import { summaryLine } from './test-steps.mjs';

/** @typedef {import('./test-steps.mjs').StepResult} StepResult */

/** @param {(line: string) => void} print */
export function openTestReport(print) {
  /** @type {StepResult[]} */
  const results = [];
  return {
    /**
     * Runs one step; a step that throws has failed.
     * @param {string} name
     * @param {() => Promise<StepResult>} run
     * @returns {Promise<boolean>} whether all of it passed
     */
    step: async (name, run) => {
      const startedAtMs = performance.now();
      const result = await run().catch(failure);
      results.push(result);
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
      if (result.problems !== '') print(`\n${result.problems}\n`);
      for (const skip of result.skipped) print(`  skipped: ${skip}`);
      print(`${result.failed === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${summaryLine([result])}, ${seconds} s)`);
      return result.failed === 0;
    },
    /**
     * Says that nothing could be run.
     * @param {unknown} error
     */
    refuse: (error) => {
      const result = failure(error);
      results.push(result);
      print(`\n${result.problems}\n`);
    },
    /** Prints the last lines. @returns {number} the exit code */
    close: () => {
      // Once more at the end, where they are seen.
      for (const name of results.flatMap(({ unsteadyTests = [] }) => unsteadyTests))
        print(`UNSTEADY  ${name} (failed at first, passed when its file was run again alone)`);
      for (const name of results.flatMap(({ failedTests = [] }) => failedTests)) print(`FAILED  ${name}`);
      print(summaryLine(results));
      return results.some(({ failed }) => failed > 0) ? 1 : 0;
    },
  };
}

/** @param {unknown} error @returns {StepResult} */
function failure(error) {
  const problems =
    error instanceof SetupError
      ? `${error.message}\nNext: ${error.remedy}`
      : String(error instanceof Error ? error.stack : error);
  return { passed: 0, failed: 1, skipped: [], problems };
}
