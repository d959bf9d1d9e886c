// @ts-check
// `npm run bench`: measures the app and baselines in the same run, writes test/bench/results/latest.json and prints the table. Nothing is
// asserted here: a busy machine must not fail a build.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installNpmPackages } from '../../build/npm-packages.mjs';
import { createTerminalProgress } from '../../build/progress.mjs';
import { projectRoot as root } from '../../build/project-root.mjs';
import { runMain } from '../../build/run-main.mjs';
import { setUp } from '../../build/setup.mjs';
import { writeAtomically } from '../../build/write-atomically.mjs';

await runMain(async () => {
  const isLinux = process.platform === 'linux';
  const runtime = await setUp({ isForTests: true, isForPackages: isLinux });
  const { executable } = runtime;
  const progress = createTerminalProgress();
  const peers = join(root, 'test/bench/peers');
  await installNpmPackages({ dir: peers, what: 'libraries to compare with', progress });
  // Imported here: these need packages that the set-up installs.
  const { bundleContestants } = await import('./bundle-contestants.mjs');
  const { measureCommandLine } = await import('./command-line-rows.mjs');
  const { measureCrowd, measureGoodToken, measureManyProfiles } = await import('./core-rows.mjs');
  const { countTimers, measureIdle } = await import('./idle-rows.mjs');
  const { makeReleaseApp } = await import('./release-app.mjs');
  const { formatTable } = await import('./rows.mjs');
  const { openRustClient } = await import('./rust-client.mjs');
  const { measureSizes } = await import('./size-rows.mjs');
  const { measureSoak } = await import('./soak-rows.mjs');
  const { measureStartAndMemory } = await import('./start-rows.mjs');
  const { measureFileSave, measureKeychainSave } = await import('./storage-rows.mjs');

  const rustClient = await openRustClient({ root, env: process.env, progress });
  const bundle = await bundleContestants(root);
  /** @type {import('./rows.mjs').BenchRow[]} */
  const rows = [];
  const step = (/** @type {string} */ what, /** @type {() => Promise<import('./rows.mjs').BenchRow[]>} */ measure) =>
    progress.step(what, async () => {
      rows.push(...(await measure()));
      return '';
    });
  try {
    await step('good token', () => measureGoodToken({ bundle, peers, rustClient }));
    await step('10 000 callers at expiry', () => measureCrowd(bundle));
    await step('1 000 profiles', () => measureManyProfiles(bundle));
    await step('timers', () => countTimers(bundle));
    await step('file save', () => measureFileSave(bundle));
    if (isLinux) {
      await step('keychain save', () => measureKeychainSave(bundle));
      const ours = await makeReleaseApp({ root, dir: bundle.dir });
      await step('the command line (1 minute)', () => measureCommandLine({ root, bundle, app: ours }));
      const apps = { executable, ours, bare: join(root, 'test/bench/bare-app') };
      await step('sizes of packages (3 minutes)', () =>
        measureSizes({ root, runtime, output: join(bundle.dir, 'packages') }),
      );
      await step('start and memory (2 minutes)', () => measureStartAndMemory(apps));
      await step('idle minutes (4 minutes)', () => measureIdle(apps, bundle));
      await step('many refreshes (5 minutes)', () => measureSoak(apps, bundle));
    } else {
      progress.note(
        '  Keychain, command line, size, start, memory, idle and refresh rows are left out: they need Linux.',
      );
    }
  } finally {
    await bundle.dispose();
  }
  const results = join(root, 'test/bench/results');
  await mkdir(results, { recursive: true });
  await writeAtomically(join(results, 'latest.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
  process.stdout.write(`\n${formatTable(rows)}\n\nWritten to test/bench/results/latest.json\n`);
});
