// `npm test`: sets up what is missing, then runs all checks, those of the app beside the others, and prints one line with their counts.
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
  const tool = (/** @type {string} */ name, /** @type {string} */ script, /** @type {string[]} */ ...args) =>
    step(name, () => runTool({ root, script, args, isInBackground: true }));
  const tests = (/** @type {string} */ name, /** @type {string} */ project) =>
    step(name, () => runVitestProject({ root, project, isInBackground: true }));
  const silent = createProgress({ write: () => undefined, nowMs: () => 0 });

  async function checksWithoutApp() {
    await tool('format', 'node_modules/@biomejs/biome/bin/biome', 'format', '.');
    await tool('lint', 'node_modules/oxlint/bin/oxlint', '--type-aware');
    await tool('arrows between rooms', 'build/check-rooms.mjs');
    await tool('types, current Electron', 'node_modules/typescript/bin/tsc', '-b');
    await tool('types, Electron 22', 'node_modules/typescript/bin/tsc', '-p', 'test/types/electron22');
    await tests('unit tests', 'unit');
    await tests('contract tests', 'contract');
    await tests('fault tests, short form', 'faults');
  }

  async function checksOfTheApp(/** @type {import('./electron-runtime.mjs').ElectronRuntime} */ runtime) {
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
  }

  // An app under test waits for most of its time, and the others compute in it.
  await Promise.all([checksWithoutApp(), checksOfTheApp(runtime)]);
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
