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
import { openTestReport } from './test-report.mjs';
import { runTool, runVitestProject, runVitestProjectWithSecondTry } from './test-steps.mjs';

await runMain(async () => {
  const report = openTestReport((line) => void process.stdout.write(`${line}\n`));
  const { step, stepsSideBySide } = report;
  const runtime = await prepare().catch((error) => report.refuse(error));
  if (runtime === undefined) return report.close();

  const tool = (/** @type {string} */ name, /** @type {string} */ script, /** @type {string[]} */ ...args) =>
    step(name, () => runTool({ root, script, args }));

  await tool('format', 'node_modules/@biomejs/biome/bin/biome', 'format', '.');
  await tool('lint', 'node_modules/oxlint/bin/oxlint', '--type-aware');
  await tool('arrows between rooms', 'build/check-rooms.mjs');
  await tool('types, current Electron', 'node_modules/typescript/bin/tsc', '-b');
  await tool('types, Electron 22', 'node_modules/typescript/bin/tsc', '-p', 'test/types/electron22');
  await step('unit tests', () => runVitestProject({ root, project: 'unit' }));
  // Both wait for tokens and other processes; what they say about time is by processor time or by a deadline far off.
  await stepsSideBySide({
    'contract tests': () => runVitestProject({ root, project: 'contract' }),
    'fault tests, short form': () => runVitestProject({ root, project: 'faults' }),
  });
  const silent = createProgress({ write: () => undefined, nowMs: () => 0 });
  const isPackaged = await step('package', async () => {
    await packageUnpacked({ root, runtime, progress: silent });
    return { passed: 1, failed: 0, skipped: [], problems: '' };
  });
  // Not at the same time as the others: timing of the app is tested there, and a busy processor makes it late.
  await step('end-to-end tests', async () => {
    if (isPackaged) return runVitestProjectWithSecondTry({ root, project: 'e2e' });
    return { passed: 0, failed: 1, skipped: [], problems: 'The end-to-end tests were not run: there is no package.' };
  });
  return report.close();
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
