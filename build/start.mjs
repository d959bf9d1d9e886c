// `npm start`: sets up what is missing, builds, and starts the application: on this desktop, or on a virtual desktop when there is
// no display. Arguments after `--` go to the application.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exitCodeOf, lastWords } from './application-end.mjs';
import { bundle } from './bundle.mjs';
import { hasDesktop } from './has-desktop.mjs';
import { createTerminalProgress } from './progress.mjs';
import { projectRoot } from './project-root.mjs';
import { runMain } from './run-main.mjs';
import { setUp } from './setup.mjs';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

await runMain(async (args) => {
  const { executable } = await setUp({ isForTests: false });
  const progress = createTerminalProgress();
  await progress.step('build', async () => (await bundle({ root: projectRoot, isRelease: false })).size);
  if (isRoot) progress.note("You are root: the browser engine's sandbox is off, because root cannot have it.");
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
async function startOnThisDesktop(executable, args) {
  // The terminal sends Ctrl-C to the application as well, which then quits; this process only waits for it.
  let isAskedToEnd = false;
  // Before the application is started: a signal that came in between would end this process alone.
  process.on('SIGINT', () => {
    isAskedToEnd = true;
  });
  process.on('SIGTERM', () => {
    isAskedToEnd = true;
    child.kill('SIGTERM');
  });
  const sandbox = isRoot ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, projectRoot, ...args], { stdio: ['inherit', 'inherit', 'pipe'] });
  const words = lastWords(child.stderr);
  child.stderr.pipe(process.stderr);
  const [code, signal] = await once(child, 'exit');
  if (isAskedToEnd && signal !== null) return 0;
  return exitCodeOf({ code, signal, output: await words(), executable });
}
