// Says how each step of a test command went, and closes with the line that counts them all. Used by `npm test` and `npm run test:electron45`.
import { SetupError } from './setup-error.mjs';
import { summaryLine } from './test-steps.mjs';

/** @typedef {import('./test-steps.mjs').StepResult} StepResult */
/** @typedef {{result: StepResult, seconds: string}} Ended */

/** @param {(line: string) => void} print */
export function openTestReport(print) {
  /** @type {StepResult[]} */
  const results = [];

  /** @param {() => Promise<StepResult>} run @returns {Promise<Ended>} */
  const timed = async (run) => {
    const startedAtMs = performance.now();
    const result = await run().catch(failure);
    return { result, seconds: ((performance.now() - startedAtMs) / 1000).toFixed(1) };
  };

  const tell = (/** @type {string} */ name, /** @type {Ended} */ { result, seconds }) => {
    results.push(result);
    if (result.problems !== '') print(`\n${result.problems}\n`);
    for (const skip of result.skipped) print(`  skipped: ${skip}`);
    print(`${result.failed === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${summaryLine([result])}, ${seconds} s)`);
    return result.failed === 0;
  };

  return {
    /**
     * Runs one step; a step that throws has failed.
     * @param {string} name
     * @param {() => Promise<StepResult>} run
     * @returns {Promise<boolean>} whether all of it passed
     */
    step: async (name, run) => tell(name, await timed(run)),
    /**
     * Runs several steps at a time, and tells of them in their order, of each with its own time.
     * @param {Readonly<Record<string, () => Promise<StepResult>>>} steps by their names
     */
    stepsSideBySide: async (steps) => {
      const running = Object.entries(steps).map(([name, run]) => ({ name, ended: timed(run) }));
      for (const { name, ended } of running) tell(name, await ended);
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
