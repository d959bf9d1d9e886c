// The command line as a separate program that always works without the app, with the test's state folder. Bundled by lone-commands.ts.
// TEST_DIE_BEFORE: the end of a path; the program kills itself before a file is renamed to it, like a power cut.
import { isatty } from 'node:tty';
import type * as files from 'node:fs/promises';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import { runCommandLine } from '../../../main/cli/run-command-line';
import { ChoosingSession } from '../../../main/cli/session/choosing-session';
import { openInProcess } from '../../../main/cli/session/open-in-process';

const { argv, env, platform, stdin, stdout, stderr } = process;
const dieBefore = env['TEST_DIE_BEFORE'];
if (dieBefore) {
  const mutable = require('node:fs/promises') as { rename: typeof files.rename };
  const rename = mutable.rename.bind(mutable);
  mutable.rename = async (from, to) => {
    if (String(to).endsWith(dieBefore)) process.kill(process.pid, 'SIGKILL');
    return rename(from, to);
  };
}

void runCommandLine(argv.slice(2), {
  stdin,
  stdout,
  stderr,
  isTerminal: isatty,
  env,
  execArgv: [],
  platform,
  home: env['HOME'] ?? '/',
  version: '0.0.0-test',
  clock: createSystemClock(),
  onSignal(listener) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listener);
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, listener);
    };
  },
  parse: parseCommandLine,
  openSession: ({ settings, signal, ...request }) =>
    new ChoosingSession({
      use: 'standalone',
      find: () => Promise.reject(new Error('it works alone')),
      openInProcess: () =>
        openInProcess({
          ...request,
          dataDirectory: settings.dataDirectory.value,
          stateDirectory: env['TEST_STATE_DIRECTORY'],
        }),
      signal,
      detail: request.detail,
    }),
}).then((ending) => {
  if (typeof ending === 'number') process.exit(ending);
  process.kill(process.pid, ending);
});
