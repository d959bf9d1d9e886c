// `npm run -s electron:path`: prints the path of the Electron executable in use, and nothing else, on stdout.
// Gets the runtime first if it is missing; progress goes to stderr.
import { openElectronRuntime } from './electron-runtime.mjs';
import { projectRoot } from './project-root.mjs';
import { createTerminalProgress } from './progress.mjs';
import { runMain } from './run-main.mjs';

await runMain(async () => {
  const progress = createTerminalProgress(process.stderr);
  const runtime = await openElectronRuntime({ root: projectRoot, env: process.env, progress });
  process.stdout.write(`${runtime.executable}\n`);
});
