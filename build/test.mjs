// `npm test`: sets up what is missing, then runs all checks and prints one line with their counts.
// Exit code 1 when anything failed.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { refuseWithoutSandbox } from './application-end.mjs';
import { packageUnpacked } from './packages/unpacked-package.mjs';
import { createProgress } from './progress.mjs';
import { projectRoot as root } from './project-root.mjs';
import { runMain } from './run-main.mjs';
import { setUp } from './setup.mjs';
import { SetupError } from './setup-error.mjs';
import { runTool, runVitestProject, summaryLine } from './test-steps.mjs';

/** @typedef {import('./test-steps.mjs').StepResult} StepResult */

const print = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);

await runMain(async () => {
  /** @type {StepResult[]} */
  const results = [];
  /** @param {string} name @param {() => Promise<StepResult>} run */
  const step = async (name, run) => {
    const startedAtMs = performance.now();
    const result = await run();
    results.push(result);
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    if (result.problems !== '') print(`\n${result.problems}\n`);
    for (const skip of result.skipped) print(`  skipped: ${skip}`);
    print(`${result.failed === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${summaryLine([result])}, ${seconds} s)`);
    return result.failed === 0;
  };

  const runtime = await prepare().catch((error) => failure(error));
  if ('problems' in runtime) {
    print(`\n${runtime.problems}\n`);
    print(summaryLine([runtime]));
    return 1;
  }
  const bin = 'node_modules';
  await step('format', () => runTool({ root, script: `${bin}/@biomejs/biome/bin/biome`, args: ['format', '.'] }));
  await step('lint', () => runTool({ root, script: `${bin}/oxlint/bin/oxlint`, args: ['--type-aware'] }));
  await step('arrows between rooms', () => runTool({ root, script: 'build/check-rooms.mjs', args: [] }));
  await step('types, current Electron', () => runTool({ root, script: `${bin}/typescript/bin/tsc`, args: ['-b'] }));
  await step('types, Electron 22', () =>
    runTool({ root, script: `${bin}/typescript/bin/tsc`, args: ['-p', 'test/types/electron22'] }),
  );
  await step('unit tests', () => runVitestProject({ root, project: 'unit' }));
  await step('contract tests', () => runVitestProject({ root, project: 'contract' }));
  await step('fault tests, short form', () => runVitestProject({ root, project: 'faults' }));
  const silent = createProgress({ write: () => undefined, nowMs: () => 0 });
  const isPackaged = await step('package', async () => {
    try {
      await packageUnpacked({ root, runtime, progress: silent });
      return { passed: 1, failed: 0, skipped: [], problems: '' };
    } catch (error) {
      return failure(error);
    }
  });
  await step('end-to-end tests', async () => {
    if (isPackaged) return runVitestProject({ root, project: 'e2e' });
    return { passed: 0, failed: 1, skipped: [], problems: 'The end-to-end tests were not run: there is no package.' };
  });
  // Once more at the end, where they are seen.
  for (const name of results.flatMap(({ failedTests = [] }) => failedTests)) print(`FAILED  ${name}`);
  print(summaryLine(results));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
});

async function prepare() {
  if (!existsSync(tmpdir())) {
    throw new SetupError(
      `The folder for temporary files, ${tmpdir()}, is not there.`,
      'Make it, or unset TMPDIR, then run the command again.',
    );
  }
  const runtime = await setUp({ isForTests: true });
  if (process.platform === 'linux' && process.getuid?.() !== 0) await refuseWithoutSandbox(runtime.executable);
  return runtime;
}

/** @param {unknown} error @returns {StepResult} */
function failure(error) {
  const problems =
    error instanceof SetupError
      ? `${error.message}\nNext: ${error.remedy}`
      : String(error instanceof Error ? error.stack : error);
  return { passed: 0, failed: 1, skipped: [], problems };
}
