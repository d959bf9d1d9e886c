// The entry point of `axiom-tokens`, under Node and in the single executable.
import { isatty } from 'node:tty';
import { createSystemClock } from '../adapters/platform/system-clock';
import { runCommandLine } from './run-command-line';
import { openSession } from './session/open-session';
import { homeFolder } from './session/own-paths';
import { writeAtOnce } from './words/write-at-once';
import { VERSION } from './version';

/** USR1 is handled, too: by default it makes Node open a debugger port, through which other users of the computer could read the tokens. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;

const { argv, env, execArgv, platform } = process;

void runCommandLine(argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  ...(platform === 'win32' ? {} : { writeAtOnce: (text) => writeAtOnce(1, text) }),
  isTerminal: isatty,
  env,
  execArgv,
  platform,
  // Not known to every user: a container may run as one without an entry.
  get home() {
    return homeFolder();
  },
  version: VERSION,
  clock: createSystemClock(),
  onSignal(listener) {
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  },
  openSession,
}).then((ending) => {
  if (typeof ending === 'number') process.exit(ending);
  // Ends by the same signal, so that the caller sees it; the listeners are removed by now.
  process.kill(process.pid, ending);
});
