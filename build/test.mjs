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
import { runTool, runVitestProject } from './test-steps.mjs';

await runMain(async () => {
  const report = openTestReport((line) => void process.stdout.write(`${line}\n`));
  const { step } = report;
  const runtime = await prepare().catch((error) => report.refuse(error));
  if (runtime === undefined) return report.close();

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
    await packageUnpacked({ root, runtime, progress: silent });
    return { passed: 1, failed: 0, skipped: [], problems: '' };
  });
  await step('end-to-end tests', async () => {
    if (isPackaged) return runVitestProject({ root, project: 'e2e' });
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
