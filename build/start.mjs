// `npm start`: sets up what is missing, builds, and starts the application: on this desktop, or on a virtual desktop when there is
// no display. Arguments after `--` go to the application.
import { spawn } from 'node:child_process';
import { bundle } from './bundle.mjs';
import { hasDesktop } from './has-desktop.mjs';
import { createTerminalProgress } from './progress.mjs';
import { projectRoot } from './project-root.mjs';
import { runMain } from './run-main.mjs';
import { setUp } from './setup.mjs';

await runMain(async (args) => {
  const { executable } = await setUp({ isForTests: false });
  const progress = createTerminalProgress();
  await progress.step('build', () => bundle({ root: projectRoot, isRelease: false }));
  if (hasDesktop(process.platform, process.env)) return startOnThisDesktop(executable, args);
  // Imported here, not at the top: it needs packages that the set-up installs.
  const { startOnVirtualDesktop } = await import('./start-on-virtual-desktop.mjs');
  return startOnVirtualDesktop({ root: projectRoot, executable, args });
});

/**
 * @param {string} executable
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function startOnThisDesktop(executable, args) {
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, projectRoot, ...args], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to the application as well, which then quits; this process only waits for that.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 0));
  });
}
